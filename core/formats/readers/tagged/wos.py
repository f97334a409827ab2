"""Web of Science's tagged text (.ciw, .txt, .isi), also of the other databases on its platform."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from rispy.config import WOK_LIST_TYPE_TAGS

from core.formats.decode import TextSource
from core.formats.fields import FieldRules, derive
from core.formats.pairs import OpenRecord, RawRecord, outdented
from core.formats.result import Reading, Tally, WarningLog

RULES = FieldRules(
    title=("TI", "CT"),
    abstract=("AB",),
    authors=("AF", "AU", "BF", "BA"),
    groups=("CA", "GP"),
    year=("PY", "PD", "EY", "EA"),
    journal=("SO", "JI", "J9"),
    volume=("VL",),
    issue=("IS",),
    pages=("BP", "PS"),
    last_page="EP",
    article_number=("AR",),
    doi=("DI", "D2"),
    pmid=("PM",),
    accession=("UT", "AN"),
    issn=("SN", "EI", "BN"),
    publisher=("PU",),
    languages=("LA",),
    types=("DT", "PT"),
    kind="PT",
    kinds={"": "JOUR", "j": "JOUR", "b": "BOOK", "s": "SER", "p": "PAT", "c": "CONF"},
    keywords=("DE", "ID"),
    urls=("UR", "DL"),
)

_TAG = re.compile(r"([A-Z][A-Z0-9])(?: (.*)|\s*)")
# Of these, by rispy's table, each line is a value; of all others, the lines after the first continue it.
_LINE_LISTS = frozenset(WOK_LIST_TYPE_TAGS) - {"RI"} | {"BE"}
_FRAME = frozenset({"FN", "VR", "EF"})
_START = re.compile(r"PT [A-Z]\s*$")


def read(source: TextSource, log: WarningLog, tally: Tally) -> Reading:
    """The records of a Web of Science file: from PT to ER."""
    return Reading(_records(source, log, tally), partial(derive, rules=RULES))


def _records(lines: TextSource, log: WarningLog, tally: Tally) -> Iterator[RawRecord]:
    record: OpenRecord | None = None
    tally.ty_lines = tally.er_lines = 0
    for number, line in enumerate(outdented(lines, _START), 1):
        text = line.strip()
        if not text:
            if record is not None:
                record.note_gap()
            continue
        match = None if line[0].isspace() else _TAG.fullmatch(line)
        if match is None:
            if record is None:
                log.add(number, f"left out, since it is no part of a record: “{text[:80]}”", "lines outside any record")
            elif record.tags[-1] in _LINE_LISTS:
                record.add(record.tags[-1], text)
            else:
                record.extend(text)
            continue
        tag, value = match[1], (match[2] or "").strip()
        # The lines above it are the record's own; above an empty line they are another's without its first and last.
        if tag == "PT" and record and not record.typed and not record.after_gap:
            record.typed = True
            tally.ty_lines += 1
        elif tag == "PT" or tag in ("ER", "EF"):
            if tag == "PT" and record is not None:
                log.add(record.line, "no ER line ends the record that starts here", "records without an ER line")
            if record is not None:
                yield from _ended(record, log, tally)
            tally.ty_lines += tag == "PT"
            tally.er_lines += tag == "ER"
            record = None
        if tag in ("ER", *_FRAME):
            continue
        if record is None:
            record = OpenRecord(number, typed=tag == "PT")
        record.add(tag, value)
    if record is not None:
        log.add(record.line, "no ER line ends the record that starts here", "records without an ER line")
        yield from _ended(record, log, tally)


def _ended(record: OpenRecord, log: WarningLog, tally: Tally) -> Iterator[RawRecord]:
    """The record, unless no PT began it and it has no title either."""
    if record.typed:
        yield record.raw()
    elif "TI" in record.tags:
        log.add(record.line, "a record without a PT line; it was kept", "records without a PT line, kept")
        yield record.raw()
    else:
        tally.skipped += 1
        log.add(record.line, "left out: lines between records, without a title", "lines outside any record")
