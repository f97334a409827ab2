"""What a search shows: marked words, fields of what was said, searches kept by name, one verdict on all of it."""

from __future__ import annotations

from pathlib import Path

from tests.reviews import record_ids, run
from tests.tui.grid import grid, text
from tests.tui.screens.test_undoing import STAGE, opened, settled, status


async def test_found_words_are_marked_and_esc_clears(twelve: Path) -> None:
    async with opened(twelve, STAGE) as pilot:
        await pilot.press("slash", *"lant not meadow", "enter")
        await settled(pilot)
        assert "|lant|ern" in text(pilot.app) and "/lant not meadow" in grid(pilot.app)[0]
        await pilot.press("escape")
        await settled(pilot)
        assert "|lant|" not in text(pilot.app) and grid(pilot.app)[0].rstrip().endswith("all")
        assert status(pilot) == "all records are shown again"
        await pilot.press("escape")
        assert status(pilot) == "all records are shown"


async def test_what_was_said_is_searched_and_a_field_that_is_none_is_named(twelve: Path) -> None:
    first, second, *_ = record_ids(twelve)
    run(twelve, "decide", STAGE, first, "exclude", "--reason", "wrong-topic", "--note", "Müller says", role="ANNA")
    run(twelve, "decide", STAGE, second, "include", role="ANNA")
    async with opened(twelve, STAGE) as pilot:
        for typed, shown in (
            ("note:muller", 1),
            ("reason:topic", 1),
            ("decided:excluded or decided:included", 2),
            ("decided:undecided", 10),
            ("label:x", 0),
        ):
            await pilot.press("slash", *typed, "enter")
            await settled(pilot)
            assert len(pilot.app.screen.session.view) == shown, typed  # type: ignore[attr-defined]
            await pilot.press("escape")
        await pilot.press("slash", *"auther:jan")
        await settled(pilot)
        assert "no field “auther:” – there are year, journal, author" in text(pilot.app)
