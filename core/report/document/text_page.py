"""The report as lines of text, for a terminal of any width."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from core.report.document.parts import (
    Block,
    Cell,
    CountedRecords,
    Figure,
    Items,
    PartOfWhole,
    Section,
    TableBlock,
    TextBlock,
)
from core.report.document.plain import one_line
from core.words import number

LEAST = 8
"""Columns that a column of text keeps, however many there are beside it."""


class TextLine(NamedTuple):
    """One line, and whether it is a heading."""

    text: str
    heading: bool = False


def text_lines(sections: Sequence[Section], width: int) -> list[TextLine]:
    """The sections one below the other, none of their lines wider than `width`; figures as text."""
    return [line for section in sections for line in _section(section, width)]


def _section(section: Section, width: int) -> Iterator[TextLine]:
    yield from (TextLine(line, True) for line in _wrapped(section.title, width))
    for block in section.blocks:
        if isinstance(block, Section):
            yield from _section(block, width)
        else:
            yield from map(TextLine, _block(block, width))
            yield TextLine("")


def _block(block: Block, width: int) -> Iterator[str]:
    match block:
        case TextBlock():
            text = " ".join(
                number(part.value) if isinstance(part, CountedRecords) else f"{part}" for part in block.parts
            )
            yield from _wrapped(f"! {text}" if block.notice else text, width)
        case Items():
            for item in block.items:
                yield from _wrapped(f"- {item}", width)
        case TableBlock():
            yield from _table(block, width)
        case Figure():
            yield from _kept(block.text, width)


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(one_line(text), max(width, LEAST)) or [""]


def _kept(text: str, width: int) -> Iterator[str]:
    """Lines that keep their spaces; where one is too wide, the gap before its number becomes narrower.

    A line without such a gap is a sentence, which goes on below.
    """
    for line in text.split("\n"):
        clean = " ".join(one_line(part) for part in line.split(" ")).rstrip()
        start, _, end = clean.rpartition("  ")
        if len(clean) <= width:
            yield clean
        elif start.strip() and end and " " not in end:
            start = start.rstrip()
            room = max(width - len(end) - 1, LEAST)
            yield f"{start if len(start) <= room else start[: room - 1] + '…':<{room}} {end}"
        else:
            indent = " " * (len(clean) - len(clean.lstrip()))
            yield from textwrap.wrap(
                clean.strip(), max(width, len(indent) + LEAST), initial_indent=indent, subsequent_indent=indent
            )


def _table(table: TableBlock, width: int) -> Iterator[str]:
    """Columns of text to the left and of numbers to the right, without those that only draw bars."""
    shown = [
        place for place in range(len(table.head)) if not any(isinstance(row[place], PartOfWhole) for row in table.rows)
    ]
    rows = [[one_line(table.head[place]) for place in shown]]
    rows += [[_cell(row[place]) for place in shown] for row in table.rows]
    counts = [any(isinstance(row[place], CountedRecords) for row in table.rows) for place in shown]
    widths = [max(len(row[place]) for row in rows) for place in range(len(shown))]
    # A number is never broken, and a word only where there is no other way.
    least = [
        max((len(row[place]) for row in rows[1:]), default=0) if is_count else min(LEAST, widths[place])
        for place, is_count in enumerate(counts)
    ]
    words = [max(len(word) for row in rows for word in (row[place].split() or [""])) for place in range(len(shown))]
    gap, whole = 2, list(map(max, least, words))
    for gap, bounds in ((2, whole), (1, whole), (1, least)):
        while sum(widths) + gap * (len(widths) - 1) + 2 > width:
            spare = max(range(len(widths)), key=lambda place: widths[place] - bounds[place])
            if widths[spare] <= bounds[spare]:
                break
            widths[spare] -= 1
        else:
            break
    yield from _wrapped(f"{table.caption}", width)
    for row in rows:
        # What is too wide goes on below: a date that is cut is none.
        columns = [textwrap.wrap(text, max(wide, 1)) for text, wide in zip(row, widths, strict=True)]
        for parts in zip_longest(*columns, fillvalue=""):
            cells = (
                text.rjust(wide) if to_right else text.ljust(wide)
                for text, wide, to_right in zip(parts, widths, counts, strict=True)
            )
            yield f"  {(' ' * gap).join(cells)}".rstrip()


def _cell(cell: Cell) -> str:
    if isinstance(cell, CountedRecords):
        return number(cell.value)
    return one_line(cell) if isinstance(cell, str) else ""
