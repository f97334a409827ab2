"""A record that every format has its trouble with, and what a writer makes of rows."""

from __future__ import annotations

import io

from core.formats.writers.write import write
from core.records.record import Author, Record

ADDED = {"outcome": "excluded", "reasons": "Another topic", "labels": "method; look"}
NASTY = Record(
    id="00000000000000ab",
    kind="JOUR",
    title="=HYPERLINK(1) [Erratum] {a} 100% of \\textbf & ER  - more",
    abstract="First line\nTY  - JOUR\nER  - \nlast\u2028line \U0001f600",
    authors=(Author("Larsen", "Mette"), Author("Peers and Friends")),
    year=2020,
    pages="101-112",
    doi="10.1000/a_b",
    keywords=("recovery", "=1+1"),
)


def written(format: str, rows: list[tuple[Record, dict[str, str]]]) -> bytes:
    stream = io.BytesIO()
    write(format, rows, stream)
    return stream.getvalue()
