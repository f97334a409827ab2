"""The search strategy on the screen: its lines with what they find, what is wrong, key papers, blocks, a record."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.folder.review import Review
from tests.reviews import make_review, run
from tests.store.numbers.test_strategy import STRATEGY, review_of
from tests.tui.grid import grid, text
from tests.tui.test_snapshots import Compare
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp
from tui.screens.strategy.screen import StrategyScreen

ESCAPES = "\x1b[2J[red]\u202e"


@asynccontextmanager
async def on_sources(folder: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    with Review(folder, role="ANNA") as review:
        app = TamisApp(DiskReview(review))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press("s")
            await pilot.pause()
            yield pilot


async def opened(pilot: Pilot[None], *keys: str) -> str:
    await pilot.press("s")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return await pressed(pilot, *keys)


async def pressed(pilot: Pilot[None], *keys: str) -> str:
    await pilot.press(*keys)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return text(pilot.app)


def status(pilot: Pilot[None]) -> str:
    return grid(pilot.app)[-2].strip()


async def test_the_way_through(tmp_path: Path) -> None:
    async with on_sources(review_of(tmp_path)) as pilot:
        shown = await opened(pilot)
        assert isinstance(pilot.app.screen, StrategyScreen)
        assert "strategy · Medline (Ovid)" in shown and "6 lines" in shown and "finds 1 of 4" in shown
        rows = {line.split()[0].lstrip(">!"): line.split()[-3:] for line in grid(pilot.app)[3:9] for line in [line[2:]]}
        assert rows["3"] == ["2", "1", "0"] and rows["4"] == ["2", "–", "0"]
        assert status(pilot) == "line 1 finds 1, 0 alone, 3 undecidable, 0 included"
        await pressed(pilot, "end")
        assert status(pilot) == "line 6 finds 1, 1 undecidable, 0 included"
        assert "exp Peer Group/" in await pressed(pilot, "home", "enter") and "concept: Peer Group" in text(pilot.app)
        await pressed(pilot, "q", "j", "j", "w")
        assert "found by line 3 alone" in text(pilot.app) and "Lived experience in psychiatry" in text(pilot.app)
        assert "Medline (it came from there)" in await pressed(pilot, "v")
        assert "not found: line 5 does not fit it" in text(pilot.app) and "satisfies lines 3-4" in text(pilot.app)
        await pressed(pilot, "q", "q", "j", "w")
        assert status(pilot) == "line 4 combines others: it finds nothing alone"
        assert "found by line 4" in await pressed(pilot, "v")


async def test_a_fault_stands_beneath_the_line_with_its_column_and_advice(tmp_path: Path) -> None:
    damaged = STRATEGY.replace("(peer* adj3 support*)", "peer* adj3 (support* or help*)")
    async with on_sources(review_of(tmp_path, damaged)) as pilot:
        shown = await opened(pilot, "j")
        assert ">! " in shown and "column 1: “(” is missing before “peer*”" in shown


async def test_key_papers_are_found_or_lost_by_a_line(tmp_path: Path) -> None:
    async with on_sources(review_of(tmp_path)) as pilot:
        await opened(pilot, "K")
        shown = await pressed(pilot, *"10.5555/s.0 10.5555/s.3", "enter")
        assert "found: Peer support in wards" in shown and "lost by line 5: Lived experience" in shown
        await pressed(pilot, "q", "K", *"10.1/none", "enter")
        assert "no record of the review has the DOI or PMID 10.1/none" in text(pilot.app)
        assert "No record is included yet" in await pressed(pilot, "K", "enter")


async def test_blocks_are_proposed_as_the_plan_would_have_them(tmp_path: Path) -> None:
    review = review_of(tmp_path)
    async with on_sources(review) as pilot:
        shown = await opened(pilot, "B")
        assert "Peer Group, lines 1-3, finds 2 records" in shown and 'lines = "1-3"' in shown
    with (review / "protocol.toml").open("a", encoding="utf-8") as plan:
        plan.write('\n[[concept]]\nlabel = "peers"\nlines = "1-2"\n')
    run(review, "amend", "a block was missing", role="ANNA")
    async with on_sources(review) as pilot:
        shown = await opened(pilot, "B")
        assert "peers, lines 1-2" in shown and "These are the plan's own." in shown


async def test_an_import_without_a_strategy_says_so(tmp_path: Path) -> None:
    review = make_review(tmp_path / "review", records=2)
    async with on_sources(review) as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert "no search strategy was kept with it" in text(pilot.app)
        assert "No search strategy was kept." in await pressed(pilot, "q", "v", "v")


@pytest.mark.parametrize("size", [(80, 24), (200, 50), (20, 6)])
async def test_what_a_strategy_holds_moves_no_cursor(tmp_path: Path, size: tuple[int, int]) -> None:
    review = review_of(tmp_path, f"1. {ESCAPES}peer {'x' * 300}.ti.\n2. ((\n3. or/1-2{ESCAPES}\n4. 中文*.ab.\n")
    async with on_sources(review, size) as pilot:
        await opened(pilot)
        for keys in (["enter", "q"], ["j", "enter", "q"], ["B", "end", "q"], ["K", "enter", "q"], ["?", "q"], ["v"]):
            shown = await pressed(pilot, *keys)
            assert "\x1b" not in shown and "\u202e" not in shown


async def test_the_lines_are_looked_for_between_keys(tmp_path: Path) -> None:
    async with on_sources(review_of(tmp_path)) as pilot:
        await pilot.press("s", "q")  # left before it is there
        await pilot.pause()
        assert not isinstance(pilot.app.screen, StrategyScreen)
    run(tmp_path / "review", "check")


FOUR_SIZES = pytest.mark.parametrize(
    "size", [(40, 12), (80, 24), (120, 40), (200, 50)], ids=lambda size: f"{size[0]}x{size[1]}"
)


@FOUR_SIZES
def test_the_screen_at_four_sizes(snap_compare: Compare, tmp_path: Path, size: tuple[int, int]) -> None:
    """Look at the report before accepting a change."""
    damaged = STRATEGY.replace("(peer* adj3 support*)", "peer* adj3 (support* or help*)")

    async def opened_at_the_fault(pilot: Pilot[None]) -> None:
        await pilot.pause()
        await pilot.press("s")
        await pilot.pause()
        await opened(pilot, "j")

    with Review(review_of(tmp_path, damaged), role="ANNA") as review:
        assert snap_compare(TamisApp(DiskReview(review)), terminal_size=size, run_before=opened_at_the_fault)
