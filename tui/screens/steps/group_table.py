"""The groups of a step's suggestions, as a table with a cursor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from core.words import number
from tui.text.content import Line, cells, fit
from tui.text.plain import clean
from tui.text.theme import DIM, PLAIN, STRONG
from tui.widgets.cursor_table import CursorTable
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


class GroupTable(CursorTable[GroupRow]):
    """One line a group; below 56 columns only the records that wait are counted."""

    @property
    def value(self) -> str | None:
        """The group under the cursor."""
        return self.current.value if self.current else None

    def show_groups(self, rows: Sequence[GroupRow]) -> None:
        """Show these groups; the cursor stays on the group it was moved to, and before that on the first one."""
        moved_to = self.value if self.cursor else None
        self.show(rows, next((place for place, row in enumerate(rows) if row.value == moved_to), 0))

    @property
    def widest(self) -> int:
        """The longest name with its counts."""
        return 6 + max((cells(clean(row.words)) for row in self.rows), default=0) + len(phrases.COLUMNS) * _WIDTH

    def drawn(self, width: int) -> tuple[Sequence[Line], Callable[[int], Line]]:
        """The names of the columns, and what draws a group."""
        counts = len(phrases.COLUMNS) if width >= 56 else 1
        words = max(width - 4 - counts * _WIDTH, 1)
        head: Line = (
            (
                "   " + fit(phrases.GROUP, words) + "".join(f"{name:>{_WIDTH}}" for name in phrases.COLUMNS[:counts]),
                DIM,
            ),
        )
        return [head], partial(self._line, words, counts)

    def _line(self, words: int, counts: int, place: int) -> Line:
        row, here = self.rows[place], place == self.cursor
        numbers = "".join(
            f"{number(each):>{_WIDTH}}" for each in (row.waiting, row.hints, row.excluded, row.kept)[:counts]
        )
        return ((" > " if here else "   ", STRONG), (fit(clean(row.words), words) + numbers, STRONG if here else PLAIN))
