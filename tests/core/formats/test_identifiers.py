"""Which numbers name a record, and which only stand in its text."""

from __future__ import annotations

import pytest

from core.formats.identifiers import accession_elsewhere, find_doi, first_doi, first_pmid, issns
from tests.core.formats.samples import read_bytes, ris


@pytest.mark.parametrize(
    ("lines", "accession"),
    [
        (["AN  - WOS:000500"], "WOS:000500"),
        (["ID  - 31234567"], "31234567"),
        (["N1  - Accession Number: 2019-12345-001. Language: English"], "2019-12345-001"),
        (["UR  - https://search.example.org/login.aspx?direct=true&db=rzh&AN=962058940&site=x"], "962058940"),
        (["UR  - https://www.example.com/inward/record.uri?eid=2-s2.0-85012345678&doi=10.1%2fx"], "2-s2.0-85012345678"),
        (["U2  - L2005012345"], "L2005012345"),
        (["U2  - 31234567"], ""),
        (["AN  - rayyan-229697632"], "rayyan-229697632"),
    ],
)
def test_accession(lines: list[str], accession: str) -> None:
    assert ris(*lines).accession == accession


def test_the_accession_of_a_scopus_table_is_its_eid() -> None:
    table = (
        '"Authors","Author(s) ID","Title","Year","DOI","EID"\n"Larsen M.","57190","A title","2020","","2-s2.0-850"\n'
    )
    assert read_bytes(table.encode()).records[0].accession == "2-s2.0-850"


@pytest.mark.parametrize(
    ("lines", "doi"),
    [
        (["DO  - https://dx.doi.org/10.1000/ABC."], "10.1000/abc"),
        (["L3  - 10.1000/l3"], "10.1000/l3"),
        (["M1  - Cited 2001, 10.1000/cited"], ""),
        (["N1  - References: Smith 2001, https://doi.org/10.1000/cited"], ""),
        (["N1  - doi: 10.1000/own"], "10.1000/own"),
        (["M3  - doi:10.1011/hea0004444"], "10.1011/hea0004444"),
        (["UR  - https://example.org/?ref=10.1000/query"], ""),
        (["UR  - https://doi.org/10.1000/url?x=1"], "10.1000/url"),
    ],
)
def test_the_doi_is_the_records_own(lines: list[str], doi: str) -> None:
    assert ris(*lines).doi == doi


SICI = "10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2"


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("(10.1000/a)", "10.1000/a"),
        ("<10.1000/a>", "10.1000/a"),
        ("(see <10.1000/a>).", "10.1000/a"),
        ("(10.1000/a.)", "10.1000/a"),
        ("10.1000/a(b)", "10.1000/a(b)"),
        ("(10.1000/a(b))", "10.1000/a(b)"),
        ("10.1000/a<b>", "10.1000/a<b>"),
        ("<10.1000/a(b)>", "10.1000/a(b)"),
        (SICI.upper(), SICI),
        (f"<{SICI}>", SICI),
        ("<10.1000/a.>;", "10.1000/a"),
    ],
)
def test_brackets_around_a_doi_are_none_of_it(text: str, doi: str) -> None:
    assert find_doi(text) == doi


@pytest.mark.parametrize("mark", ".,;:'\"”’]}")
def test_marks_behind_a_doi_are_none_of_it(mark: str) -> None:
    assert find_doi(f"doi 10.1000/a{mark}") == "10.1000/a" and find_doi(f"(10.1000/a){mark}") == "10.1000/a"


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("", ""),
        ("10.1000", ""),
        ("10.100/a", ""),
        ("see 10.1234567890/a", ""),
        ("10.123456789/A-", "10.123456789/a-"),
        ("10.1000/", ""),
        ("10.1000.20.30/a", "10.1000.20.30/a"),
        ("10.1.1000/a", ""),
        ("20.1000/a", ""),
        ("doi:10%2e1000%2fA", "10.1000/a"),
        ("10%2E1000/a", "10.1000/a"),
        ("10.1000%2Fa", "10.1000/a"),
        ("10%2x", ""),
        ("10.1000/a%3a", "10.1000/a%3a"),
        ("10.1000/a&lt;1&gt;b", "10.1000/a<1>b"),
        ("10.1000/a\u200bb c", "10.1000/a\u200bb"),
        ("10.1000/a\x07b", "10.1000/ab"),
        ("10.1000/a;10.1000/b", "10.1000/a"),
        ("10.1000/a,https://x.org", "10.1000/a"),
        ("10.1000/a[DOI]", "10.1000/a"),
        ("10.1000/a;b", "10.1000/a;b"),
        ("x 10.1000/" + "a" * 400, "10.1000/" + "a" * 300),
        ("10.1000/a..", "10.1000/a"),
        ("(10.1000/a>).", "10.1000/a"),
    ],
)
def test_a_doi_as_it_may_be_written(text: str, doi: str) -> None:
    assert find_doi(text) == doi


