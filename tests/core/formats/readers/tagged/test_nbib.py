"""PubMed's .nbib, and what ERIC and PsycNET call so."""

from __future__ import annotations

import pytest

from core.formats.result import ImportResult
from core.records.record import Record
from tests.core.formats.samples import read_bytes


def read(text: str) -> ImportResult:
    return read_bytes(text.encode(), "nbib")


def record(text: str) -> Record:
    [found] = read(text).records
    return found


def test_a_pubmed_record() -> None:
    found = record(
        "PMID- 31234567\nOWN - NLM\nIS  - 1360-0451 (Electronic)\nIS  - 0954-0121 (Linking)\nLA  - eng\n"
        "PT  - Journal Article\n"
        "PT  - Review\nDP  - 2020 May-Jun\nTI  - Peer support in\n      mental health.\nLID - 10.1000/ABC [doi]\n"
        "LID - S0954-0121(20)30001-2 [pii]\nAB  - Some text\n      goes on.\nCI  - © 2020 The Authors.\n"
        "FAU - Larsen, Mette\n"
        "AU  - Larsen M\nFAU - Dahl, Tor\nAU  - Dahl T\nCN  - Peer Group\nJT  - Journal of peers\n"
        "TA  - J Peers\nVI  - 8\n"
        "IP  - 2\nPG  - 101-12\nOT  - peer support\nMH  - *Recovery\nAID - 10.1000/abc [doi]\nSO  - J Peers. 2020.\n"
    )
    assert found.title == "Peer support in mental health." and found.abstract == "Some text goes on."
    assert [each.name for each in found.authors] == ["Larsen, Mette", "Dahl, Tor", "Peer Group"]
    assert (found.doi, found.pmid, found.accession) == ("10.1000/abc", "31234567", "31234567")
    assert (found.journal, found.year, found.volume, found.issue, found.pages) == (
        "Journal of peers",
        2020,
        "8",
        "2",
        "101-12",
    )
    assert found.issn == ("1360-0451", "0954-0121") and [value for _, value in found.languages] == ["eng"]
    assert [value for _, value in found.types] == ["Journal Article", "Review"]
    assert found.keywords == ("peer support", "*Recovery")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("PMID- 1\nTI  - One\n\nPMID- 2\nTI  - Two\n", id="divided by an empty line"),
        pytest.param("PMID- 1\nTI  - One\nPMID- 2\nTI  - Two\n", id="run together"),
        pytest.param("OWN - ERIC\nTI  - One\n\nOWN - ERIC\nTI  - Two\n", id="ERIC: no PMID"),
        pytest.param("OWN - ERIC\nTI  - One\nOWN - ERIC\nTI  - Two\n", id="ERIC, run together"),
        pytest.param("OWN - X\nPMID- 1\nTI  - One\n\nOWN - X\nPMID- 2\nTI  - Two\n", id="OWN before PMID"),
        pytest.param("PMID- 1\nOWN - NLM\nTI - One\n\nPMID- 2\nOWN - NLM\nTI - Two\n", id="tags that are not padded"),
        pytest.param("\ufeffPMID- 1\r\nTI  - One\r\n\r\nPMID- 2\r\nTI  - Two", id="a mark, CRLF, no last line end"),
    ],
)
def test_both_records_are_read(text: str) -> None:
    assert [each.title for each in read(text).records] == ["One", "Two"]
    assert read(text).ty_lines == 2


def test_links_and_odd_lines_are_text() -> None:
    """The package `nbib` fails on them."""
    found = record("PMID- 1\nTI  - One\nUR  - http://eric.ed.gov/?id=EJ1\nAB  - See\nhttp://x.org/a - b\nABOUT: more\n")
    assert found.abstract == "See http://x.org/a - b ABOUT: more" and found.urls == ("http://eric.ed.gov/?id=EJ1",)


def test_erics_tags_of_five_letters() -> None:
    assert ("ISSN", "ISSN-1234-5678") in record("OWN - ERIC\nTI  - One\nISSN - ISSN-1234-5678\n").raw
    assert ("EISSN", "1234-5678") in record("OWN - ERIC\nTI  - One\nEISSN- 1234-5678\n").raw


def test_lines_that_lost_their_pmid_change_nothing_and_are_said() -> None:
    result = read("PMID- 1\nTI  - One\nDP  - 2020\n\nTI  - Two\nLID - 10.1000/two [doi]\n")
    [found] = result.records
    assert (found.title, found.doi) == ("One", "") and ("TI", "Two") in found.stray
    assert len(found.raw) == 3
    assert "no PMID or OWN" in result.warnings[0].message and result.warnings[0].line == 5


def test_lines_outside_any_record_are_said() -> None:
    result = read("TI  - Lost\nPMID- 1\nTI  - One\n\njunk\n\nPMID- 2\nTI  - Two\n")
    assert [(each.line, each.message.startswith("left out")) for each in result.warnings] == [(1, True), (5, True)]


def test_eric_labels_its_numbers_and_divides_its_types() -> None:
    found = record(
        "OWN - ERIC\nTI  - A dissertation\nISSN - ISSN-1234-5678\nISBN- ISBN-978-1-5985-7192-9\n"
        "PT  - Dissertations/Theses - Doctoral Dissertations\n"
    )
    assert found.kind == "THES" and found.issn == ("1234-5678", "9781598571929")
    assert record("OWN - ERIC\nTI  - A\nPT  - Reports - Research\nPT  - Journal Articles\n").kind == "JOUR"


def test_a_second_own_line_makes_no_record_and_takes_no_pmid() -> None:
    result = read(
        "PMID- 1\nOWN - NLM\nTI  - One\nDP  - 2001\nOWN - NLM\nFAU - Larsen, Mette\nOWN - NLM\n\n"
        "PMID- 2\nOWN - NLM\nTI  - Two\nDP  - 2002\n\nOWN - NLM\n\nPMID- 3\nOWN - NLM\nTI  - Three\n"
    )
    assert [(each.pmid, each.title) for each in result.records] == [("1", "One"), ("2", "Two"), ("3", "Three")]
    assert [author.name for author in result.records[0].authors] == ["Larsen, Mette"]
    assert [each.line for each in result.warnings if "second OWN" in each.message] == [5, 7, 17]


def test_a_second_own_line_between_records_that_empty_lines_divide_makes_no_record() -> None:
    result = read("\nOWN - ERIC\nTI  - One\nOWN - ERIC\nAU  - Larsen, Mette\n\nOWN - ERIC\nTI  - Two\n")
    assert [(each.title, len(each.authors)) for each in result.records] == [("One", 1), ("Two", 0)]
    assert [each.line for each in result.warnings] == [4]


def test_a_line_behind_an_empty_one_and_tags_of_any_width() -> None:
    result = read("PMID-1\nTI- One\nIS-One\nAB  -two\nOAB - three\nABCDE- four\nLID -5\nTOOLONG- six\nAU-\n\nseven\n")
    assert [tuple(each) for each in result.records[0].raw] == [
        ("PMID", "1"),
        ("TI", "One IS-One"),
        ("AB", "two"),
        ("OAB", "three"),
        ("ABCDE", "four"),
        ("LID", "5 TOOLONG- six"),
        ("AU", ""),
    ]
    assert [each.line for each in result.warnings] == [11]
