"""The files of a folder of exports, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.records.imports import Import
from core.words import count, number, plural
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.theme import REMARK, STRONG
from tui.words.imports import file_paragraphs
from tui.words.reading.criteria import SPACE

if TYPE_CHECKING:
    from store.work.outside.export_files import ExportFile

HEADS = ("file", "source it is", "why", "records", "known")
SOURCE, SEARCHED = "it comes from:", "day of the search:"
LEFT_OUT, NO_SOURCE, NOT_EXPORTS = "left out", "–", "no export of references"


def row(file: ExportFile, *, left_out: bool) -> tuple[str, str, str, str, str, str]:
    """The cells of a file: those of `HEADS` after a mark: "!" to be looked at, "?" without a source, "-" left out."""
    records = number(sum(each.records for each in file.read.files)) if file.read else ""
    if file.problem is not None:
        return "!", file.name, NO_SOURCE, NOT_EXPORTS, "", ""
    at = f", {file.source.platform}" if file.source.name and file.source.platform else ""
    source, why = f"{file.source.name or NO_SOURCE}{at}", file.why
    if known := _known(file):
        source, why = known, "same content"
    already = number(file.found.already_imported) if file.found else ""
    mark = "-" if left_out else "?" if not file.source.name else "!" if _warnings(file) else " "
    return mark, file.name, source, LEFT_OUT if left_out else why, records, already


def about(file: ExportFile, key: str) -> str:
    """What is remarkable about a file, in one line; "" where nothing is."""
    if file.problem is not None:
        return f"! {file.problem}"
    if found := _warnings(file):
        line, text = found[0]
        more = f" (1 of {number(len(found))})" if len(found) > 1 else ""
        return f"! {f'line {number(line)}: ' if line else ''}{text}{more} — {key} shows them"
    return ""


def summary(files: Sequence[ExportFile]) -> str:
    """How many files and records there are: "10 files, 1,300 records"."""
    records = sum(each.records for file in files if file.read for each in file.read.files)
    return f"{count(len(files), 'file')}, {count(records, 'record')}"


def brings(ready: Sequence[ExportFile], key: str) -> str:
    """What the key does that brings in: "y brings in 1,300 records of 10 files"."""
    new = sum(each.found.new for each in ready if each.found)
    return f"{key} brings in {count(new, 'record')} of {count(len(ready), 'file')}" if ready else "nothing new is ready"


def lacking(nameless: int, key: str) -> str:
    """How many files lack a source, and the key that names one; "" where none does."""
    return f"? {count(nameless, 'file')} {plural(nameless, 'has')} no source — {key} names it" if nameless else ""


def brought(done: Sequence[Import], nameless: int) -> str:
    """What was brought in, and what was not for want of a source."""
    what = f"brought in {count(sum(each.new for each in done), 'record')} of {count(len(done), 'file')}"
    return what + (f"; {count(nameless, 'file')} without a source left" if nameless else "")


def paragraphs(file: ExportFile, imports: Sequence[Import]) -> list[Paragraph]:
    """All that was found in a file."""
    if file.read is None:
        return [paragraph(file.name, STRONG), SPACE, paragraph(f"! {file.problem}", REMARK)]
    looked = file.found.files if file.found else file.read.files
    return [
        paragraph(f"{file.source.name or 'no source'}: {file.why}", STRONG),
        *([paragraph(f"searched {file.source.searched}")] if file.source.searched else []),
        SPACE,
        *(each for one in looked for each in file_paragraphs(one, imports)),
    ]


def _warnings(file: ExportFile) -> Sequence[tuple[int | None, str]]:
    return [each for one in file.read.files for each in one.warnings] if file.read else ()


def _known(file: ExportFile) -> str:
    """What the file is the same as, if anything."""
    if file.twin:
        return f"same as {file.twin}"
    known = [each for one in file.found.files for each in one.known_as] if file.found else []
    return f"already here: import {', '.join(map(number, known))}" if known else ""
