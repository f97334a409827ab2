"""The comparison on its screen: combinations with quotes, gaps, other items, an empty review."""

from __future__ import annotations

from pathlib import Path

from tests.charts import charting_review, fill
from tests.reviews import run
from tests.tui.grid import grid, text
from tests.tui.screens.charting.test_screen import opened, status
from tests.tui.test_nasty import check


async def test_combinations_quotes_and_gaps(tmp_path: Path) -> None:
    folder, (first, *_) = charting_review(tmp_path / "r", "ANNA")
    fill(folder, "ANNA", roles="worker;leader", findings="found")
    quote = ("--quote", "they [/] led \x1b[2J it", "--page", "4")
    run(folder, "chart", "set", "charting", first, "roles", *quote, role="ANNA")
    async with opened(folder, "ANNA") as pilot:
        await pilot.press("m", "=")
        check(pilot.app)
        assert "2 with studies" in grid(pilot.app)[0] and "7 gaps" in grid(pilot.app)[0]
        assert "trial × worker" in text(pilot.app) and "p. 4 “they [/] led [2J it”" in text(pilot.app)
        await pilot.press("tab")
        assert status(pilot) == "no study gave these together"
        await pilot.press("enter")
        assert status(pilot) == "no study gave these together"
        await pilot.press("r", *["backspace"] * 20, *"country roles by design", "enter")
        assert "Norway × worker" in text(pilot.app) and "Design: trial 3" in text(pilot.app)
        await pilot.press("r", *["backspace"] * 40, *"country", "enter")
        assert "two items or more are compared" in status(pilot)
        await pilot.press("home", "enter")
        assert "3 of" not in grid(pilot.app)[0] and "Norway × worker" in grid(pilot.app)[0]


async def test_nothing_is_charted_yet(tmp_path: Path) -> None:
    folder, _ = charting_review(tmp_path / "r", "ANNA")
    async with opened(folder, "ANNA") as pilot:
        await pilot.press("=", "tab", "j", "end", "enter")
        assert "0 with studies" in grid(pilot.app)[0] and "9 gaps" in grid(pilot.app)[0]
