"""The files of a folder of exports as a table with a cursor."""

from __future__ import annotations

from collections.abc import Sequence

from tui.text.blocks import Block, folded
from tui.text.content import Line, cells, fit
from tui.text.plain import clean
from tui.text.theme import DIM, PLAIN, STRONG
from tui.widgets.cursor_table import CursorTable
from tui.words.exports import HEADS

Row = tuple[str, str, str, str, str, str]
"""A mark, then the cells under `HEADS`."""
_NUMBERS = 8
"""The columns of a number, and of the gap before it."""
_WITH_WHY = 76


class FileTable(CursorTable[Row]):
    """One line a file; below 76 columns without why its source is thought to be that."""

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The heading and the rows around the cursor."""
        if not self.rows:
            return ()
        widths = self._widths(width)
        lines: list[Line] = []
        for place, row in enumerate(self.rows):
            here = place == self.cursor
            mark = (f"{'>' if here else ' '}{row[0]} ", STRONG)
            lines.append((mark, (_cells(row[1:], widths), STRONG if here else PLAIN)))
        head: Line = ((f"   {_cells(HEADS, widths)}", DIM),)
        return [head, *folded(Block(lines, self.cursor), max(height - 1, 1))]

    def _widths(self, width: int) -> tuple[int, int, int]:
        """The columns of file, source and why: as wide as their longest cell, or less in proportion."""
        shown = 3 if width >= _WITH_WHY else 2
        longest = [max(cells(clean(row[place])) for row in [("", *HEADS), *self.rows]) + 2 for place in (1, 2, 3)]
        room = width - 3 - 2 * _NUMBERS
        sizes = longest[:shown]
        while sum(sizes) > room and max(sizes) > 6:
            widest = sizes.index(max(sizes))
            sizes[widest] -= 1
        # What is left over goes to all, so that a wide terminal is used.
        sizes = [size + max(room - sum(sizes), 0) // shown for size in sizes]
        return sizes[0], sizes[1], sizes[2] if shown == 3 else 0


def _cells(row: Sequence[str], widths: tuple[int, int, int]) -> str:
    texts = [fit(clean(text), width - 1) + " " for text, width in zip(row, widths, strict=False) if width]
    return "".join(texts) + "".join(f"{each:>{_NUMBERS}}" for each in row[3:])
