"""A table with a cursor: a head that stays, and as many of its rows as there is room for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from tui.text.content import Line, told
from tui.widgets.canvas import Canvas

Row = TypeVar("Row")
_FEW = 5


class CursorTable(Canvas, Generic[Row]):
    """Rows below a head; a subclass says how both are drawn (`drawn`), or lays all out itself (`lines`).

    Which rows are seen is told by `first_seen`.
    """

    rows: Sequence[Row] = ()
    cursor = 0
    """The row under it, from 0."""
    _top = 0
    _empty = ""

    @property
    def current(self) -> Row | None:
        """What is under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    def show(self, rows: Sequence[Row], cursor: int | None = None, empty: str = "") -> None:
        """Show these rows, or the text where there are none; the cursor goes to a row, or stays where it can."""
        self.rows, self._empty = rows, empty
        self.move(0 if cursor is None else cursor - self.cursor)

    def move(self, steps: int) -> None:
        """Move the cursor, stopping at the ends."""
        self.cursor = max(min(self.cursor + steps, len(self.rows) - 1), 0)
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The head and the rows around the cursor."""
        if not self.rows:
            return told(self._empty, width) if self._empty else ()
        head, line = self.drawn(width)
        return [*head, *map(line, self.seen(max(height - len(head), 1)))]

    def seen(self, room: int) -> range:
        """The places of the rows that are seen, at most so many."""
        self._top = first_seen(self._top, self.cursor, len(self.rows), room)
        return range(self._top, min(self._top + room, len(self.rows)))

    def drawn(self, width: int) -> tuple[Sequence[Line], Callable[[int], Line]]:
        """The lines of the head, and what gives the line of the row at a place."""
        raise NotImplementedError


def first_seen(before: int, cursor: int, rows: int, room: int) -> int:
    """The first row of those that are seen.

    What is seen moves only when the cursor leaves it, and then so far that the cursor stands in the middle: most moves
    repaint two lines. Of a few rows the cursor is always in the middle.

    Args:
        before: The first one that was seen before.
        cursor: The row that must be seen.
        rows: How many there are.
        room: How many can be seen.
    """
    if before <= cursor < before + room and room > _FEW and before <= max(rows - room, 0):
        return before
    return max(min(cursor - room // 2, rows - room), 0)
