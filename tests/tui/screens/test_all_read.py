"""That nothing is left is said in steps, charting and disagreements too, with the sitting and what comes next."""

from __future__ import annotations

from pathlib import Path

from tests.charts import ANSWERS, charting_review
from tests.reviews import decide_all, make_review, run
from tests.tui.fake import Clock
from tests.tui.grid import grid, text
from tests.tui.screens.test_undoing import STAGE, opened, settled, status, step_review
from tui.app import TamisApp
from tui.screens.charting.screen import ChartingScreen


def shown(app: object) -> str:
    assert isinstance(app, TamisApp)
    return " ".join(text(app).split())


async def test_a_step(tmp_path: Path, clock: Clock) -> None:
    folder = step_review(tmp_path / "r", editorials=5, others=2)
    clock.reading = 60
    async with opened(folder, "type") as pilot:
        await pilot.press("tab")
        assert status(pilot) == "7 left to read here before that"
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press(*"nnnnn")
        await settled(pilot)
        assert "All 5 read. This sitting 5 in 5 min, 60/h. k goes back" in shown(pilot.app)
        await pilot.press("q")
        await settled(pilot)
        await pilot.press("p", "p")
        await settled(pilot)
        assert status(pilot).startswith("passed on 2 records — z undo; all 7 decided · this sitting 7 in")
        await pilot.press("j")
        await pilot.press("k")
        await pilot.press("tab")
        await settled(pilot)
        await settled(pilot)
        assert grid(pilot.app)[0].strip().startswith("Title and abstract"), "what comes next"


async def test_disagreements(tmp_path: Path, clock: Clock) -> None:
    folder = make_review(tmp_path / "r", records=3)
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include") for n in range(3)])
    decide_all(folder, "BO", STAGE, [*[(f"T{n}", "exclude", "wrong-topic") for n in (0, 1)], ("T2", "include")])
    clock.reading = 30
    async with opened(folder, None) as pilot:
        await pilot.press("x")
        await settled(pilot)
        await pilot.press("enter")
        assert status(pilot) == "2 left to read here before that"
        await pilot.press("y", *"ok", "enter", "y", *"ok", "enter")
        await settled(pilot)
        assert "None of these waits any more. This sitting 2 in" in shown(pilot.app)
        assert "enter goes on to what comes next." in shown(pilot.app)
        await pilot.press("enter")
        await settled(pilot)
        await settled(pilot)
        assert grid(pilot.app)[0].strip().startswith("Full text")


async def test_charting(tmp_path: Path, clock: Clock) -> None:
    folder, studies = charting_review(tmp_path / "r", records=2)
    for study in studies:
        for item, answer in ANSWERS.items():
            run(folder, "chart", "set", "charting", study, item, answer, role="ANNA")
    clock.reading = 600
    async with opened(folder, "charting") as pilot:
        await settled(pilot)
        await pilot.press("c")
        await pilot.press("c")
        await settled(pilot)
        assert "Complete: 2 forms, all of this list. This sitting 2 in" in shown(pilot.app)
        assert "enter goes on to what comes next." in shown(pilot.app)
        await pilot.press("enter")
        await settled(pilot)
        assert not isinstance(pilot.app.screen, ChartingScreen), "what comes next: the search for duplicates"
