"""Answers crossed: a number in each cell, with a cursor on one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui.text.content import Line, Piece, cells, fit, told
from tui.text.plain import clean
from tui.text.theme import DIM, PLAIN, STRONG
from tui.widgets.canvas import Canvas

_WIDEST_LABEL = 30


class Grid(NamedTuple):
    """What is crossed: the names of the rows, and in each row for each column a number and the letters beside it."""

    rows: Sequence[str]
    columns: Sequence[str]
    counts: Sequence[Sequence[int]]
    letters: Sequence[Sequence[str]]


class MapGrid(Canvas):
    """The grid around its cursor; columns are numbered, since their names would not fit."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._grid = Grid((), (), (), ())
        self._empty = ""
        self.row = 0
        self.column = 0

    def show(self, grid: Grid, empty: str) -> None:
        """Show a grid, or the text where there is none; the cursor stays where it can."""
        self._grid, self._empty = grid, empty
        self.move(0, 0)

    def move(self, rows: int, columns: int) -> None:
        """Move the cursor, stopping at the edges."""
        self.row = min(max(self.row + rows, 0), max(len(self._grid.rows) - 1, 0))
        self.column = min(max(self.column + columns, 0), max(len(self._grid.columns) - 1, 0))
        self.repaint()

    @property
    def widest(self) -> int:
        """The names of the rows and all columns."""
        if not self._grid.rows:
            return super().widest
        label = self._label(self.app.size.width)
        return max(4 + label + len(self._grid.columns) * self._cell_width, 3 * label)

    def _label(self, width: int) -> int:
        """The columns of the names of the rows."""
        names = (cells(clean(each)) for each in self._grid.rows)
        return min(max(names, default=0), _WIDEST_LABEL, max(width // 3, 6))

    @property
    def _cell_width(self) -> int:
        places = ((row, column) for row in range(len(self._grid.rows)) for column in range(len(self._grid.columns)))
        return 3 + max((cells(_cell(self._grid, *place)) for place in places), default=0)

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The head and the rows around the cursor."""
        grid = self._grid
        if not grid.rows or not grid.columns:
            return told(self._empty, width)
        label = self._label(width)
        cell = min(self._cell_width, max(width - label - 4, 4))
        across = max((width - label - 4) // cell, 1)
        left = max(min(self.column - across // 2, len(grid.columns) - across), 0)
        shown = range(left, min(left + across, len(grid.columns)))
        room = max(height - 1, 1)
        top = max(min(self.row - room // 2, len(grid.rows) - room), 0)
        more = ("‹" if left else " ") + " " * label
        head = ((f" {more}  ", DIM), ("".join(fit(f" {place + 1}", cell) for place in shown), DIM))
        result: list[Line] = [head]
        for row in range(top, min(top + room, len(grid.rows))):
            here = row == self.row
            pieces: list[Piece] = [(" > " if here else "   ", STRONG)]
            pieces += [(fit(clean(grid.rows[row]), label), STRONG if here else PLAIN), (" ", PLAIN)]
            pieces += [self._piece(row, column, _cell(grid, row, column), cell) for column in shown]
            result.append(tuple(pieces))
        return result

    def _piece(self, row: int, column: int, text: str, width: int) -> Piece:
        if row == self.row and column == self.column:
            return fit(f"[{text}]", width), STRONG
        return fit(f" {text}", width), PLAIN if self._grid.counts[row][column] else DIM


def _cell(grid: Grid, row: int, column: int) -> str:
    count = grid.counts[row][column]
    return f"{count} {clean(grid.letters[row][column])}".rstrip() if count else "·"
