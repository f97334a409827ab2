"""The records that a large file begins with, from as much of it as they need."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from core.records.record import Record
from tests.core.formats.samples import read_bytes
from tests.core.formats.test_corpus import read

LARGE = 200_000
"""Bytes; of a file with more, and of a kind whose records are easy to tell apart, only so much is read."""
STARTS = {".ris": (b"\nTY  -", b"\n"), ".bib": (b"\n@", b"\n"), ".xml": (b"<record>", b"</records></xml>")}
"""How the name of a file ends → how one of its records starts; what the file needs at its end."""


def beginning_of(path: Path, most: int) -> list[Record]:
    """So many of a file's first records, or all where it has no more."""
    records = _first_part(path)
    return list((records if len(records) >= most else read(path).records)[:most])


@cache
def _first_part(path: Path) -> list[Record]:
    """The whole records in the first part of a large file; none of another one."""
    if path.suffix not in STARTS or path.stat().st_size <= LARGE:
        return []
    start, end = STARTS[path.suffix]
    data = path.read_bytes()[:LARGE]
    return list(read_bytes(data[: data.rfind(start)] + end).records) if start in data else []
