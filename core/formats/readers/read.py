"""Read a file of references, whatever its format."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from core.errors import TamisError, advice_on
from core.formats.decode import TextSource
from core.formats.readers.detect import HEAD_BYTES, detect_format
from core.formats.result import FORMATS, DerivedRecords, ImportResult, Reading, Tally, WarningLog
from core.gc_pause import gc_paused
from core.plain_file import open_plain

_MODULES = {name: name.replace("-", "_") for name in FORMATS[1:]} | {"csv": "table", "xlsx": "table"}


def read_file(path: Path, format: str = "auto", progress: Callable[[int], None] | None = None) -> ImportResult:
    """Read a file of references.

    The file is read in blocks: memory is needed for the records, not for the text. No content makes this fail; what
    cannot be read is counted and said in the warnings.

    Args:
        path: The file.
        format: One of `FORMATS`; "auto" tells it from the content.
        progress: Called with the number of bytes read so far, every megabyte or so.

    Raises:
        TamisError: The file cannot be opened, its format is not known, or it is not of the format given.
    """
    if format not in FORMATS:
        raise TamisError(f"“{format}” is not a format", where=path.name, advice=f"The formats: {', '.join(FORMATS)}.")
    try:
        with open_plain(path) as stream:
            if format == "auto":
                format = detect_format(stream.read(HEAD_BYTES))
                stream.seek(0)
            log, tally = WarningLog(), Tally()
            module = import_module(f"core.formats.readers.{_MODULES[format]}")
            source = TextSource(stream, log, progress)
            with gc_paused():
                reading: Reading = module.read(source, log, tally)
                raws = list(reading.raws)
    except OSError as error:
        what = f"the file cannot be read: {error.strerror}"
        raise TamisError(what, where=str(path), advice=advice_on(error)) from error
    except TamisError as error:
        raise TamisError(error.what, where=error.where or path.name, advice=error.advice) from error
    if tally.declared not in (None, len(raws)):
        log.add(None, f"the file says that it holds {tally.declared:,} references; {len(raws):,} were read")
    return ImportResult(
        format=format,
        records=DerivedRecords(raws, reading.derive),
        skipped=tally.skipped,
        warnings=log.all(),
        ty_lines=tally.ty_lines,
        er_lines=tally.er_lines,
        encoding=source.encoding,
        declared=tally.declared,
    )
