"""Searches are kept by name, over sessions."""

from __future__ import annotations

from pathlib import Path

from tests.tui.grid import grid, text
from tests.tui.screens.test_undoing import STAGE, opened, settled, status


async def test_searches_are_kept_by_name_over_sessions(twelve: Path, config: Path) -> None:
    async with opened(twelve, STAGE) as pilot:
        await pilot.press("F")
        assert status(pilot).startswith("no search is kept")
        await pilot.press("slash", *"lantern or meadow", "enter", "F", "k", *"lamps [/] 1", "enter")
        assert status(pilot) == "“lantern or meadow” is kept as “lamps [/] 1”"
    async with opened(twelve, STAGE) as pilot:
        await pilot.press("F")
        assert "1 lamps [/] 1" in text(pilot.app)
        await pilot.press("1")
        await settled(pilot)
        assert "/lantern or meadow" in grid(pilot.app)[0]
        await pilot.press("F", "d", *"nothing", "enter")
        assert status(pilot) == "no search is kept as “nothing”"
        await pilot.press("F", "d", *"lamps [/] 1", "enter", "escape", "F")
        assert status(pilot).startswith("no search is kept")
        (config / "searches.toml").write_text("a = 1\n")
        await pilot.press("F")
        assert "each line is a name and a search" in status(pilot)