@pytest.mark.parametrize(
    ("values", "marked", "urls", "doi"),
    [
        (["none", "10.1000/a", "10.1000/b"], ["10.1000/c"], [], "10.1000/a"),
        ([], ["cited 10.1000/b", "doi: https://dx.doi.org/10.1000/c d"], [], "10.1000/c"),
        ([], ["as doi:10.1000/c", "10.1000/d"], [], "10.1000/c"),
        ([], ["DOI\n10.1000/c"], [], "10.1000/c"),
        ([], ["doi10.1000/c", "mydoi:10.1000/c"], [], ""),
        ([], ["10.1000/c and doi: 10.1000/d"], [], "10.1000/c"),
        ([], ["cited"], ["https://doi.org/x", "http://www.doi.org/10.1000/e#f"], "10.1000/e"),
        ([], [], ["https://x.org/10.1000/e", "see HTTPS://dx.doi.org/10.1000/e f"], "10.1000/e"),
        ([], [], ["see https://dx.doi.org/10.1000/e f"], "10.1000/e"),
        ([], [], ["https://notdoi.org/10.1000/e"], ""),
    ],
)
def test_the_first_doi_of_values_then_of_marks_then_of_addresses(
    values: list[str], marked: list[str], urls: list[str], doi: str
) -> None:
    assert first_doi(values, marked, urls) == doi


@pytest.mark.parametrize(
    ("values", "marked", "notes", "urls", "pmid"),
    [
        (["x", " 123 ", "456"], ["789 [pmid]"], [], [], "123"),
        (["123456789"], [], [], [], ""),
        (["PMID: 12345678"], [], [], [], "12345678"),
        (["pmid5 [PMID]"], [], [], [], "5"),
        (["5[pmid]"], [], [], [], "5"),
        (["https://www.ncbi.nlm.nih.gov/pubmed/12/"], [], [], [], "12"),
        (["http://pubmed.ncbi.nlm.nih.gov/12"], [], [], [], "12"),
        (["5 6"], ["a 7 [PMID]"], [], [], "7"),
        ([], ["x", "PMID 8"], [], [], "8"),
        ([], ["pmid:8"], [], [], "8"),
        ([], ["8"], ["n: PMID: 9."], [], "9"),
        ([], [], ["9", "10 [PMID]"], [], "10"),
        ([], [], ["pmid: 9"], [], ""),
        ([], [], [], ["https://x.org", "https://www.ncbi.nlm.nih.gov/pubmed/11?a"], "11"),
        ([], [], [], ["https://europepmc.org/article/MED/12"], "12"),
        ([], [], [], ["https://europepmc.org/abstract/med/13#a"], "13"),
        ([], [], [], ["https://europepmc.org/article/PMC/12"], ""),
        ([], [], [], ["https://pubmed.ncbi.nlm.nih.gov/123456789"], ""),
    ],
)
def test_the_first_pmid_of_values_then_of_marks_then_of_notes_then_of_addresses(
    values: list[str], marked: list[str], notes: list[str], urls: list[str], pmid: str
) -> None:
    assert first_pmid(values, marked, notes, urls) == pmid


@pytest.mark.parametrize(
    ("values", "notes", "urls", "accession"),
    [
        (["L12345"], ["x", "Accession Number: A.1:2-3. more"], [], "A.1:2-3"),
        (["L1234", "L123456789012"], [], [], "L123456789012"),
        (["L1234567890123", "xL12345"], [], ["https://x.org/?eid=2-s2.0-1234"], "2-s2.0-1234"),
        ([], [], ["https://x.org/?eid=2-s2.0-123", "https://x.org/?a=b;AN=1.2:3-4&c"], "1.2:3-4"),
        ([], [], ["?AN=123"], ""),
        ([], ["Accession Number: "], ["&AN=1234"], "1234"),
        ([], ["MyAccession Number: 5"], [], ""),
        ([], [], ["xAN=1234"], ""),
    ],
)
def test_an_accession_number_elsewhere(values: list[str], notes: list[str], urls: list[str], accession: str) -> None:
    assert accession_elsewhere(values, notes, urls) == accession


@pytest.mark.parametrize(
    ("values", "numbers"),
    [
        (["1234-567x", "12345678", "1234567X"], ("1234-567X", "1234-5678")),
        (["123456789"], ()),
        (["1-1234-5678"], ()),
        (["1234-5678-9"], ()),
        (["ISSN-1234-5678"], ("1234-5678",)),
        (["e-ISSN: 1234-5678 (p)"], ("1234-5678",)),
        (["978-82-00-00000-6"], ("9788200000006",)),
        (["97882000000061"], ()),
        (["ISBN-13: 978 8200000006"], ("9788200000006",)),
        (["ISBN-10 82-00-00000-x"], ("820000000X",)),
        (["8200000001 and 1234-5678"], ("1234-5678", "8200000001")),
        (["1234-5678; 9788200000006"], ("1234-5678", "9788200000006")),
        (["980-82-00-00000-6"], ()),
        ([], ()),
        (["1234-5678 2345-6789", "1234-5678"], ("1234-5678", "2345-6789")),
        (["pISSN 1234-5678"], ("1234-5678",)),
    ],
)
def test_numbers_of_series_and_books(values: list[str], numbers: tuple[str, ...]) -> None:
    assert issns(values) == numbers
