"""Lines of a label, a value and a hint, with a cursor; other lines below them."""

from __future__ import annotations

from collections.abc import Sequence

from tui.text.blocks import Block, folded
from tui.text.content import Line, cells, fit, short
from tui.text.plain import clean
from tui.text.theme import DIM, PLAIN, STRONG
from tui.widgets.canvas import Canvas

Row = tuple[str, str, str]
"""A label, a value, and what a key does with it."""


class LabelledLines(Canvas):
    """The hint stands at the right of a value where there is room, and for the line under the cursor always."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()
        self._below: Sequence[str] = ()
        self.cursor = 0

    def show(self, rows: Sequence[Row], cursor: int, below: Sequence[str] = ()) -> None:
        """Show these rows, and other lines below them."""
        self._rows, self._below = rows, below
        self.cursor = max(min(cursor, len(rows) - 1), 0)
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The rows around the cursor, and what stands below."""
        label = max((cells(clean(each[0])) for each in self._rows), default=0) + 2
        lines = [self._line(place, row, label, width) for place, row in enumerate(self._rows)]
        lines += [
            ((f"   {short(clean(each), max(width - 4, 1))}", DIM if not place else PLAIN),)
            for place, each in enumerate(self._below)
        ]
        return folded(Block(lines, self.cursor), height)

    def _line(self, place: int, row: Row, label: int, width: int) -> Line:
        here = place == self.cursor
        room = max(width - label - 4, 1)
        value, hint = clean(row[1]), clean(row[2])
        if cells(value) + cells(hint) + 3 <= room:
            value = fit(value, room - cells(hint) - 1) + " "
        elif here and room > 40:
            hint = short(hint, room // 2)
            value = fit(value, room - cells(hint) - 2) + "  "
        else:
            value, hint = short(value, room), ""
        style = STRONG if here else PLAIN
        return (" > " if here else "   ", STRONG), (fit(row[0], label), DIM), (value, style), (hint, DIM)
