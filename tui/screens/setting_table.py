"""The settings, one line each, with a cursor."""

from __future__ import annotations

from collections.abc import Sequence

from tui.text.content import Line, flow, short
from tui.text.theme import DIM, PLAIN, STRONG
from tui.widgets.canvas import Canvas

Row = tuple[str, str, str]
"""A setting's name, its value, and what it is, in words."""


class SettingTable(Canvas):
    """What is set, and below it what the setting under the cursor means."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()
        self.place = 0
        """The line under the cursor, from 0."""

    def show(self, rows: Sequence[Row]) -> None:
        """Show these settings; the cursor stays."""
        self._rows = rows
        self.repaint()

    def move(self, steps: int) -> None:
        """Move the cursor by a number of lines."""
        self.place = max(min(self.place + steps, len(self._rows) - 1), 0)
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The settings, and the words."""
        rows: list[Line] = []
        for place, (name, value, _) in enumerate(self._rows):
            here = place == self.place
            text = short(f"{name:10}{value}", max(width - 3, 1))
            rows.append(((" > " if here else "   ", STRONG if here else PLAIN), (text, STRONG if here else PLAIN)))
        if self._rows:
            words = flow(self._rows[self.place][2].split(" "), max(width - 4, 1), gap=" ")
            rows += [(), *(((f"   {line}", DIM),) for line in words)]
        return rows[:height]
