from __future__ import annotations

from pathlib import Path

from textual.widgets import TextArea

from tests.charts import charting_review
from tests.tui.grid import grid, text
from tests.tui.screens.charting.test_screen import line_of, opened, status
from tui.dialogs.writing import WritingScreen
from tui.screens.charting.screen import ChartingScreen


async def test_long_text_and_evidence(tmp_path: Path) -> None:
    folder, _ = charting_review(tmp_path / "r", records=1)
    async with opened(folder, "ANNA") as pilot:
        await pilot.press("end", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WritingScreen)
        await pilot.press(*"one", "enter", *"two [/]", "escape")
        assert "esc again" in grid(pilot.app)[-2]
        await pilot.press("!", "ctrl+s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ChartingScreen)
        assert "one two [/]!" in line_of(pilot, "Findings")
        await pilot.press("e", *"as they say", "enter", "p", "7", "enter")
        assert "p. 7 “as they say”" in text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.screen.query_one(TextArea).text == "one\ntwo [/]!"
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("x")
        assert line_of(pilot, "Findings").rstrip().endswith("–") and status(pilot).startswith("Findings: left empty")


async def test_a_proposal_is_taken_and_a_choice_that_is_none_is_refused(tmp_path: Path) -> None:
    folder, _ = charting_review(tmp_path / "r", records=1)
    async with opened(folder, "ANNA") as pilot:
        for keys in (("4",), ("j", "j", "j", "4")):
            await pilot.press(*keys)
            assert status(pilot) == "there is no choice 4 here — enter writes an answer"
        await pilot.press("home", "a")
        assert "from the record" not in line_of(pilot, "First author") and "z undo" in status(pilot)
        await pilot.press("end", "a")
        assert status(pilot) == "the record proposes nothing here"
