"""CSV and Excel tables of records, safe to open in a spreadsheet."""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import Any, BinaryIO, TypeVar

from core.formats.cells import safe_cell, safe_text, whole
from core.records.record import Record
from core.words import shortened

COLUMNS = (
    "record_id",
    "title",
    "authors",
    "year",
    "journal",
    "volume",
    "issue",
    "pages",
    "doi",
    "pmid",
    "accession",
    "issn",
    "publisher",
    "type",
    "language",
    "keywords",
    "urls",
    "abstract",
)
Cell = str | int | float | None
T = TypeVar("T")
CELL_LIMIT = 32_767
"""What a cell of an Excel sheet can hold."""
_A_PART = 500
_EXACT = 10**15
"""Up to here a spreadsheet keeps every digit of a number."""

_PLAIN = r"(?:[A-Za-z0-9][A-Za-z0-9:.-]*(?: [A-Za-z0-9:.-]+)*)?"
"""Nothing, or times, ids and words: on one line, and no formula."""
_is_plain = re.compile(_PLAIN).fullmatch
_are_plain = re.compile(rf"{_PLAIN}(?:\n{_PLAIN})*").fullmatch
_NOT_IN_XML = re.compile("[\ufffe\uffff]")  # lxml, which openpyxl writes with where it is there, refuses them
_ASREVIEW_INCLUDED = {"included": "1", "excluded": "0"}


def write_csv(rows: Iterable[tuple[Record, Mapping[str, str]]], stream: BinaryIO) -> None:
    """Write a CSV that Excel opens as UTF-8: comma, quotes where needed, a byte-order mark."""
    _write_rows(_table(rows), stream, mark=True)


def write_asreview(rows: Iterable[tuple[Record, Mapping[str, str]]], stream: BinaryIO) -> None:
    """Write the CSV that ASReview takes: title, abstract, authors, year, doi, and `included` where it is decided."""
    head = ("title", "abstract", "authors", "year", "doi", "included")
    found = (
        (
            record.title,
            record.abstract,
            "; ".join(author.name for author in record.authors),
            "" if record.year is None else str(record.year),
            record.doi,
            _ASREVIEW_INCLUDED.get(added.get("outcome", ""), ""),
        )
        for record, added in rows
    )
    _write_rows(((safe_cell(cell) for cell in row) for row in _with_head(head, found)), stream)


def write_xlsx(rows: Iterable[tuple[Record, Mapping[str, str]]], stream: BinaryIO) -> None:
    """Write an Excel workbook with one sheet; every cell is text, so that nothing is taken for a formula or a date."""
    _write_sheet(_table(rows), stream, "records")


def write_text_csv(head: Sequence[str], rows: Iterable[Sequence[str]], stream: BinaryIO, *, mark: bool = True) -> None:
    """Write a table of texts as a CSV like `write_csv`'s, if wanted without the mark; each text stays as it is."""
    _write_rows((map(safe_text, row) for row in _with_head(head, rows)), stream, mark=mark)


def write_text_xlsx(head: Sequence[str], rows: Iterable[Sequence[str]], stream: BinaryIO, sheet: str) -> None:
    """Write a table of texts as an Excel workbook like `write_xlsx`'s; each text stays as it is."""
    _write_sheet((map(safe_text, row) for row in _with_head(head, rows)), stream, sheet)


def csv_table(
    head: Iterable[str],
    rows: Iterable[Iterable[Cell]],
    *,
    digits: int | None = 6,
    mark: bool = True,
    clean: Callable[[str], str] = str,
) -> bytes:
    """The whole of `csv_parts`."""
    return b"".join(csv_parts(head, rows, digits=digits, mark=mark, clean=clean))


