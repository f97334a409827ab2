"""Answers crossed, at several sizes: what of them is seen, as it was looked at."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.tui.widgets.bench import drawn, shown
from tui.screens.charting.map_grid import Grid, MapGrid

ROWS = tuple(f"row {number}" for number in range(7))
GRID = Grid(
    ROWS,
    tuple(f"column {number}" for number in range(9)),
    [[(row * column) % 4 * (1 + 10 * (row == 5)) for column in range(9)] for row in range(7)],
    [["ab" if row == column else "" for column in range(9)] for row in range(7)],
)


@pytest.mark.parametrize(("width", "height"), [(30, 4), (60, 9), (12, 3)])
def test_what_is_seen_around_the_cursor_as_it_was_looked_at(
    width: int, height: int, snapshot: SnapshotAssertion
) -> None:
    grid, told = MapGrid(), []
    grid.show(GRID, "nothing")
    for rows, columns in ((0, 0), (1, 1), (2, 3), (99, 99), (-1, -2), (-99, -99)):
        grid.move(rows, columns)
        told.append(f"-- {grid.row}, {grid.column}\n{drawn(grid, width, height)}")
    assert "\n".join(told) == snapshot


async def test_how_wide_it_is_and_what_is_told_of_none() -> None:
    grid = MapGrid()
    async with shown(grid, 60, 9):
        assert grid.widest == 60
        grid.show(GRID, "")
        assert grid.widest == 4 + 5 + 9 * (3 + 5)
        grid.move(5, 7)
        grid.show(Grid(("a" * 40,), ("c", "d"), [[1, 0]], [["", ""]]), "")
        assert (grid.row, grid.column, grid.widest) == (0, 1, 3 * 20)
        grid.show(Grid(ROWS, (), [], []), "nothing [/] here")
        assert (grid.column, drawn(grid)) == (0, " nothing [/] here")
        grid.show(Grid((), (), (), ()), "none")
        assert drawn(grid) == " none"
