from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.numbers.test_strategy import found_in
from tui.screens.strategy.line_table import LineTable


@pytest.mark.parametrize(
    ("width", "counts"),
    [
        (40, "finds"),
        (55, "finds"),
        (56, "finds only included"),
        (89, "finds only included"),
        (90, "finds only included open"),
        (119, "finds only included open"),
        (120, "finds only included open alone incl."),
        (200, "finds only included open alone incl."),
    ],
)
def test_counts_give_way_from_the_right(tmp_path: Path, width: int, counts: str) -> None:
    found, _ = found_in(tmp_path)
    table = LineTable()
    table.rows = found.lines
    lines = ["".join(text for text, _ in line) for line in table.lines(width, 10)]
    assert lines[0].split()[2:] == counts.split() and len(lines) == 7
    assert all(len(line) <= width for line in lines)


def test_the_cursor_stays_among_the_lines_and_in_sight(tmp_path: Path) -> None:
    found, _ = found_in(tmp_path)
    table = LineTable()
    table.rows = found.lines
    table.move(100)
    shown = ["".join(text for text, _ in line) for line in table.lines(80, 4)]
    assert [line[:8].split()[-1] for line in shown[1:]] == ["4", "5", "6"] and shown[-1].startswith(">")
    table.move(-100)
    assert table.current is found.lines[0]
