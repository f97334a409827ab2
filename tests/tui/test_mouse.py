"""The mouse, when asked for: on hints, on menus, on the rows of every table; never on words that are no key."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from core.screening.decision import Verdict
from tests.reviews import make_review, ris, run
from tests.tui.fake import MemoryReviewAdapter
from tests.tui.grid import grid
from tests.tui.screens.test_undoing import opened, settled, status
from tui.app import TamisApp
from tui.screens.base import TamisScreen


async def touch(pilot: Pilot[None], words: str, *, nth: int = 0) -> None:
    """Point at the middle of words, wherever on the screen they stand."""
    found = [(line.index(words), row) for row, line in enumerate(grid(pilot.app)) if words in line]
    assert len(found) > nth, (words, "\n".join(grid(pilot.app)))
    column, row = found[nth]
    await point(pilot, column + len(words) // 2, row)


async def point(pilot: Pilot[None], column: int, row: int) -> None:
    """Read what stands there, and point at it."""
    TamisScreen.clock.now += TamisScreen.clock.reading  # type: ignore[attr-defined]  # of the tests
    await pilot.click(offset=(column, row))
    await settled(pilot)


async def test_hints_and_menus_are_keys() -> None:
    desk = MemoryReviewAdapter(20)
    app = TamisApp(desk, stage="title-abstract")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await touch(pilot, "y include")
        assert [each.verdict for each in desk.desks["title-abstract"].decisions.values()] == [Verdict.INCLUDE]
        await touch(pilot, "n exclude")
        assert "why?" in "\n".join(grid(app)), "the menu has opened"
        menu = next(line for line in grid(app) if "why?" in line)
        assert "esc back" in menu or "esc back" in "\n".join(grid(app))
        await touch(pilot, f"1 {desk.protocol.stage('title-abstract').reasons[0].label[:12]}")
        said = list(desk.desks["title-abstract"].decisions.values())[-1]
        assert said.verdict is Verdict.EXCLUDE and said.reason
        await touch(pilot, "n exclude")
        await touch(pilot, "why?")
        assert len(desk.desks["title-abstract"].decisions) == 2, "a question is no key"
        await touch(pilot, "esc back")
        assert "y include" in grid(app)[-1]


async def test_rows_of_a_list_and_of_tables(tmp_path: Path) -> None:
    desk = MemoryReviewAdapter(20)
    app = TamisApp(desk, stage="title-abstract")
    async with app.run_test(size=(200, 50)) as pilot:
        await settled(pilot)
        line = next(row for row, text in enumerate(grid(app)) if text.startswith(">"))
        await point(pilot, 10, line + 3)
        assert status(pilot).startswith("4 of 20")
    folder = make_review(tmp_path / "r")
    for name in ("one", "two", "three"):
        file = tmp_path / f"{name}.ris"
        file.write_text(ris(range(2), prefix=name), encoding="utf-8")
        run(folder, "import", str(file), "--source", name.capitalize())
    async with opened(folder, None) as pilot:
        await pilot.press("s")
        await settled(pilot)
        await touch(pilot, "Three")
        assert next(line for line in grid(pilot.app) if line.startswith(" >")).split()[3] == "Three"
        await touch(pilot, "round")
        assert next(line for line in grid(pilot.app) if line.startswith(" >")).split()[3] == "One", "a heading: the top"
        await touch(pilot, "enter open")
        assert "Three" not in grid(pilot.app)[0]


async def test_the_palette_and_a_question(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=10, coverage="50%")
    async with opened(folder, None) as pilot:
        await pilot.press("ctrl+p")
        await settled(pilot)
        await touch(pilot, "sources —")
        assert grid(pilot.app)[0].strip().startswith("sources")


def places(line: str, width: int) -> list[int]:
    """Every third column where words stand and shortly behind them; few where nothing stands."""
    written = min(len(line) + 6, width)
    return [*range(0, written, 3), *range(written, width, 25), width - 1]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 50)], ids=str)
async def test_what_is_cut_or_written_is_no_key(tmp_path: Path, size: tuple[int, int]) -> None:
    desk = MemoryReviewAdapter(20)
    app = TamisApp(desk, stage="title-abstract")
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        for row in (0, size[1] - 2):
            for column in places(grid(app)[row], size[0]):
                await pilot.click(offset=(column, row))
        await pilot.press("t")
        await settled(pilot)
        await pilot.click(offset=(3, 3))
        await pilot.press(*"y n", "enter")
        await settled(pilot)
        assert [each.verdict for each in desk.desks["title-abstract"].decisions.values()] == [None]
