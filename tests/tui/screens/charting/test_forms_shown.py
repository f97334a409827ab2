from __future__ import annotations

from pathlib import Path

from tests.charts import charting_review, fill_in
from tests.tui.grid import grid, text
from tests.tui.screens.charting.test_screen import opened, status


async def test_open_forms_alone(tmp_path: Path) -> None:
    folder, studies = charting_review(tmp_path / "r")
    fill_in(folder, studies[1], "ANNA")
    async with opened(folder, "ANNA") as pilot:
        await pilot.press("f")
        assert "a all 3  o open 2  c complete 1" in text(pilot.app)
        await pilot.press("o")
        assert "study 1 of 2 open" in grid(pilot.app)[0]
        await pilot.press("f", "c")
        assert "study 1 of 1 complete" in grid(pilot.app)[0]
        await pilot.press("c", "f", "c")
        assert "No form is complete; f shows others." in text(pilot.app)


async def test_a_study_is_gone_to_by_its_number_or_its_id(tmp_path: Path) -> None:
    folder, studies = charting_review(tmp_path / "r")
    async with opened(folder, "ANNA") as pilot:
        for written, place in (("3", "study 3 of 3"), (studies[1], "study 2 of 3"), ("4", "study 2 of 3")):
            await pilot.press("g", *written, "enter")
            assert place in grid(pilot.app)[0], written
        assert status(pilot) == "there is no study “4” here"
