"""A table as a file: whole, safe wherever it is opened, the same bytes each time, its source below the rows."""

from __future__ import annotations

import csv
import io
from html.parser import HTMLParser

import pytest
from openpyxl import load_workbook

from core.report.document.table_file import ENDINGS, StudyTable, table_file

NASTY = "=HYPERLINK(1) | <b>x</b> *y*\n\x1b[31m\u202eend"
TABLE = StudyTable(
    "t", "A <caption>", ("Study", "n|m", "-x"), [(NASTY, -12, 0.00000012), ("B", None, "-5")], "Source: it"
)
PROGRAM = StudyTable("t", "A caption", ("study", "n"), [("A", -1.5), ("B", None)], "Source: it", for_programs=True)


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("format", ENDINGS)
def test_the_same_table_gives_the_same_bytes_with_its_source_and_nothing_that_acts(format: str) -> None:
    data = table_file(TABLE, format)
    assert data == table_file(TABLE, format)
    if format != "xlsx":
        assert b"\x1b" not in data and "\u202e".encode() not in data
        assert f"Source: it --format {format}" in data.decode()


def test_csv_for_people_ends_with_the_source_and_keeps_numbers_whole() -> None:
    data = table_file(TABLE, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    head, first, second, empty, source = rows(data)
    assert head == ["Study", "n|m", "'-x"] and first[0].startswith("'=HYPERLINK(1)") and "\n" not in first[0]
    assert first[1:] == ["-12", "1.2e-07"] and second[1:] == ["", "'-5"]
    assert (empty, source) == ([], ["Source: it --format csv"])


def test_csv_for_programs_holds_the_rows_alone() -> None:
    data = table_file(PROGRAM, "csv")
    assert not data.startswith(b"\xef\xbb\xbf")
    assert rows(data) == [["study", "n"], ["A", "-1.5"], ["B", ""]]


def test_a_workbook_has_numbers_as_numbers_and_no_formula() -> None:
    sheet = load_workbook(io.BytesIO(table_file(TABLE, "xlsx"))).active
    cells = list(sheet.iter_rows())
    assert [cell.data_type for cell in cells[1]] == ["s", "n", "n"] and cells[1][1].value == -12
    assert cells[-1][0].value == "Source: it --format xlsx"
    large = StudyTable("t", "c", ("n",), [(10**20 + 1,)], "s")
    assert load_workbook(io.BytesIO(table_file(large, "xlsx"))).active["A2"].value == str(10**20 + 1), (
        "no digit is lost"
    )


def test_html_escapes_everything() -> None:
    page = table_file(TABLE, "html").decode()
    tags: list[str] = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            tags.append(tag)

    Parser().feed(page)
    assert {*tags} == {
        "html",
        "head",
        "meta",
        "title",
        "body",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "p",
    }
    assert "A &lt;caption&gt;" in page and "&lt;b&gt;x" in page


def test_markdown_keeps_its_columns() -> None:
    lines = table_file(TABLE, "markdown").decode().splitlines()
    table = [line.replace("\\|", "") for line in lines if line.startswith("|")]
    assert {line.count("|") for line in table} == {4} and r"\<b\>x" in lines[4]
