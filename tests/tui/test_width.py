"""A wide terminal is used: of a full screen at least four columns in five hold something."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App

from core.screening.decision import Decision, Verdict
from store.folder.review import Review
from tests.reviews import record_ids, run
from tests.tui.fake import MemoryReviewAdapter
from tests.tui.grid import grid, text
from tests.tui.test_every_screen import read_by_both
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp

WIDE = pytest.mark.parametrize("size", [(120, 40), (200, 50)], ids=lambda size: f"{size[0]}")
LEAST = 0.8
BARS = 2
"""Lines above the body, and below it, that are bars of the whole width."""


def used(app: App[None]) -> float:
    """The share of the columns in which something stands, thin lines apart, in the body of the screen."""
    lines = [line for line in grid(app)[BARS : -BARS - 1] if set(line) != {"─"}]
    columns = {place for line in lines for place, letter in enumerate(line) if letter != " "}
    return len(columns) / app.size.width


@WIDE
@pytest.mark.parametrize("stage", [None, "title-abstract", "full-text"])
async def test_dashboard_and_reading(stage: str | None, size: tuple[int, int]) -> None:
    workplace = MemoryReviewAdapter(1000)
    for desk in workplace.desks.values():
        desk.decisions = {each: Decision(record=each, verdict=Verdict.INCLUDE) for each in workplace.ids[:900]}
    app = TamisApp(workplace, stage=stage)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        if stage:
            await pilot.press("y")
        assert used(app) >= LEAST, (used(app), "\n".join(grid(app)))


@WIDE
async def test_records_behind_a_number_and_the_help(size: tuple[int, int]) -> None:
    app = TamisApp(MemoryReviewAdapter(1000), stage=None)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("v")
        assert used(app) >= LEAST, "\n".join(grid(app))
    app = TamisApp(MemoryReviewAdapter(1000), stage="title-abstract")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("?")
        assert used(app) >= LEAST, "\n".join(grid(app))


@WIDE
@pytest.mark.parametrize("keys", ["d", "x", "r"], ids=["pair", "sides", "report"])
async def test_what_stands_side_by_side(keys: str, size: tuple[int, int], tmp_path: Path) -> None:
    """Both records of a pair, both sides of a disagreement, the report's parts."""
    folder = read_by_both(tmp_path / "r")
    first, second, *_ = record_ids(folder)
    run(folder, "dedup", "--not-same", first, second, role="ANNA")
    with Review(folder, role="ANNA") as review:
        app = TamisApp(DiskReview(review))
        async with app.run_test(size=size) as pilot:
            for key in ("", *keys):
                await pilot.press(*key)
                await pilot.pause()
                await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert used(app) >= LEAST, (used(app), "\n".join(grid(app)))


@pytest.mark.parametrize("width", [120, 200])
async def test_the_criteria_beside_the_record_and_help_in_columns(width: int) -> None:
    app = TamisApp(MemoryReviewAdapter(1000), stage="title-abstract")
    async with app.run_test(size=(width, 40)) as pilot:
        await pilot.pause()
        assert "reasons to exclude" in text(app), "the criteria stand beside the record"
        await pilot.press("?")
        assert used(app) >= LEAST, "\n".join(grid(app))
