"""Ovid's own text exports, with tags or with names of fields."""

from __future__ import annotations

import pytest

from core.formats.result import ImportResult
from core.records.record import Record
from tests.core.formats.samples import read_bytes
from tests.core.formats.words import lost_words

TAGGED = """<1>
VN  - Ovid Technologies
DB  - Ovid MEDLINE(R) ALL
UI  - 31234567
TI  - Peer support in
  mental health.
AU  - Larsen M
AU  - Dahl T
SO  - Journal of Peers.  8(2):101-112, 2020 May.
LG  - English
PT  - Journal Article
PT  - Review
AB  - Some text
  goes on.
DO  - https://dx.doi.org/10.1000/ABC
IS  - 0954-0121

<2>
VN  - Ovid Technologies
UI  - 31234568
TI  - Two
AU  - Abel B
SO  - Recovery. 9:1-2, 2019.
"""
NAMED = """<1>
Unique Identifier
  2019-12345-001
Title
  Peer support in
  mental health.
Author
  Larsen, Mette; Dahl, Tor
Source
  Journal of Peers. Vol.8(2), 2020, pp. 101-112.
Abstract
  Some text
  goes on.
Keywords
  peer support
  recovery
Digital Object Identifier
  http://dx.doi.org/10.1000/ABC
Publication Type
  Journal; Peer Reviewed Journal

<2>
Unique Identifier
  2019-12345-002
Title
  Two
"""


def read(text: str) -> ImportResult:
    return read_bytes(text.encode(), "ovid")


@pytest.mark.parametrize("text", [TAGGED, NAMED], ids=["tags", "names"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_both_forms(text: str, line_end: str) -> None:
    result = read_bytes(text.replace("\n", line_end).encode())
    first, second = result.records
    assert result.format == "ovid" and result.ty_lines == 2 and result.warnings == []
    assert (first.title, first.abstract) == ("Peer support in mental health.", "Some text goes on.")
    assert [each.family for each in first.authors] == ["Larsen", "Dahl"]
    assert (first.journal, first.volume, first.issue, first.pages, first.year) == (
        "Journal of Peers",
        "8",
        "2",
        "101-112",
        2020,
    )
    assert first.doi == "10.1000/abc" and second.title == "Two"
    assert not lost_words(text, result)


def test_fields_of_the_tagged_form() -> None:
    found = read(TAGGED).records[0]
    assert found.accession == "31234567" and found.issn == ("0954-0121",)
    assert [value for _, value in found.languages] == ["eng"]
    assert [value for _, value in found.types] == ["Journal Article", "Review"]


def test_lists_of_the_named_form_are_lists() -> None:
    assert read(NAMED).records[0].keywords == ("peer support", "recovery")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Ecohydrology.   8(6):1048-1064, September 2015.", ("Ecohydrology", "8", "6", "1048-1064", 2015)),
        ("J Peers. 12:e210, 2019 Jan 01.", ("J Peers", "12", "", "e210", 2019)),
        ("Psychiatric Services. Vol.70(3), 2019, ArtID 33.", ("Psychiatric Services", "70", "3", "33", 2019)),
        ("J Affect Disord. Vol 246, Mar 2019, 112-119.", ("J Affect Disord", "246", "", "112-119", 2019)),
        (
            "Eur J Wards. Conference: Annual Congress 2013. Barcelona Spain. Conference Publication: (var.pagings). "
            "42 (SUPPL. 57) , 2013. Date of Publication: 01 Sep 2013.",
            ("Eur J Wards", "42", "SUPPL. 57", "", 2013),
        ),
        (
            "J Wards. Conference: 10th Meeting 2018. Paris France. 26 (Supplement 1) (pp S12-S13), 2018.",
            ("J Wards", "26", "Supplement 1", "S12-S13", 2018),
        ),
        ("BMJ Wards. 9(3) (no pagination), 2019. Article Number: e022.", ("BMJ Wards", "9", "3", "e022", 2019)),
        ("Am J Of Ward Medicine June 2015;58(6):688-696", ("Am J Of Ward Medicine", "58", "6", "688-696", 2015)),
        ("Wards Monthly 12 Jan 2015; 58:688", ("Wards Monthly", "58", "", "688", 2015)),
        (
            "Peer support in wards. (pp. 12-34). xii, 300 pp. New York, NY, US: A Press; US, 2013.",
            ("Peer support in wards", "", "", "12-34", 2013),
        ),
        ("Peer support in wards. xii, 300 pp. New York, NY, US: A Press; US, 2013.", ("", "", "", "", 2013)),
        ("Dissertation Abstracts", ("Dissertation Abstracts", "", "", "", None)),
        ("J Wards. Conference: Congress 2020. Virtual. 31 (pp S1000), 2020.", ("J Wards", "31", "", "S1000", 2020)),
        ("Wards Reviews. (5), 2020. Article Number: CD001.", ("Wards Reviews", "", "", "CD001", 2020)),
        ("J Wards; 2020. 12(3):100-109. 23 ref.", ("J Wards", "12", "3", "100-109", 2020)),
        ("J wards, 2020, 12(3), 100-109", ("J wards", "12", "3", "100-109", 2020)),
        ("J Wards, vol 12, no 3, May 2020, pp 100-109", ("J Wards", "12", "3", "100-109", 2020)),
        ("In: Handbook of wards. 2019. 12-34. A Press.", ("Handbook of wards", "", "", "", 2019)),
        (
            "Berg, Ola [Ed]; Lund, Ida [Ed]. (2020). Handbook of wards. (pp. 12-34). xii, 345 pp. Oslo: A Press.",
            ("Handbook of wards", "", "", "12-34", 2020),
        ),
    ],
)
def test_the_citation_says_what_no_field_says(source: str, expected: tuple[object, ...]) -> None:
    [found] = read(f"<1>\nUI  - 1\nTI  - One\nSO  - {source}\n").records
    assert (found.journal, found.volume, found.issue, found.pages, found.year) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("VN  - Ovid\nUI  - 1\nTI  - One\n\nVN  - Ovid\nUI  - 2\nTI  - Two\n", id="VN instead of a number"),
        pytest.param("UI  - 1\nTI  - One\n\nUI  - 2\nTI  - Two\n", id="UI alone"),
        pytest.param("< 1 >\nUI  - 1\nTI  - One\n< 2. >\nUI  - 2\nTI  - Two\n", id="blanks in the number"),
    ],
)
def test_both_records_are_read(text: str) -> None:
    assert [each.title for each in read(text).records] == ["One", "Two"]


