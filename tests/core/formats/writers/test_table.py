"""Tables for spreadsheets and for ASReview: safe, whole, and with their head."""

from __future__ import annotations

import codecs
import csv
import io

import pytest

from core.formats.writers.table import COLUMNS, Cell, csv_parts, csv_table
from core.records.record import Record
from tests.core.formats.writers.made import ADDED, NASTY, written


def test_csv_is_safe_in_a_spreadsheet_and_opens_as_utf8() -> None:
    data = written("csv", [(NASTY, ADDED)])
    assert data.startswith(b"\xef\xbb\xbf")
    [row] = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert row["title"] == "'" + NASTY.title
    assert row["authors"] == "Larsen, Mette; Peers and Friends" and row["outcome"] == "excluded"
    assert "\n" not in row["abstract"]


def test_an_empty_table_has_its_head() -> None:
    assert written("csv", []).decode("utf-8-sig").strip().split(",") == list(COLUMNS)


def test_xlsx_holds_text_only() -> None:
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(written("xlsx", [(NASTY, ADDED)]))).active
    head, row = ([cell.value for cell in each] for each in sheet.iter_rows())
    assert row[head.index("title")] == "'" + NASTY.title
    assert all(cell.data_type == "s" or cell.value is None for each in sheet.iter_rows() for cell in each)


def test_a_cell_longer_than_excel_takes_is_cut_and_shows_it() -> None:
    from openpyxl import load_workbook

    long = Record(id="1", abstract="word " * 20_000)
    sheet = load_workbook(io.BytesIO(written("xlsx", [(long, {})]))).active
    cell = sheet.cell(2, COLUMNS.index("abstract") + 1).value
    assert len(cell) == 32_767 and cell.endswith("w…")


def test_asreview_gets_its_labels() -> None:
    rows = [(NASTY, {"outcome": outcome}) for outcome in ("included", "excluded", "waiting")]
    found = list(csv.DictReader(io.StringIO(written("asreview", rows).decode(), newline="")))
    assert [row["included"] for row in found] == ["1", "0", ""]
    assert set(found[0]) == {"title", "abstract", "authors", "year", "doi", "included"}


def test_xlsx_holds_no_character_that_xml_refuses() -> None:
    from xml.parsers.expat import ParserCreate
    from zipfile import ZipFile

    data = written("xlsx", [(Record(id="1", title="a\ufffeb\uffffc\x00\ud800d"), {})])
    with ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            ParserCreate().Parse(archive.read(name), True)
        assert "abc\ufffdd" in archive.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize(
    ("cell", "written_as"),
    [
        ("", ""), ("a1", "a1"), ("A word: 1.5-2", "A word: 1.5-2"), ("two  blanks", "TWO  BLANKS"), ("-1", "'-1"),
        ("=a", "'=A"), ("é", "é"), ("é!", "É!"), (None, ""), (3, "3"), (-3, "-3"), (0, "0"), (0.12345678, "0.123457"),
        (-0.5, "-0.5"),
    ],
)  # fmt: skip
def test_a_cell_of_any_kind(cell: Cell, written_as: str) -> None:
    data = csv_table(["h"], [[cell, "x"]], mark=False, clean=str.upper)
    assert list(csv.reader(io.StringIO(data.decode()))) == [["h"], [written_as, "x"]]


def test_numbers_are_rounded_as_asked() -> None:
    data = [csv_table(["h"], [[1.23456789]], digits=digits, mark=False).decode().split() for digits in (0, 2, None)]
    assert data == [["h", "1.0"], ["h", "1.23"], ["h", "1.23456789"]]


def test_a_row_of_plain_cells_is_as_each_cell_by_itself_and_one_with_a_break_is_none() -> None:
    rows = [
        ["a", "2021-01-11T08:00:01Z", ""],
        ["a\nb", "c"],
        ["a", "b\nc"],
        ["a", None, 1.5],
        ["x y", "=1", "b,c"],
        [""],
        ["", ""],
    ]
    expected = [["a", "2021-01-11T08:00:01Z", ""], ["a b", "c"], ["a", "b c"], ["a", "", "1.5"], ["x y", "'=1", "b,c"]]
    whole = b"".join(csv_parts(["head"], rows, mark=False))
    read = list(csv.reader(io.StringIO(whole.decode(), newline="")))
    assert read == [["head"], *expected, [""], ["", ""]]
    assert whole.count(b"\r\n") == len(read) and b'""\r\n' in whole
    many = list(csv_parts(["head"], (["plain"] for _ in range(1_200))))
    assert len(many) == 3 and b"".join(many).count(b"\r\n") == 1_201 and b"".join(many).count(codecs.BOM_UTF8) == 1
