"""The order `likely first` on the screen: told once, never before the sample, and no key waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.decisions.access import decisions_of
from store.folder.review import Review
from tests.reviews import make_review, run, run_json
from tests.tui.grid import grid, text
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp
from tui.screens.screening.screen import ScreeningScreen

STAGE = "title-abstract"
TOPICS = ("harbour lantern meadow orchard pebble", "quarry ribbon saddle thimble willow")


def topical(count: int) -> str:
    """RIS records, of which each fourth is on another topic."""
    return "\n".join(
        f"TY  - JOUR\nTI  - Study number{n} on {TOPICS[n % 4 == 0]}\nAU  - Writer{n}, A\nPY  - {1980 + n % 40}\n"
        f"DO  - 10.5555/t.{n}\nAN  - T{n}\nAB  - Further words{n} of {TOPICS[n % 4 == 0]}.\nER  - \n"
        for n in range(count)
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    file = tmp_path / "topical.ris"
    file.write_text(topical(60), encoding="utf-8")
    folder = make_review(tmp_path / "review", coverage="20%")
    run(folder, "import", str(file), "--source", "Testbase")
    return folder


@asynccontextmanager
async def screening(folder: Path, role: str = "ANNA") -> AsyncIterator[tuple[Pilot[None], ScreeningScreen]]:
    with Review(folder, role=role) as review:
        app = TamisApp(DiskReview(review), stage=STAGE)
        async with app.run_test(size=(140, 24)) as pilot:
            await pilot.pause()
            if not isinstance(app.screen, ScreeningScreen):  # asked to draw the sample
                await pilot.press("y")
            assert isinstance(app.screen, ScreeningScreen)
            yield pilot, app.screen


async def learnt(screen: ScreeningScreen) -> None:
    """Wait until the order has been made anew."""
    while screen.likely._queue is None:
        await asyncio.sleep(0)


async def on(pilot: Pilot[None]) -> None:
    await pilot.press("s", "5")


async def test_told_once_then_the_likely_ones_come_first_and_each_decision_says_so(folder: Path) -> None:
    run(folder, "sample", STAGE, "--draw", "--yes", role="ANNA")
    samples = run(folder, "sample", STAGE, "--json").output
    async with screening(folder) as (pilot, screen):
        await on(pilot)
        assert "you still read every record" in text(pilot.app)
        await pilot.press("n")
        assert screen.session.order == "import"
        await on(pilot)
        await pilot.press("y")
        assert screen.session.order == "likely-first"
        while screen.session.progress.decided < 8:
            title = screen.session.record_at(screen.session.position).title
            await pilot.press("y" if TOPICS[1] in title else "n")
            if TOPICS[1] not in title:
                await pilot.press("1")
        await learnt(screen)
        for _ in range(6):
            here = screen.session.current
            assert here is not None
            known = screen.session.record(here).title
            await pilot.press("y" if TOPICS[1] in known else "n", *([] if TOPICS[1] in known else ["1"]))
            await learnt(screen)
        assert "likely first, 0 since the last include" in grid(pilot.app)[0]
        await pilot.press("n", "1")
        assert "likely first, 1 since the last include" in grid(pilot.app)[0]
        await pilot.press("z")
        assert "likely first, 0 since the last include" in grid(pilot.app)[0]
    rows = run_json(folder, "decisions", "export", "--stage", STAGE, "--reviewer", "ANNA", role="ANNA")
    assert len(rows) == 14
    with Review(folder, role="ANNA") as review:
        table = decisions_of(review, "ANNA", STAGE).tables["decisions"].values()
    orders = [each["order"] for each in table]
    assert orders[:2] == ["likely-first"] * 2 and orders[9:] == ["likely-first svm-1"] * 5
    assert {each["verdict"] for each in list(table)[9:]} == {"include"}
    assert run(folder, "sample", STAGE, "--json").output == samples
    async with screening(folder) as (pilot, screen):
        assert screen.likely.is_on and "likely first" in grid(pilot.app)[0]
        await pilot.press("s", "1")
        assert screen.session.order == "import"
        await on(pilot)
        assert screen.likely.is_on and not text(pilot.app).startswith(" likely first")


async def test_never_the_second_readers_and_never_before_the_sample(folder: Path) -> None:
    async with screening(folder) as (pilot, screen):
        pass
    run(folder, "sample", STAGE, "--draw", "--yes", role="ANNA")
    async with screening(folder, "BO") as (pilot, screen):
        await on(pilot)
        await pilot.press("y")
        assert screen.session.order == "random"
        assert "never the second reader's" in grid(pilot.app)[-2]


async def test_before_the_sample_is_drawn_it_is_refused(folder: Path) -> None:
    async with screening(folder) as (pilot, screen):
        await on(pilot)
        await pilot.press("y")
        assert screen.session.order == "import"
        assert "this order comes after the sample has been drawn" in grid(pilot.app)[-2]


async def test_what_is_in_front_stays_while_the_order_changes(folder: Path) -> None:
    run(folder, "sample", STAGE, "--draw", "--yes", role="ANNA")
    async with screening(folder) as (pilot, screen):
        await on(pilot)
        await pilot.press("y", "y", "n", "1")
        here = screen.session.current
        before = grid(pilot.app)
        await learnt(screen)
        await pilot.pause()
        assert grid(pilot.app) == before and screen.session.current == here
        await pilot.press("n", "1")
        assert here is not None and screen.session.decided(here)
        assert sorted(screen.session.queue) == sorted(screen.session.view)
        assert len(set(screen.session.queue)) == 60
