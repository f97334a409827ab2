"""Which numbers name a record, and which only stand in its text."""

from __future__ import annotations

import pytest

from core.formats.identifiers import find_doi
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
    ],
)
def test_brackets_around_a_doi_are_none_of_it(text: str, doi: str) -> None:
    assert find_doi(text) == doi
