"""After the plan was changed the app asks why before anything is done; whoever does not know goes on all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

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


def change(folder: Path, old: str, new: str) -> None:
    plan = folder / "protocol.toml"
    assert old in plan.read_text()
    plan.write_text(plan.read_text().replace(old, new))


def decided(folder: Path) -> list[str]:
    exported = run(folder, "decisions", "export", "--stage", STAGE, role="BO").stdout.splitlines()[1:]
    return [each.partition(",")[0] for each in exported]


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    """Keys of somebody who has read what is shown."""
    for key in keys:
        pilot.app.screen.clock = lambda: 1e9  # type: ignore[attr-defined]
        await pilot.press(key)
        await pilot.pause()


async def test_the_first_act_after_a_change_is_not_saved_and_the_reason_asked(folder: Path) -> None:
    """What was shown was shown under the old plan; after the answer the work goes on under the new one."""
    run(folder, "amend", "it was so from the start", role="ANNA")
    async with opened(folder, stage=STAGE) as pilot:
        await pressed(pilot, "y")
        assert len(decided(folder)) == 1
        change(folder, "of its own", "of another kind")
        await pressed(pilot, "y")
        assert isinstance(pilot.app.screen, AmendmentScreen) and "of another kind" in text(pilot.app)
        assert len(decided(folder)) == 1 and len(reasons(folder)) == 2
        await pilot.press(*"too wide", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, DashboardScreen)
        assert "NOT SAVED: the plan was changed meanwhile" in text(pilot.app)
        await pressed(pilot, "enter")
        assert isinstance(pilot.app.screen, ScreeningScreen)
        await pressed(pilot, "z", "y", "y")
    assert reasons(folder)[1:] == ["it was so from the start", "too wide"] and len(decided(folder)) == 2


@pytest.mark.parametrize("key", ["z", "Z"])
async def test_taking_back_is_an_act_too(folder: Path, key: str) -> None:
    run(folder, "amend", "so", role="ANNA")
    async with opened(folder, stage=STAGE) as pilot:
        await pressed(pilot, "y", *["z"] * (key == "Z"))
        before = decided(folder)
        change(folder, "of its own", "of another kind")
        await pressed(pilot, key)
        assert isinstance(pilot.app.screen, AmendmentScreen) and decided(folder) == before


async def test_from_the_dashboard_it_is_asked_before_anything_is_opened(folder: Path) -> None:
    run(folder, "amend", "so", role="ANNA")
    async with opened(folder) as pilot:
        change(folder, 'title = "A review for tests"', 'title = "Another review"')
        await pressed(pilot, "down", "?", "q")
        assert isinstance(pilot.app.screen, DashboardScreen)
        await pressed(pilot, "s")
        assert isinstance(pilot.app.screen, AmendmentScreen) and "Another review" in text(pilot.app)
        await pressed(pilot, "escape")
        assert not isinstance(pilot.app.screen, AmendmentScreen | DashboardScreen), "later; it goes on all the same"
        await pressed(pilot, "q")
        assert "· Another review" in text(pilot.app)
        await pressed(pilot, "enter")
        assert isinstance(pilot.app.screen, ScreeningScreen), "asked once"


async def test_a_change_that_somebody_explained_is_taken_and_not_asked_about(folder: Path) -> None:
    run(folder, "amend", "so", role="ANNA")
    async with opened(folder, stage=STAGE) as pilot:
        change(folder, "of its own", "of another kind")
        run(folder, "amend", "the pilot", role="ANNA")
        await pressed(pilot, "y")
        assert isinstance(pilot.app.screen, DashboardScreen) and "plan was changed" in text(pilot.app)
        await pressed(pilot, "enter", "y")
    assert reasons(folder)[1:] == ["so", "the pilot"] and len(decided(folder)) == 1


@pytest.mark.parametrize("edited", ["[review", "", None])
async def test_while_the_file_is_no_plan_the_one_in_force_goes_on(folder: Path, edited: str | None) -> None:
    run(folder, "amend", "so", role="ANNA")
    async with opened(folder, stage=STAGE) as pilot:
        plan = folder / "protocol.toml"
        before = plan.read_text()
        plan.unlink() if edited is None else plan.write_text(edited)
        await pressed(pilot, "y")
        assert isinstance(pilot.app.screen, ScreeningScreen)
        plan.write_text(before)
    assert len(decided(folder)) == 1 and len(reasons(folder)) == 2


async def test_whoever_is_in_the_new_plan_no_more_is_told_and_saves_nothing(folder: Path) -> None:
    run(folder, "amend", "so", role="ANNA")
    async with opened(folder, stage=STAGE) as pilot:
        change(folder, '"BO"', '"BEA"')
        await pressed(pilot, "y")
        assert isinstance(pilot.app.screen, DashboardScreen) and "no reviewer “BO”" in text(pilot.app)
        await pressed(pilot, "enter", "y")
    assert not list(folder.glob("people/BO/*.1")) and len(reasons(folder)) == 2
