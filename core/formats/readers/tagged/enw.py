"""EndNote's tagged text (.enw, Refer)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from core.formats.decode import TextSource
from core.formats.fields import FieldRules, derive
from core.formats.pairs import OpenRecord, RawRecord
from core.formats.reference_types import ENDNOTE_TYPES
from core.formats.result import LEFT_OVER, Reading, Tally, WarningLog

RULES = FieldRules(
    title=("%T", "%!"),
    abstract=("%X",),
    authors=("%A",),
    year=("%D", "%8"),
    journal=("%J", "%B", "%O", "%S"),
    volume=("%V",),
    issue=("%N",),
    pages=("%P",),
    doi=("%R",),
    pmid_marked=("%M",),
    accession=("%M", "%L", "%F"),
    issn=("%@",),
    publisher=("%I",),
    languages=("%G",),
    types=("%0", "%9"),
    kind="%0",
    kinds=ENDNOTE_TYPES,
    keywords=("%K",),
    urls=("%U", "%>"),
    notes=("%Z",),
)

# These may hold empty lines, between paragraphs.
_TEXTS = frozenset({"%X", "%Z"})
_REPEATED = frozenset({"%A", "%E", "%K", "%U", "%Y"})
_TAG = re.compile(r"[ \t]*(%[^\s\w]|%[0-9A-Za-z])(?:[ \t]+(.*)|)")


def read(source: TextSource, log: WarningLog, tally: Tally) -> Reading:
    """The records of an .enw file: each starts with %0 or, where others are above it, with the first of those."""
    return Reading(_records(source, log, tally), partial(derive, rules=RULES))


def _records(lines: TextSource, log: WarningLog, tally: Tally) -> Iterator[RawRecord]:
    record: OpenRecord | None = None
    tally.ty_lines = 0
    first_tag = ""
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text:
            if record is not None:
                record.note_gap()
            continue
        match = _TAG.fullmatch(line)
        if match is None:
            if record is None or (record.after_gap and record.tags[-1] not in _TEXTS):
                log.add(number, f"left out, since it is no part of a record: “{text[:80]}”", "lines outside any record")
            elif record.tags[-1] == "%K":
                record.add("%K", text)
            else:
                if record.after_gap:
                    record.gap = 0  # it was a paragraph's end
                record.extend(text)
            continue
        tag, value = match[1], (match[2] or "").strip()
        if tag == "%0":
            tally.ty_lines += 1
            if record is not None and not record.typed and not record.gap:
                # The lines above it are the record's own; so AIS writes all of them.
                first_tag = first_tag or (record.tags[0] if tally.ty_lines == 1 else "")
                record.typed = True
                record.add(tag, value)
                continue
        if record is None or tag == "%0" or _lost_start(tag, record, first_tag, typed_file=tally.ty_lines > 0):
            if record is not None:
                yield _ended(record, log, tally)
            record = OpenRecord(number, typed=tag == "%0")
        elif record.lost_start(tag):
            log.add(number, f"lines that no %0 starts {LEFT_OVER}")
        record.add(tag, value)
    if record is not None:
        yield _ended(record, log, tally)


def _ended(record: OpenRecord, log: WarningLog, tally: Tally) -> RawRecord:
    if not record.typed and tally.ty_lines:
        log.add(record.line, "a record without a %0 line; it was kept", "records without a %0 line, kept")
    return record.raw()


def _lost_start(tag: str, record: OpenRecord, first_tag: str, *, typed_file: bool) -> bool:
    """Whether a tag starts a record without a %0 of its own, or above it.

    It does after an empty line: always where %0 is not used, else by a second title, or by the tag that starts the
    records of the file; by that one anywhere, if no record has it twice.
    """
    if tag == first_tag and tag in record.tags and (record.after_gap or tag not in _REPEATED):
        return True
    if not record.after_gap:
        return False
    return not typed_file or (tag in ("%A", "%T") and "%T" in record.tags)
