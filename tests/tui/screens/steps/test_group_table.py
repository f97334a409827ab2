"""The groups of suggestions as a table, and where its cursor stays."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.tui.widgets.bench import drawn
from tui.screens.steps.group_table import GroupRow, GroupTable

ROWS = [
    GroupRow("editorial", "Editorial", 1204, 30, 2, 0),
    GroupRow("letter", "Letter [/] to the editor, of any length", 0, 0, 17, 3),
    GroupRow("note", "Note", 5, 5, 0, 0),
]


@pytest.mark.parametrize("width", [30, 55, 56, 90])
def test_as_it_was_looked_at(width: int, snapshot: SnapshotAssertion) -> None:
    table = GroupTable()
    table.show_groups(ROWS)
    table.move(1)
    assert drawn(table, width, 9) == snapshot


def test_the_cursor_stays_on_the_group_it_was_moved_to() -> None:
    table = GroupTable()
    assert table.value is None
    table.show_groups(ROWS)
    assert table.value == "editorial"
    table.show_groups(ROWS[::-1])
    assert table.value == "note", "nobody has moved it"
    table.move(1)
    table.show_groups([ROWS[1], ROWS[0]])
    assert table.value == "letter"
    table.move(1)
    table.show_groups(ROWS[1:])
    assert table.value == "letter", "its group is gone: the first one"
    table.show_groups(())
    assert table.value is None
    table.show_groups(ROWS)
    assert table.widest == 6 + len(ROWS[1].words) + 4 * 9
