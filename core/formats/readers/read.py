"""Read a file of references, whatever its format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from core.errors import TamisError, refusals
from core.formats.decode import TextSource, text_encoding
from core.formats.readers.detect import HEAD_BYTES, detect_format, other_format
from core.formats.result import (
    FORMATS,
    MODULES,
    DerivedRecords,
    ImportResult,
    ImportWarning,
    Reading,
    Tally,
    WarningLog,
)
from core.gc_pause import gc_paused
from core.plain_file import open_plain
from core.words import count, plural

_LINES_NAMED = 10


def read_file(
    path: Path,
    format: str = "auto",
    progress: Callable[[int], None] | None = None,
    *,
    encoding: str = "",
    records: type[DerivedRecords] = DerivedRecords,
) -> ImportResult:
    """Read a file of references.

    The file is read in blocks: memory is needed for the records, if they are kept there, not for the text. No content
    makes this fail; what cannot be read is counted and said in the warnings.

    Args:
        path: The file.
        format: One of `FORMATS`; "auto" tells it from the content.
        progress: Called with the number of bytes read so far, every megabyte or so.
        encoding: That of the text, such as "cp1251"; "" tells it from the content.
        records: What keeps the records, made while the file is read.

    Raises:
        TamisError: The file cannot be opened, its format is not known, or it is not of the format given.
    """
    if format not in FORMATS:
        raise TamisError(f"“{format}” is not a format", where=path.name, advice=f"The formats: {', '.join(FORMATS)}.")
    try:
        with refusals("the file cannot be read", path), open_plain(path) as stream:
            head = stream.read(HEAD_BYTES)
            if encoding and not head.startswith(b"PK"):
                head = head.decode(text_encoding(encoding), "replace").encode("utf-8", "replace")
            stream.seek(0)
            if format == "auto":
                format = detect_format(head)
            elif other := other_format(head, format):
                advice = "Leave the format out: it is told from the content."
                raise TamisError(f"it is no file of the format {format}, but of {other}", advice=advice)
            log, tally = WarningLog(), Tally()
            module = import_module(f"core.formats.readers.{MODULES[format]}")
            source = TextSource(stream, log, progress, encoding)
            with gc_paused():
                reading: Reading = module.read(source, log, tally)
                found = records(reading.raws, reading.derive)
    except TamisError as error:
        raise TamisError(error.what, where=error.where or path.name, advice=error.advice) from error
    if tally.declared not in (None, len(found)):
        holds, was = count(tally.declared or 0, "reference"), plural(len(found), "was")
        last = f", the last of them from line {found.raws[-1].line:,} on" if found else ""
        log.add(None, f"the file says that it holds {holds}; {len(found):,} {was} read{last}")
    return ImportResult(
        format=format,
        records=found,
        skipped=tally.skipped,
        warnings=log.all(),
        ty_lines=tally.ty_lines,
        er_lines=tally.er_lines,
        encoding=source.encoding,
        declared=tally.declared,
    )


def read_export(
    path: Path,
    format: str = "auto",
    progress: Callable[[int], None] | None = None,
    *,
    encoding: str = "",
    keep_untitled: bool = False,
    records: type[DerivedRecords] = DerivedRecords,
) -> ImportResult:
    """Read a file of references, and leave out what is no record: what has no title.

    Args:
        path: See `read_file`.
        format: See `read_file`.
        progress: See `read_file`.
        encoding: See `read_file`.
        keep_untitled: Whether records without a title stay, beside others that have one; a warning says where they are.
        records: See `read_file`.

    Raises:
        TamisError: As `read_file`; also where nothing, or nothing with a title, comes out.
    """
    result = read_file(path, format, progress, encoding=encoding, records=records)
    raws, untitled = result.records.raws, result.records.untitled
    if len(untitled) == len(raws):
        raise _nothing(path, result)
    if not untitled:
        return result
    many = len(untitled) > 1
    lines = [raws[place].line for place in sorted(untitled)]
    named = ", ".join(f"{line:,}" for line in lines[:_LINES_NAMED])
    more = f" and {len(lines) - _LINES_NAMED:,} more" if len(lines) > _LINES_NAMED else ""
    what = f"{len(lines):,} record{'s' * many} without a title, line{'s' * many} {named}{more}"
    said = "kept" if keep_untitled else "left out (--keep-untitled keeps them)"
    warning = ImportWarning(lines[0], f"{what}: {said}")
    kept = result.records if keep_untitled else result.records.without(untitled)
    return replace(
        result,
        records=kept,
        skipped=result.skipped + len(raws) - len(kept),
        warnings=[warning, *result.warnings],
    )


def _nothing(path: Path, result: ImportResult) -> TamisError:
    """The refusal of a file of which no record with a title came out."""
    count = len(result.records)
    if count:
        records = "its only record has no title" if count == 1 else f"none of its {count:,} records has a title"
        what = f"{records}; it was read as {result.format}, from line {result.records.raws[0].line:,} on"
    else:
        what = f"there is no record in it; it was read as {result.format}"
        if result.warnings:
            first = result.warnings[0]
            what += f" ({f'line {first.line:,}: ' if first.line else ''}{first.message})"
    return TamisError(
        what,
        where=path.name,
        advice="Nothing was brought in. Is it an export of references? Export it again, as RIS where that is offered.",
    )
