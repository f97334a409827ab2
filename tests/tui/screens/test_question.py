"""Before a stage is read for which something must be drawn, the app says what that is, and asks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from core.sampling.sample import PLACEHOLDER
from store.folder.review import Review
from tests.reviews import make_review, protocol, ris, run, run_json
from tests.tui.grid import grid, text
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp
from tui.screens.dashboard.screen import DashboardScreen
from tui.screens.question import QuestionScreen
from tui.screens.screening.screen import ScreeningScreen

STAGE = "title-abstract"
SIZES = pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 9)], ids=lambda size: f"{size[0]}x{size[1]}")


@asynccontextmanager
async def opened(
    folder: Path, role: str = "BO", *, stage: str | None = None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[None]]:
    with Review(folder, role=role) as review:
        app = TamisApp(DiskReview(review), stage=stage)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot


def drawn(folder: Path) -> list[int]:
    return [each["round"] for each in run_json(folder, "sample", STAGE)]


@SIZES
async def test_it_says_all_and_y_draws(tmp_path: Path, size: tuple[int, int]) -> None:
    folder = make_review(tmp_path / "r", records=23, coverage="20%")
    async with opened(folder, size=size) as pilot:
        await pilot.press("enter")
        seen = " ".join(text(pilot.app).split())
        for _ in range(8):
            await pilot.press("space")
            seen += " ".join(text(pilot.app).split())
        for words in ("5 of 23 records (20%)", "seed “a seed fixed beforehand”", "1 import not yet searched"):
            assert words in seen
        assert "y draw" in grid(pilot.app)[-1] and "other keys: no" in grid(pilot.app)[-1]
        assert drawn(folder) == []
        await pilot.press("y")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ScreeningScreen) and drawn(folder) == [1]


@pytest.mark.parametrize("key", ["enter", "n", "q", "escape", "x", "Y"])
@pytest.mark.parametrize("at_once", [True, False])
async def test_any_other_key_does_not(tmp_path: Path, key: str, at_once: bool) -> None:
    folder = make_review(tmp_path / "r", records=10, coverage="1/5")
    async with opened(folder, stage=STAGE if at_once else None) as pilot:
        if not at_once:
            await pilot.press("enter")
        assert isinstance(pilot.app.screen, QuestionScreen)
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(pilot.app.screen, DashboardScreen)
        assert "the sample has not been drawn yet" in grid(pilot.app)[-2] and "identified 10" in text(pilot.app)
    assert drawn(folder) == []


async def test_what_was_drawn_before_can_be_read_without_a_new_draw(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=10, coverage="1/5")
    run(folder, "sample", STAGE, "--draw", "--yes")
    (tmp_path / "more.ris").write_text(ris(range(30, 40)))
    run(folder, "import", str(tmp_path / "more.ris"), "--source", "Testbase", "--round", "new")
    async with opened(folder, stage=STAGE) as pilot:
        assert "search round 2: 2 of 10 records" in text(pilot.app)
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ScreeningScreen) and "0 of 2 " in grid(pilot.app)[0]
    assert drawn(folder) == [1]


async def test_the_first_reader_is_asked_for_a_planned_pilot_and_reads_nothing_before(tmp_path: Path) -> None:
    text_ = protocol("all").replace('kind = "screen"\n', 'kind = "screen"\npilot = 4\n')
    folder = make_review(tmp_path / "r", records=10, text=text_)
    async with opened(folder, "ANNA") as pilot:
        await pilot.press("enter")
        assert "pilot: 4 of 10 records (4/10)" in text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert "the pilot has not been drawn yet" in grid(pilot.app)[-2]
        await pilot.press("enter", "y")
        await pilot.pause()
        assert "pilot" in grid(pilot.app)[0]
    assert drawn(folder) == [0]


async def test_the_templates_seed_is_refused_with_its_line(tmp_path: Path) -> None:
    plan = protocol("1/5").replace("a seed fixed beforehand", PLACEHOLDER)
    folder = make_review(tmp_path / "r", records=10, text=plan)
    async with opened(folder) as pilot:
        await pilot.press("enter")
        line = plan.split("\n").index(f'seed = "{PLACEHOLDER}"') + 1
        assert f"protocol.toml, line {line}, sample.seed: write a seed" in grid(pilot.app)[-2]
    assert drawn(folder) == []


async def test_a_yes_that_comes_too_late_is_told(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=10, coverage="1/5")
    async with opened(folder) as pilot:
        await pilot.press("enter")
        run(folder, "sample", STAGE, "--draw", "--yes")
        await pilot.press("y")
        await pilot.pause()
        assert "drawn meanwhile" in grid(pilot.app)[-2] and drawn(folder) == [1]