def test_a_record_that_lost_its_number_changes_no_other() -> None:
    result = read("<1>\nUI  - 1\nTI  - One\n\nTI  - Two\nDO  - 10.1000/two\n")
    found: Record = result.records[0]
    assert (found.title, found.doi) == ("One", "") and ("TI", "Two") in found.stray
    assert len(found.raw) == 2
    assert "no number starts" in result.warnings[0].message and result.warnings[0].line == 5


def test_the_citation_is_cleaned_like_any_field() -> None:
    [found] = read("<1>\nUI  - 1\nTI  - One\nSO  - J \x1b[31mPeers\x07 &amp; <i>Care</i>. 8(2):1-2, 2020.\n").records
    assert (found.journal, found.volume) == ("J Peers & Care", "8")


def test_a_file_indented_by_a_blank_is_read_as_if_it_were_not() -> None:
    text = "<1>\nVN  - Ovid Technologies\nUI  - 1\nTI  - Peer\n  support\nAU  - Larsen M\n\n<2>\nUI  - 2\nTI  - Two\n"
    plain = read_bytes(text.encode()).records
    indented = read_bytes("".join(f" {line}\n" if line else "\n" for line in text.split("\n")).encode())
    assert indented.format == "ovid" and [each.title for each in indented.records] == ["Peer support", "Two"]
    assert [each.raw for each in indented.records] == [each.raw for each in plain]


def test_a_number_without_lines_is_no_record() -> None:
    result = read("<1>\n<2>\nUI  - 2\nTI  - Two\n\n<3>\n")
    assert [each.title for each in result.records] == ["Two"] and result.ty_lines == 3 and not result.warnings


def test_what_a_field_says_counts_before_the_citation() -> None:
    citation = "SO  - J Wards. 8(2):11-19, 2020.\n"
    own = "VO  - 1\nIP  - 3\nPG  - 4-5\nYR  - 2001\n"
    for lines, expected in (
        (own, ("J Wards", "1", "3", "4-5", 2001)),
        (f"{own}JN  - Own\n", ("Own", "1", "3", "4-5", 2001)),
        ("YR  - 2001\n", ("J Wards", "8", "2", "11-19", 2001)),
        ("JN  - Own\n", ("Own", "8", "2", "11-19", 2020)),
        ("JN  - Own\nYR  - 2001\n", ("Own", "", "", "", 2001)),
    ):
        [found] = read(f"<1>\nUI  - 1\nTI  - One\n{lines}{citation}").records
        assert (found.journal, found.volume, found.issue, found.pages, found.year) == expected
