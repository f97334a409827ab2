"""The groups of a step's suggestions, as a table with a cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from core.words import number
from tui.text.content import Line, cells, fit
from tui.text.plain import clean
from tui.text.theme import DIM, PLAIN, STRONG
from tui.widgets.canvas import Canvas
from tui.words.phrases import steps as phrases

_WIDTH = 9


class GroupRow(NamedTuple):
    """One group in words and numbers.

    Attributes:
        value: The value that identifies it.
        words: The group's name on the screen.
        hints: How many of its suggestions are only hints, decided or not.
    """

    value: str
    words: str
    waiting: int
    hints: int
    excluded: int
    kept: int


class GroupTable(Canvas):
    """One line a group; below 56 columns only the records that wait are counted."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[GroupRow] = ()
        self._top = 0
        self._chosen: str | None = None

    @property
    def value(self) -> str | None:
        """The group under the cursor."""
        return self._rows[self._place].value if self._rows else None

    def show(self, rows: Sequence[GroupRow]) -> None:
        """Show these groups; the cursor stays on the group it was moved to, and before that on the first one."""
        self._rows = rows
        self.repaint()

    def move(self, steps: int) -> None:
        """Move the cursor by a number of groups."""
        if self._rows:
            place = min(max(self._place + steps, 0), len(self._rows) - 1)
            self._chosen = self._rows[place].value
            self.repaint()

    @property
    def _place(self) -> int:
        return next((place for place, row in enumerate(self._rows) if row.value == self._chosen), 0)

    @property
    def widest(self) -> int:
        """The longest name with its counts."""
        return 6 + max((cells(clean(row.words)) for row in self._rows), default=0) + len(phrases.COLUMNS) * _WIDTH

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The rows around the cursor, under their heading."""
        counts = len(phrases.COLUMNS) if width >= 56 else 1
        words = max(width - 4 - counts * _WIDTH, 1)
        head: Line = (
            (
                "   " + fit(phrases.GROUP, words) + "".join(f"{name:>{_WIDTH}}" for name in phrases.COLUMNS[:counts]),
                DIM,
            ),
        )
        page = max(height - 1, 1)
        if not self._top <= self._place < self._top + page:
            self._top = max(min(self._place - page // 2, len(self._rows) - page), 0)
        shown = self._rows[self._top : self._top + page]
        return [head, *(self._line(row, words, counts) for row in shown)][:height]

    def _line(self, row: GroupRow, words: int, counts: int) -> Line:
        here = row.value == self.value
        numbers = "".join(
            f"{number(each):>{_WIDTH}}" for each in (row.waiting, row.hints, row.excluded, row.kept)[:counts]
        )
        return ((" > " if here else "   ", STRONG), (fit(clean(row.words), words) + numbers, STRONG if here else PLAIN))
