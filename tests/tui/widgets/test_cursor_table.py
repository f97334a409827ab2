"""The cursor of a table stays among its rows and in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from tui.text.content import Line
from tui.text.theme import PLAIN
from tui.widgets.cursor_table import CursorTable, first_seen


class Numbers(CursorTable[int]):
    def drawn(self, width: int) -> tuple[Sequence[Line], Callable[[int], Line]]:
        return [(("head", PLAIN),)], lambda place: (
            (f"{'>' if place == self.cursor else ' '}{self.rows[place]}", PLAIN),
        )


def shown(table: Numbers, height: int) -> str:
    return " ".join(text.strip() for line in table.lines(20, height) for text, _ in line)


def test_the_head_stays_and_the_rows_move_only_when_the_cursor_leaves_them() -> None:
    table = Numbers()
    table.show(range(20))
    assert shown(table, 8) == "head >0 1 2 3 4 5 6" and table.current == 0
    table.move(6)
    assert shown(table, 8) == "head 0 1 2 3 4 5 >6"
    table.move(1)
    assert shown(table, 8) == "head 4 5 6 >7 8 9 10"
    table.move(-1)
    assert shown(table, 8) == "head 4 5 >6 7 8 9 10"
    table.move(100)
    assert table.current == 19 and shown(table, 8).endswith("18 >19")
    assert shown(table, 1) == "head >19"


def test_a_table_begins_with_its_first_row_wherever_the_cursor_is_at_first() -> None:
    table = Numbers()
    table.show(range(20), 3)
    assert shown(table, 8) == "head 0 1 2 >3 4 5 6"


def test_the_cursor_goes_where_it_is_told_or_stays_where_it_can() -> None:
    table = Numbers()
    table.show(range(20), 15)
    assert table.current == 15
    table.show(range(30))
    assert table.current == 15
    table.show(range(4))
    assert table.current == 3 and shown(table, 8) == "head 0 1 2 >3"
    table.show((), empty="nothing here")
    assert table.current is None and shown(table, 8) == "nothing here"
    table.move(1)
    table.show(range(2))
    assert table.current == 0


@pytest.mark.parametrize(
    ("before", "cursor", "rows", "room", "first"),
    [
        (0, 3, 20, 8, 0),  # it is seen already
        (0, 8, 20, 8, 4),  # it left
        (9, 8, 20, 8, 4),
        (12, 19, 20, 8, 12),
        (12, 12, 14, 8, 6),  # rows have gone: no line stays empty
        (1, 3, 8, 8, 0),
        (12, 12, 20, 8, 12),  # the first and the last row at once are no reason to move
        (0, 4, 20, 6, 0),
        (0, 3, 20, 5, 1),  # of a few it is in the middle
        (0, 0, 20, 5, 0),
        (0, 0, 0, 8, 0),
    ],
)
def test_what_is_seen_first(before: int, cursor: int, rows: int, room: int, first: int) -> None:
    assert first_seen(before, cursor, rows, room) == first
