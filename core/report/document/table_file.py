"""One table as a file: CSV or Excel for a spreadsheet, Markdown, or HTML, which a word processor takes."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.formats.writers.table import Cell, csv_table, write_table_xlsx
from core.report.document.html import element, joined
from core.report.document.markdown_page import table_lines
from core.report.document.parts import TableBlock
from core.report.document.plain import markdown, one_line

ENDINGS: Mapping[str, str] = {"csv": ".csv", "xlsx": ".xlsx", "markdown": ".md", "html": ".html"}
"""The formats, and how the names of their files end."""


@dataclass(frozen=True, slots=True)
class StudyTable:
    """A table of studies.

    Attributes:
        name: What it is called on the command line and as a file.
        caption: What it shows.
        head: The names of the columns: for people, or for a program as names of variables.
        rows: Texts and numbers as they are; None where there is nothing.
        source: Which records are in it, as of when, and the command that makes it, but for its format.
        for_programs: Whether a program reads its CSV, so that nothing but the rows may stand in it.
    """

    name: str
    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    source: str
    for_programs: bool = False


def table_file(table: StudyTable, format: str) -> bytes:
    """The table in one of `ENDINGS`; the same table gives the same bytes. The source stands below the rows."""
    source = one_line(f"{table.source} --format {format}")
    rows = [[one_line(cell) if isinstance(cell, str) else cell for cell in row] for row in table.rows]
    head = [one_line(name) for name in table.head]
    if format == "csv" and table.for_programs:
        return csv_table(head, rows, digits=None, mark=False)
    if format == "markdown":
        block = TableBlock(table.caption, tuple(head), tuple(tuple(map(_text, row)) for row in rows))
        return "\n".join((*table_lines(block), "", markdown(source), "")).encode()
    if format == "html":
        return _html(table.caption, head, rows, source).encode()
    rows += [[], [source]]
    if format == "csv":
        return csv_table(head, rows, digits=None)
    stream = io.BytesIO()
    write_table_xlsx(head, rows, stream, table.name)
    return stream.getvalue()


def _html(caption: str, head: Sequence[str], rows: Sequence[Sequence[Cell]], source: str) -> str:
    cells = (
        joined([element("th", _text(row[0]), scope="row"), *(element("td", _text(each)) for each in row[1:])])
        for row in rows
    )
    table = element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *(element("th", name, scope="col") for name in head))),
        element("tbody", *(element("tr", row) for row in cells)),
        border="1",
    )
    top = element("head", element("meta", charset="utf-8"), element("title", caption))
    return f"<!DOCTYPE html>\n{element('html', top, element('body', table, element('p', source)), lang='en')}\n"


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)
