"""Texts of lines that a short tag starts, read by one set of rules for several formats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.formats.decode import TextSource
from core.formats.pairs import OpenRecord, RawRecord
from core.formats.result import LEFT_OVER, Tally, WarningLog


@dataclass(frozen=True, slots=True, kw_only=True)
class TagDialect:
    """How a format writes its lines.

    Attributes:
        heading: A line that stands above each record and is no part of it ("Record #1 of 2"), with the two numbers.
        tag: A line with a tag (group 1) and a value (group 2).
        first: The tag that starts a record where no heading does; "" where only a heading does.
        lists: The tags of which each further line is a value of its own.
    """

    heading: re.Pattern[str] | None = None
    tag: re.Pattern[str]
    first: str = ""
    lists: frozenset[str] = frozenset()


def tagged_records(lines: TextSource, log: WarningLog, tally: Tally, dialect: TagDialect) -> Iterator[RawRecord]:
    """The records of such a text. What belongs to none is said, and so is what lost its start."""
    record: OpenRecord | None = None
    headed = False  # whether a heading stands right before
    tally.ty_lines = 0
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text:
            if record is not None:
                record.note_gap()
            continue
        if dialect.heading is not None and (heading := dialect.heading.fullmatch(text)):
            tally.numbered(heading)
            if record is not None:
                yield record.raw()
            record, headed = None, True
            continue
        match = dialect.tag.fullmatch(line)
        if match is None:
            if record is None or record.after_gap:
                log.add(number, f"left out, since it is no part of a record: “{text[:80]}”", "lines outside any record")
            elif record.tags[-1] in dialect.lists:
                record.add(record.tags[-1], text)
            else:
                record.extend(text)
            continue
        tag, value = match[1], (match[2] or "").strip()
        if record is None or _starts(tag, record, dialect):
            if record is not None:
                yield record.raw()
            elif not headed and tag != dialect.first:
                log.add(number, "a record whose start is missing; it was kept")
            tally.ty_lines += 1
            record, headed = OpenRecord(number), False
        elif record.lost_start(tag):
            log.add(number, f"lines of another record, whose start is missing, {LEFT_OVER}")
        record.add(tag, value)
    if record is not None:
        yield record.raw()


def _starts(tag: str, record: OpenRecord, dialect: TagDialect) -> bool:
    """Whether a tag starts a record within another: the first tag of all does, when it was there already."""
    return bool(dialect.first) and tag == dialect.first and (tag in record.tags or record.after_gap)
