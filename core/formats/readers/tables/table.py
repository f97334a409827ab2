"""Tables: CSV (also with semicolons or tabs) and XLSX, with the headers of whoever wrote them."""

from __future__ import annotations

import csv
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from core.formats.cells import without_quote
from core.formats.columns import LINES_BEFORE_HEADER, delimiter_of, fields_of, is_header
from core.formats.decode import TextSource
from core.formats.fields import FieldRules, derive
from core.formats.pairs import RawRecord
from core.formats.readers.tables.workbook import no_header, workbook_rows
from core.formats.reference_types import ENDNOTE_TYPES
from core.formats.result import Reading, Tally, WarningLog
from core.records.record import RawField

_Row = tuple[int, Sequence[str]]  # the line or row where it starts, and its cells

# In lines: a quote that nothing closes would otherwise take in the rest of the file.
_LONGEST_ROW = 2_000
_LONGEST_ROW_AFTER_DAMAGE = 200


def read(source: TextSource, log: WarningLog, tally: Tally) -> Reading:
    """The records of a table, one a row.

    Raises:
        TamisError: No row among the first is a header with a title, or the file is no workbook.
    """
    rows = workbook_rows(source.stream, log) if source.is_zip() else _csv_rows(source, log)
    _, header = next(rows)
    names = [name.strip() or f"column {place}" for place, name in enumerate(header, 1)]
    return Reading(_records(rows, names, log), partial(derive, rules=rules_for(names)))


def _records(rows: Iterator[_Row], names: list[str], log: WarningLog) -> Iterator[RawRecord]:
    names = list(names)
    for line, cells in rows:
        if len(cells) > len(names):
            log.add(line, f"{len(cells)} cells where the header has {len(names)}", "rows with too many cells")
            names += [f"column {place}" for place in range(len(names) + 1, len(cells) + 1)]
        pairs = [RawField(name, without_quote(cell)) for name, cell in zip(names, cells, strict=False) if cell.strip()]
        if pairs:
            yield RawRecord.of(line, pairs)


def rules_for(header: Iterable[str]) -> FieldRules:
    """The rules that the columns of a table make."""
    columns: dict[str, list[tuple[int, str]]] = {}
    for name in dict.fromkeys(header):
        for field, rank in fields_of(name):
            columns.setdefault(field, []).append((rank, name))
    tags = {field: tuple(name for _, name in sorted(names)) for field, names in columns.items()}

    def of(field: str) -> tuple[str, ...]:
        return tags.get(field, ())

    return FieldRules(
        title=of("title"),
        abstract=of("abstract"),
        authors=of("authors"),
        author_cells=True,
        year=of("year"),
        journal=of("journal"),
        volume=of("volume"),
        issue=of("issue"),
        pages=of("pages"),
        last_page="".join(of("last_page")[:1]),
        article_number=of("article_number"),
        doi=of("doi"),
        pmid=of("pmid"),
        accession=of("accession"),
        issn=of("issn"),
        publisher=of("publisher"),
        languages=of("languages"),
        types=of("types"),
        kind="".join(of("types")[:1]),
        kinds=ENDNOTE_TYPES,
        keywords=of("keywords"),
        urls=of("urls"),
        notes=of("notes"),
    )


def _csv_rows(source: TextSource, log: WarningLog) -> Iterator[_Row]:
    """The header, and the rows after it."""
    lines = enumerate(source, 1)
    first = list(islice(lines, LINES_BEFORE_HEADER))
    start = next((place for place, (_, line) in enumerate(first) if is_header(line)), None)
    if start is None:
        raise no_header(first[0][1] if first else "")
    delimiter = delimiter_of(first[start][1])
    limit = csv.field_size_limit(sys.maxsize)  # an abstract with its references is longer than the module allows
    try:
        yield from _divided(lines, deque(first[start:]), delimiter, log)
    finally:
        csv.field_size_limit(limit)


def _divided(
    lines: Iterator[tuple[int, str]], waiting: deque[tuple[int, str]], delimiter: str, log: WarningLog
) -> Iterator[_Row]:
    """The rows of the lines, first those waiting; a row with a quote too many is cut where good rows begin again."""
    taken: list[tuple[int, str]] = []

    def feed() -> Iterator[str]:
        while len(taken) < _LONGEST_ROW:
            line = waiting.popleft() if waiting else next(lines, None)
            if line is None:
                return
            taken.append(line)
            yield line[1] + "\n"

    width = 0
    while True:
        taken.clear()
        row = next(csv.reader(feed(), delimiter=delimiter), None)
        if row is None:
            return
        if len(taken) > 1 and width and (len(row) != width or len(taken) == _LONGEST_ROW):
            cut = _good_again(taken, width, delimiter)
            log.add(taken[0][0], "a quotation mark too many or too few", "rows with unpaired quotation marks")
            waiting.extendleft(reversed(taken[cut:]))
            row = next(csv.reader([line + "\n" for _, line in taken[:cut]], delimiter=delimiter), [])
        width = width or len(row)
        yield taken[0][0], row


def _good_again(taken: list[tuple[int, str]], width: int, delimiter: str) -> int:
    """The first of the lines, but for the very first, from which two rows of the right width can be read."""
    texts = [line + "\n" for _, line in taken]
    for start in range(1, len(texts)):
        rows = csv.reader(texts[start : start + _LONGEST_ROW_AFTER_DAMAGE], delimiter=delimiter)
        if len(next(rows, [])) == width and len(next(rows, [""] * width)) == width:
            return start
    return len(texts) if len(texts) < _LONGEST_ROW else 1