def csv_parts(
    head: Iterable[str],
    rows: Iterable[Iterable[Cell]],
    *,
    digits: int | None = 6,
    mark: bool = True,
    clean: Callable[[str], str] = str,
) -> Iterator[bytes]:
    """A CSV of any columns, in the form of `write_csv`, if wanted without the mark; some hundred rows a part.

    Numbers stay numbers, rounded to that many decimals; with None as they are. A text that is more than letters and
    digits, in words, is cleaned first.
    """

    @lru_cache(maxsize=4096, typed=True)  # most cells of a column are alike
    def cell(value: Cell) -> str:
        if value is None:
            return ""
        if isinstance(value, str):
            return safe_cell(clean(value))
        return str(value if digits is None else round(value, digits))

    def line(row: Iterable[Cell]) -> str:
        cells: list[Any] = list(row)
        try:  # all at once, which takes a third of the time that it takes one by one
            together = "\n".join(cells)
        except TypeError:  # not all are texts
            together = ""
        if together and together.count("\n") == len(cells) - 1 and _are_plain(together):
            return together.replace("\n", ",") + "\r\n"
        return _line(
            each if isinstance(each, str) and (each.isalnum() or _is_plain(each)) else cell(each) for each in cells
        )

    lines = chain([_line(map(safe_cell, head))], map(line, rows))
    before = codecs.BOM_UTF8 if mark else b""
    while some := "".join(islice(lines, _A_PART)):
        yield before + some.encode("utf-8", "replace")
        before = b""


def write_table_xlsx(head: Iterable[str], rows: Iterable[Iterable[Cell]], stream: BinaryIO, sheet: str) -> None:
    """Write a table of texts and numbers as an Excel workbook like `write_xlsx`'s; numbers stay numbers."""
    safe = ([safe_cell(cell) if isinstance(cell, str) else cell for cell in row] for row in _with_head(head, rows))
    _write_sheet(safe, stream, sheet)


def _table(rows: Iterable[tuple[Record, Mapping[str, str]]]) -> Iterator[list[str]]:
    head: list[str] | None = None
    for record, added in rows:
        if head is None:
            head = [*COLUMNS, *added]
            yield head
        yield [safe_cell(cell) for cell in (*_cells(record), *(added.get(name, "") for name in head[len(COLUMNS) :]))]
    if head is None:
        yield list(COLUMNS)


def _cells(record: Record) -> tuple[str, ...]:
    return (
        record.id,
        record.title,
        "; ".join(author.name for author in record.authors),
        "" if record.year is None else str(record.year),
        record.journal,
        record.volume,
        record.issue,
        record.pages,
        record.doi,
        record.pmid,
        record.accession,
        "; ".join(record.issn),
        record.publisher,
        "; ".join(dict.fromkeys(value for _, value in record.types)),
        "; ".join(dict.fromkeys(value for _, value in record.languages)),
        "; ".join(record.keywords),
        "; ".join(record.urls),
        record.abstract,
    )


def is_cut(record: Record) -> bool:
    """Whether a record has a text that is longer than a cell of an Excel sheet."""
    return any(len(cell) > CELL_LIMIT for cell in _cells(record))


def _with_head(head: Iterable[str], rows: Iterable[Iterable[T]]) -> Iterator[Iterable[str] | Iterable[T]]:
    yield head
    yield from rows


def _write_rows(rows: Iterable[Iterable[str]], stream: BinaryIO, *, mark: bool = False) -> None:
    if mark:
        stream.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="", write_through=True)
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    text.detach()


def _line(row: Iterable[str]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(row)
    return text.getvalue()


def _write_sheet(rows: Iterable[Iterable[Cell]], stream: BinaryIO, name: str) -> None:
    """Write a workbook with one sheet, the same bytes each time: the package would put the clock in."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet(name)
    for row in rows:
        cells = []
        for value in row:
            if isinstance(value, str) or abs(value or 0) > _EXACT:
                text = ILLEGAL_CHARACTERS_RE.sub("", whole(str(value)))
                value = WriteOnlyCell(sheet, value=shortened(_NOT_IN_XML.sub("", text), CELL_LIMIT))
                value.data_type = "s"
            cells.append(value)
        sheet.append(cells)
    made = io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as timeless:
        for name in parts.namelist():
            content = parts.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb">[0-9T:-]+Z<", b">1980-01-01T00:00:00Z<", content)
            part = zipfile.ZipInfo(name)  # dated 1980, the first year that a ZIP file knows
            part.compress_type = zipfile.ZIP_DEFLATED
            timeless.writestr(part, content)
