"""Workbooks: all rows, whatever the sheet says of itself; what cannot be read is said, with its place."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import TamisError
from core.formats.result import ImportResult
from tests.core.formats.damage import damaged
from tests.core.formats.samples import read_bytes, repacked, workbook
from tests.examples import examples

HEAD = ("Title", "Authors", "Year", "DOI")
COUNT = 6
BOOK = workbook([HEAD, *((f"Title {n}", "Larsen, M.; Dahl, T.", 2020, f"10.5555/t.{n}") for n in range(COUNT))])
SHEET = "xl/worksheets/sheet1.xml"


def with_sheet(pattern: str, replacement: str) -> bytes:
    def edit(name: str, part: bytes) -> bytes:
        return re.sub(pattern.encode(), replacement.encode(), part) if name == SHEET else part

    edited = repacked(BOOK, edit)
    assert edited != repacked(BOOK, lambda name, part: part), "the pattern is not there"
    return edited


def titles(result: ImportResult) -> list[str]:
    return [each.title for each in result.records]


def test_every_cell_is_kept() -> None:
    assert [list(each.raw) for each in read_bytes(BOOK).records] == [
        list(zip(HEAD, (f"Title {n}", "Larsen, M.; Dahl, T.", "2020", f"10.5555/t.{n}"), strict=True))
        for n in range(COUNT)
    ]


@pytest.mark.parametrize("size", ['ref="A1"', 'ref="A1:B3"', 'ref="A1:D3000"'])
def test_the_size_that_a_sheet_gives_itself_is_not_believed(size: str) -> None:
    assert len(read_bytes(with_sheet('ref="A1:D7"', size)).records) == COUNT


@pytest.mark.parametrize("number", ["2", "11111111", "9" * 40])
def test_rows_that_would_be_passed_over_are_refused(number: str) -> None:
    with pytest.raises(TamisError, match=r"not in their order: \d+ follows 3 in xl/worksheets/sheet1\.xml") as refused:
        read_bytes(with_sheet('<row r="4"', f'<row r="{number}"'))
    assert refused.value.advice


def test_a_sheet_that_breaks_off_says_after_which_row() -> None:
    result = read_bytes(repacked(BOOK, lambda name, part: part[: len(part) // 2] if name == SHEET else part))
    read = len(result.records)
    [warning] = result.warnings
    assert 0 < read < COUNT and titles(result) == [f"Title {n}" for n in range(read)]
    assert warning.line == read + 1 and "damaged here" in warning.message


def test_a_second_sheet_is_said() -> None:
    [warning] = read_bytes(workbook([HEAD, ("A title", "", 2020, "")], sheets=["Excluded"])).warnings
    assert "“Excluded”" in warning.message


def test_a_formula_that_nobody_calculated_is_said() -> None:
    result = read_bytes(workbook([HEAD, ("A title", "", 2020, ""), ('=HYPERLINK("x")', "", 2020, "")]))
    [warning] = result.warnings
    assert warning.line == 3 and "formula" in warning.message and len(result.records) == 2


def test_a_table_may_begin_below_lines_about_the_search() -> None:
    book = workbook([("Search of 4 January",), (), HEAD, ("A title", "", 2020, "")])
    assert titles(read_bytes(book)) == ["A title"]


@pytest.mark.parametrize(
    ("cell", "year"), [(2020, 2020), (2020.0, 2020), ("2020/05/01", 2020), (datetime.datetime(2020, 5, 1), 2020)]
)
def test_years_are_numbers_texts_or_dates(cell: object, year: int) -> None:
    assert read_bytes(workbook([HEAD, ("A title", "", cell, "")])).records[0].year == year


def test_what_is_no_workbook_is_refused() -> None:
    with pytest.raises(TamisError, match=r"not a readable \.xlsx"):
        read_bytes(BOOK[: len(BOOK) // 2])
    with pytest.raises(TamisError, match="no row at the start is a header"):
        read_bytes(workbook([("one", "two"), ("three", "four")]))


def test_a_row_within_another_is_refused() -> None:
    """Where the end of one row and the start of the next are lost, openpyxl gives the cells of the second for both."""
    torn = repacked(BOOK, lambda name, part: part.replace(b'</row><row r="4">', b"") if name == SHEET else part)
    with pytest.raises(TamisError, match="4 stands within 3"):
        read_bytes(torn)


@settings(max_examples=examples(25, long=60))
@given(st.data())
def test_no_row_is_lost_in_silence(data: st.DataObject) -> None:
    """Bytes of the archive are damaged, or of a part of it that is then packed anew."""
    place = data.draw(st.sampled_from(["archive", SHEET, "xl/workbook.xml", "xl/styles.xml"]))
    if place == "archive":
        broken = data.draw(damaged(BOOK))
    else:
        broken = repacked(BOOK, lambda name, part: data.draw(damaged(part)) if name == place else part)
    try:
        result = read_bytes(broken, "xlsx")
    except TamisError as error:
        assert error.what and error.where
        return
    if not result.warnings:
        assert len(result.records) == COUNT
