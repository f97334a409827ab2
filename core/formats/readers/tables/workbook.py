"""The rows of an Excel workbook, by openpyxl, with a warning of what openpyxl would leave out in silence."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from typing import IO, Any, BinaryIO

from core.errors import TamisError
from core.formats.columns import LINES_BEFORE_HEADER, is_header_row
from core.formats.result import WarningLog

# openpyxl warns of styles and extensions that it leaves out, which would reach the terminal; no record is in them.
warnings.filterwarnings("ignore", module="openpyxl")
# In bytes, unpacked: some 200,000 records with abstracts.
_LARGEST_WORKBOOK = 1 << 29
_MOST_ROWS = 1 << 20  # of a sheet, in Excel
_BLOCK = 1 << 20
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_ROW_CELL_OR_NOTHING = re.compile(
    rb"<(?:\w+:)?row\s(?:[^<>]*?\s)?r=[\"'](\d+)[\"']"
    rb"|<(?:\w+:)?c\s(?:[^<>]*?\s)?r=[\"'][A-Za-z]+(\d+)[\"']"
    rb"|</(?:\w+:)?f>\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_LONGEST_PART = 1_000


def workbook_rows(stream: BinaryIO, log: WarningLog) -> Iterator[tuple[int, Sequence[str]]]:
    """The header of the first sheet that has one, and the rows after it, each with its number.

    Raises:
        TamisError: It is no workbook, too large, has no header, or rows of it could not be read.
    """
    from openpyxl import load_workbook

    sheet_read = ""
    seen = ""
    number = 0
    try:
        _check(stream, log)
        workbook = load_workbook(stream, read_only=True, data_only=True)
        for sheet in workbook.worksheets:
            # What a sheet says of its own size is often wrong, and openpyxl would leave out all rows beyond it.
            sheet.reset_dimensions()
            for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
                cells = [_cell_text(value) for value in values]
                seen = seen or " ".join(cells).strip()
                if sheet_read and sheet_read != sheet.title:
                    if any(cells):
                        log.add(None, f"only the sheet “{sheet_read}” was read, and not “{sheet.title}”")
                        break
                elif sheet_read or is_header_row(cells):
                    sheet_read = sheet.title
                    yield number, cells
                elif number >= LINES_BEFORE_HEADER:
                    break
    except TamisError:
        raise
    except Exception as error:  # a damaged archive fails in many ways, at any row
        if not sheet_read:
            raise TamisError(
                f"not a readable .xlsx workbook ({error})",
                advice="Open it in a spreadsheet and save it again, or as CSV.",
            ) from error
        log.add(number, f"the workbook is damaged here: the rows after this one are lost ({error})")
        return
    if not sheet_read:
        raise no_header(seen)


def no_header(seen: str) -> TamisError:
    """The error for a table without a header."""
    return TamisError(
        f"no row at the start is a header with a title; the file starts with “{seen[:60]}”",
        advice="The first row has to name the columns: title, authors, year, journal, doi, abstract, …",
    )


def _check(stream: BinaryIO, log: WarningLog) -> None:
    """Refuse a workbook of a few megabytes that would fill the memory, and one whose rows are not in their order.

    Raises:
        TamisError: It is one.
        zipfile.BadZipFile: It is no workbook.
    """
    with zipfile.ZipFile(stream) as archive:
        size = sum(each.file_size for each in archive.infolist())
        if size > _LARGEST_WORKBOOK:
            raise TamisError(
                f"the workbook would unpack to {size:,} bytes",
                advice="Is it an export of a database? Open it in a spreadsheet and save it as CSV.",
            )
        for name in filter(_SHEET.fullmatch, archive.namelist()):
            with archive.open(name) as sheet:
                _check_sheet(sheet, name, log)
    stream.seek(0)


def _check_sheet(sheet: IO[bytes], name: str, log: WarningLog) -> None:
    """Look for what openpyxl would leave out: rows out of order or within others, formulas never calculated."""
    last = 0
    uncalculated: list[int] = []
    rest = b""
    while block := sheet.read(_BLOCK):
        text = rest + block
        end = 0
        for match in _ROW_CELL_OR_NOTHING.finditer(text):
            end = match.end()
            if not (match[1] or match[2]):
                uncalculated.append(last)
                continue
            number = int((match[1] or match[2])[:20])
            if (number != last and last) if match[2] else not last < number <= _MOST_ROWS:
                place = "stands within" if match[2] else "follows"
                raise TamisError(
                    f"the rows of the workbook are not in their order: {number} {place} {last} in {name}",
                    advice="Open it in a spreadsheet and save it again, or as CSV.",
                )
            last = number if match[1] else last
        rest = text[max(end, len(text) - _LONGEST_PART) :]
    if uncalculated:
        message = (
            "a formula without a value was read as empty; a spreadsheet that saves the workbook again calculates it"
        )
        log.add(uncalculated[0], f"{message} ({len(uncalculated):,} in all)" if uncalculated[1:] else message)


def _cell_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("_x000D_", "")
