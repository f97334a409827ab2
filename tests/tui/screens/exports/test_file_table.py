from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from tests.tui.grid import grid
from tests.tui.words.test_exports import ROW
from tui.screens.exports.file_table import FileTable


class TableApp(App[None]):
    def compose(self) -> ComposeResult:
        yield FileTable()

    def on_mount(self) -> None:
        self.call_after_refresh(self.query_one(FileTable).show, [ROW] * 30, 15)


async def test_each_column_is_as_wide_as_its_own_longest_cell() -> None:
    row = ("!", "a.ris", "A long name of a source", "why", "1", "2")
    app = TableApp()
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        table = app.query_one(FileTable)
        table.show([row], 0)
        await pilot.pause()
        file, source, why = table._widths(80)
        assert source > file > 0 and source > why > 0
        assert "A long name of a source" in grid(app)[1]


@pytest.mark.parametrize("width", [40, 60, 75, 76, 80, 120, 200])
async def test_names_give_way_before_numbers_and_what_does_not_fit_is_counted(width: int) -> None:
    app = TableApp()
    async with app.run_test(size=(width, 12)) as pilot:
        await pilot.pause()
        lines = grid(app)
        assert lines[0].endswith("known") and all(len(line) <= width for line in lines)
        assert [line for line in lines if line.startswith(">!") and line.endswith("1,300      12")]
        assert any("▲" in line for line in lines) and any("▼" in line for line in lines)
        assert any("header" in line for line in lines) == (width >= 76)
