"""Writing records for other programs: one function a format, each given records with columns of our own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import BinaryIO

from core.records.record import Record

Row = tuple[Record, Mapping[str, str]]
"""A record, with its raw pairs where they are wanted, and what is added to it: outcome, reasons, labels …"""

EXPORT_FORMATS = ("ris", "csv", "xlsx", "bibtex", "csl-json", "asreview", "dois")


def write(format: str, rows: Iterable[Row], stream: BinaryIO) -> None:
    """Write rows in one of `EXPORT_FORMATS`.

    Raises:
        ValueError: There is no such format.
    """
    if format == "ris":
        from core.formats.writers.ris import write_ris as writer
    elif format == "csv":
        from core.formats.writers.table import write_csv as writer
    elif format == "xlsx":
        from core.formats.writers.table import write_xlsx as writer
    elif format == "bibtex":
        from core.formats.writers.bibtex import write_bibtex as writer
    elif format == "csl-json":
        from core.formats.writers.csl_json import write_csl_json as writer
    elif format == "asreview":
        from core.formats.writers.table import write_asreview as writer
    elif format == "dois":
        writer = _write_dois
    else:
        raise ValueError(f"“{format}” is no export format")
    writer(rows, stream)


def _write_dois(rows: Iterable[Row], stream: BinaryIO) -> None:
    """Write a line a DOI, each once, for programs that look for what cites and is cited; a record may have none."""
    for doi in dict.fromkeys("".join(filter(str.isprintable, record.doi.replace(" ", ""))) for record, _ in rows):
        if doi:
            stream.write(f"{doi}\n".encode())
