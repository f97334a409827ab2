"""After the plan was changed the app asks why before anything is done; whoever does not know goes on all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.acts.amendments import amendments
from store.folder.review import Review
from tests.reviews import make_review, run
from tests.tui.grid import grid, text
from tests.tui.screens.test_question import opened
from tui.screens.amendment import AmendmentScreen
from tui.screens.dashboard.screen import DashboardScreen
from tui.screens.screening.screen import ScreeningScreen

STAGE = "title-abstract"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A review whose plan was changed and not used since, by a line that no terminal should get as it is."""
    folder = make_review(tmp_path / "review", records=3)
    plan = folder / "protocol.toml"
    plan.write_text(plan.read_text().replace("Another topic", "A topic\u202e [/] of its own"))
    return folder


def reasons(folder: Path) -> list[str]:
    with Review(folder) as review:
        return [each.why for each in amendments(review)]


@pytest.mark.parametrize("size", [(80, 24), (40, 9)])
@pytest.mark.parametrize("stage", [STAGE, None])
async def test_it_shows_the_change_and_keeps_the_reason(folder: Path, size: tuple[int, int], stage: str | None) -> None:
    async with opened(folder, stage=stage, size=size) as pilot:
        assert isinstance(pilot.app.screen, AmendmentScreen)
        shown = ""
        for _ in range(6):
            shown += text(pilot.app)
            await pilot.press("down")
        assert "+ " in shown and "[/]" in shown and "\u202e" not in shown and "why:" in grid(pilot.app)[-1]
        await pilot.press(*"too wide", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, DashboardScreen if stage is None else ScreeningScreen)
        assert "identified 3" in text(pilot.app) or stage or size != (80, 24)
    assert reasons(folder) == ["", "too wide"]
    async with opened(folder) as pilot:
        assert isinstance(pilot.app.screen, DashboardScreen), "it is asked once"


@pytest.mark.parametrize("keys", [("escape",), ("enter",), ("space", "enter")])
async def test_who_does_not_know_goes_on_and_is_asked_again(folder: Path, keys: tuple[str, ...]) -> None:
    async with opened(folder, stage=STAGE) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert isinstance(pilot.app.screen, ScreeningScreen)
        pilot.app.screen.clock = lambda: 1e9  # type: ignore[attr-defined]  # as if it had been read
        await pilot.press("y")
    assert set(reasons(folder)) == {""}
    async with opened(folder) as pilot:
        assert isinstance(pilot.app.screen, AmendmentScreen)


async def test_what_could_not_be_saved_is_said_and_the_words_stay(folder: Path) -> None:
    async with opened(folder) as pilot:
        journal = folder / "people" / "BO"
        assert not journal.exists(), "nothing was written before the answer"
        journal.write_text("no folder")
        await pilot.press(*"too wide", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AmendmentScreen) and "NOT SAVED" in text(pilot.app)
        assert "too wide" in grid(pilot.app)[-1]
        journal.unlink()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, DashboardScreen)
    assert reasons(folder) == ["", "too wide"]


async def test_a_plan_that_was_not_changed_is_not_asked_about(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    async with opened(folder) as pilot:
        assert isinstance(pilot.app.screen, DashboardScreen)
    plan = folder / "protocol.toml"
    plan.write_text(plan.read_text().replace("Another topic", "A topic of its own"))
    run(folder, "amend", "too wide")
    async with opened(folder) as pilot:
        assert isinstance(pilot.app.screen, DashboardScreen)
