from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from tests.tui.grid import grid
from tui.screens.start.labelled_lines import LabelledLines

ROWS = [("title", "A [b]title", "enter writes it"), ("plan", "many words " * 12, "←/→ others")]


class TableApp(App[None]):
    def compose(self) -> ComposeResult:
        yield LabelledLines()

    def on_mount(self) -> None:
        lines = self.query_one(LabelledLines)
        lines.below = ["", "seen lately", "1 x"]
        self.call_after_refresh(lines.show, ROWS, 1)


@pytest.mark.parametrize("width", [30, 60, 80, 200])
async def test_values_come_before_hints_and_the_cursor_has_its_hint_where_there_is_room(width: int) -> None:
    app = TableApp()
    async with app.run_test(size=(width, 8)) as pilot:
        await pilot.pause()
        lines = grid(app)
        assert lines[0].startswith("   title  A [b]title") and lines[1].startswith(" > plan")
        assert ("others" in lines[1]) == (width >= 60) and ("enter writes it" in lines[0]) == (width >= 60)
        assert lines[3:5] == ["   seen lately", "   1 x"] and all(len(line) <= width for line in lines)
