"""Blocks of lines: folded to a height with what is left out counted, or laid beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from tui.text.content import Line, Piece, cells, fit
from tui.text.theme import DIM, PLAIN

GAP = 3
"""Columns between two blocks, with a thin line in their middle."""
TWO, THREE = 100, 160
"""From how many columns on two, and three, blocks stand beside each other."""


class Block(NamedTuple):
    """Lines of one width, and the one that the cursor is on, if any."""

    lines: Sequence[Line]
    cursor: int | None = None


def folded(block: Block, height: int, more: str = "") -> list[Line]:
    """The lines around the cursor; those above and below it that do not fit are counted in a line of their own.

    Args:
        block: The lines.
        height: How many fit.
        more: What to add to the count of those below, such as a key.
    """
    lines, cursor = block.lines, block.cursor or 0
    if len(lines) <= height or height < 3:
        top = max(min(cursor - height // 2, len(lines) - height), 0)
        return list(lines[top : top + height])
    last = len(lines) - height
    top = 0 if cursor < height - 1 else last if cursor > last else min(cursor - height // 2, last)
    shown = list(lines[top : top + height])
    if top:
        shown[0] = ((f"   ▲ {top + 1} more above", DIM),)
    if below := len(lines) - top - height:
        shown[-1] = ((f"   ▼ {below + 1} more{more}", DIM),)
    return shown


def beside(blocks: Sequence[tuple[Sequence[Line], int]]) -> list[Line]:
    """Blocks side by side, each padded or cut to its columns, with a thin line between.

    Args:
        blocks: The lines of each with its columns.
    """
    rows: list[Line] = []
    for parts in zip_longest(*(lines for lines, _width in blocks), fillvalue=()):
        row: list[Piece] = []
        for place, (part, (_lines, width)) in enumerate(zip(parts, blocks, strict=True)):
            row += [(" │ ", DIM)] if place else []
            row += _padded(part, width)
        rows.append(tuple(row))
    return rows


def _padded(line: Line, width: int) -> list[Piece]:
    pieces, left = [], width
    for text, style in line:
        kept = text if cells(text) <= left else fit(text, left)
        pieces.append((kept, style))
        left -= cells(kept)
    return [*pieces, (" " * left, PLAIN)] if left > 0 else pieces
