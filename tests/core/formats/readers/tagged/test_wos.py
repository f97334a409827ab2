"""Web of Science's tagged text."""

from __future__ import annotations

import pytest

from core.formats.result import ImportResult
from core.records.record import Record
from tests.core.formats.samples import read_bytes

HEAD = "\ufeffFN Clarivate Analytics Web of Science\nVR 1.0\n"


def read(text: str) -> ImportResult:
    return read_bytes(text.encode(), "wos")


def record(text: str) -> Record:
    [found] = read(f"{HEAD}PT J\n{text}ER\n\nEF").records
    return found


def test_a_record() -> None:
    found = record(
        "AU Krauss, KW\n   Dahl, T\nAF Krauss, Ken W.\n   Dahl, Tor\nTI Peer support in\n   mental health\n"
        "SO JOURNAL OF PEERS\nLA English\nDT Article; Proceedings Paper\nDE peer support; recovery\n"
        "ID CARE; CO-\n   PRODUCTION\n"
        "AB Some text\n   goes on.\nRI Dahl, Tor/A-1-2019;\n   Krauss, Ken/B-2\nSN 0954-0121\nEI 1360-0451\n"
        "PD NOV\nPY 2020\n"
        "VL 8\nIS 2\nBP 101\nEP 112\nDI 10.1000/ABC\nUT WOS:000500\nPM 31234567\n"
    )
    assert [each.name for each in found.authors] == ["Krauss, Ken W.", "Dahl, Tor"]
    assert found.title == "Peer support in mental health" and found.abstract == "Some text goes on."
    assert (found.doi, found.pmid, found.accession) == ("10.1000/abc", "31234567", "WOS:000500")
    assert (found.kind, found.year, found.pages) == ("JOUR", 2020, "101-112")
    assert [value for _, value in found.types][:2] == ["Article", "Proceedings Paper"]
    assert found.issn == ("0954-0121", "1360-0451") and found.keywords[:2] == ("peer support", "recovery")
    assert ("RI", "Dahl, Tor/A-1-2019; Krauss, Ken/B-2") in found.raw


@pytest.mark.parametrize("tag", ["UK", "AN", "XX", "Z9"])
def test_tags_that_rispy_does_not_know_are_kept(tag: str) -> None:
    assert (tag, "ZOOR1 and more") in record(f"TI One\n{tag} ZOOR1\n   and more\n").raw


def test_zoological_record_has_its_accession_in_an() -> None:
    assert record("TI One\nAN ZOOR15702007789\n").accession == "ZOOR15702007789"


def test_an_article_number_stands_in_for_pages() -> None:
    assert record("TI One\nAR 104512\n").pages == "104512"


def test_a_text_line_that_begins_with_two_capitals_is_indented_and_no_tag() -> None:
    assert record("AB Text of\n   WE and others\n").abstract == "Text of WE and others"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("PT J\nTI One\nPT J\nTI Two\nER\n", "no ER line"),
        ("PT J\nTI One\nER\n\nPT J\nTI Two\n", "no ER line"),
        ("PT J\nTI One\nER\n\nTI Two\nER\n", "without a PT line"),
        ("PT J\nTI One\nER\nEF\nFN Clarivate\nVR 1.0\nPT B\nTI Two\nER\nEF\n", ""),
        ("PT J\r\rTI One\r\rER\r\rPT J\rTI Two\rER", ""),
    ],
)
def test_both_records_are_read_and_what_is_odd_is_said(text: str, said: str) -> None:
    result = read(text)
    assert [each.title for each in result.records] == ["One", "Two"]
    assert [said in each.message for each in result.warnings] == ([True] if said else [])
    assert result.ty_lines == text.count("PT ") and result.er_lines == text.count("ER")


def test_a_record_without_its_first_and_its_last_line_takes_not_the_next_one_in() -> None:
    result = read("TI One\nSO JOURNAL\n\nPT J\nTI Two\nER\n")
    assert [each.title for each in result.records] == ["One", "Two"] and len(result.warnings) == 2
    assert [each.title for each in read("AU Ek, A\nTI One\nPT J\nSO JOURNAL\nER\n").records] == ["One"]


def test_lines_between_records_without_a_title_are_counted_as_left_out() -> None:
    result = read("PT J\nTI One\nER\nSO JOURNAL\nER\n")
    assert len(result.records) == 1 and result.skipped == 1 and "left out" in result.warnings[0].message
