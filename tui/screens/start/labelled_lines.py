"""A screen of lines of a label, a value and a hint, with a cursor; other lines below them."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from tui.screens.asking import AskingScreen
from tui.text.blocks import Block, folded
from tui.text.content import Line, cells, fit, short
from tui.text.plain import clean
from tui.text.theme import DIM, PLAIN, STRONG
from tui.widgets.bar import Bar, FittingBar, ThinLine
from tui.widgets.cursor_table import CursorTable

Row = tuple[str, str, str]
"""A label, a value, and what a key does with it."""


class LabelledScreen(AskingScreen):
    """Labelled lines between two bars."""

    def compose(self) -> ComposeResult:
        """The bars, the lines, and the foot."""
        self.top, self.table = FittingBar(gap="    ", style=STRONG, id="top"), LabelledLines(id="lines")
        yield self.top
        yield ThinLine()
        yield self.table
        yield ThinLine()
        yield Bar(id="status")
        yield from self.compose_foot()

    def go(self, steps: int) -> None:
        """Go a number of lines down."""
        self.table.move(steps)
        self.paint()


class LabelledLines(CursorTable[Row]):
    """The hint stands at the right of a value where there is room, and for the line under the cursor always."""

    below: Sequence[str] = ()
    """Other lines below the rows."""

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The rows around the cursor, and what stands below."""
        label = max((cells(clean(each[0])) for each in self.rows), default=0) + 2
        lines = [self._line(place, row, label, width) for place, row in enumerate(self.rows)]
        lines += [
            ((f"   {short(clean(each), max(width - 4, 1))}", DIM if not place else PLAIN),)
            for place, each in enumerate(self.below)
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
