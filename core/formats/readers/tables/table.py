"""Tables: CSV (also with semicolons or tabs) and XLSX, with the headers of whoever wrote them."""

from __future__ import annotations

import csv
import re
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

from core.formats.cells import without_quote
from core.formats.columns import (
    LINES_BEFORE_HEADER,
    delimiter_of,
    fields_of,
    folded,
    has_given_names_first,
    is_header,
    is_known,
)
from core.formats.decode import TextSource
from core.formats.fields import FieldRules, derive
from core.formats.pairs import RawRecord
from core.formats.readers.tables.workbook import no_header, workbook_rows
from core.formats.readers.tagged.wos import RULES as WOS_RULES
from core.formats.reference_types import TABLE_TYPES
from core.formats.result import Reading, Tally, WarningLog
from core.records.record import RawField, Record

_Row = tuple[int, Sequence[str]]  # the line or row where it starts, and its cells

# In lines: a quote that nothing closes would otherwise take in the rest of the file.
_LONGEST_ROW = 2_000
_LONGEST_ROW_AFTER_DAMAGE = 200
_COLUMNS_NAMED = 12
_TAGS_OF_WOS = frozenset({"AU", "TI", "SO", "PY"})
_CITED = re.compile(
    r"\d{4}[^;:]{0,30};(?P<volume>[^(:;.]{0,30})(?:\((?P<issue>[^)]{1,40})\))?(?::(?P<pages>[^.;\s]{1,40}))?"
)


def read(source: TextSource, log: WarningLog, tally: Tally) -> Reading:
    """The records of a table, one a row.

    Raises:
        TamisError: No row among the first is a header with a title, or the file is no workbook.
    """
    rows = workbook_rows(source.stream, log) if source.is_zip() else _csv_rows(source, log)
    _, header = next(rows)
    names = [name.strip() or f"column {place}" for place, name in enumerate(header, 1)]
    rules = rules_for(names)
    citation = next((name for name in names if any(field == "citation" for field, _ in fields_of(name))), "")
    if citation and not (rules.volume or rules.pages):  # PubMed says these nowhere else
        return Reading(_records(rows, names, log), partial(_derive_cited, rules=rules, citation=citation))
    return Reading(_records(rows, names, log), partial(derive, rules=rules))


def _records(rows: Iterator[_Row], names: list[str], log: WarningLog) -> Iterator[RawRecord]:
    names = list(names)
    unknown = {} if _is_wos(names) else {place: name for place, name in enumerate(names) if not is_known(name)}
    unused: list[str] = []
    for line, cells in rows:
        if len(cells) > len(names):
            log.add(line, f"{len(cells)} cells where the header has {len(names)}", "rows with too many cells")
            names += [f"column {place}" for place in range(len(names) + 1, len(cells) + 1)]
        pairs = [RawField(name, without_quote(cell)) for name, cell in zip(names, cells, strict=False) if cell.strip()]
        for place in [each for each in unknown if each < len(cells) and cells[each].strip()]:
            unused.append(unknown.pop(place))
        if pairs:
            yield RawRecord.of(line, pairs)
    if unused:
        named = ", ".join(f"“{name[:40]}”" for name in unused[:_COLUMNS_NAMED])
        more = f" and {len(unused) - _COLUMNS_NAMED} more" if len(unused) > _COLUMNS_NAMED else ""
        are = "s are not known, and are" if len(unused) > 1 else " is not known, and is"
        hold = "they hold" if len(unused) > 1 else "it holds"
        log.add(None, f"the column{are} used for no field: {named}{more}; what {hold} was kept")


def _is_wos(header: Iterable[str]) -> bool:
    """Whether the columns are the tags of Web of Science, as in its tab-delimited files."""
    return _TAGS_OF_WOS.issubset(header)


def _derive_cited(raw: RawRecord, rules: FieldRules, citation: str) -> Record:
    """The record, with volume, issue and pages from its citation: "J Peers. 2020 May;8(2):101-112. doi: …"."""
    record = derive(raw, rules)
    text = next((value for tag, value in raw.pairs if tag == citation), "")
    match = _CITED.search(text)
    if match is None:
        return record
    volume, issue, pages = match.groups("")
    return record._replace(volume=volume.strip(), issue=issue, pages=pages)


def rules_for(header: Iterable[str]) -> FieldRules:
    """The rules that the columns of a table make."""
    header = list(header)
    if _is_wos(header):
        return replace(WOS_RULES, author_cells=True)
    columns: dict[str, list[tuple[int, str]]] = {}
    for name in dict.fromkeys(header):
        for field, rank in fields_of(name):
            columns.setdefault(field, []).append((rank, name))
    if len(columns.get("accession", ())) > 1:  # beside an accession, the id is ours
        columns["accession"] = [each for each in columns["accession"] if folded(each[1]) != "recordid"]
    tags = {field: tuple(name for _, name in sorted(names)) for field, names in columns.items()}

    def of(field: str) -> tuple[str, ...]:
        return tags.get(field, ())

    return FieldRules(
        title=of("title"),
        abstract=of("abstract"),
        authors=of("authors"),
        author_cells=True,
        given_names_first=has_given_names_first(header),
        groups=of("groups"),
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
        kinds=TABLE_TYPES,
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
