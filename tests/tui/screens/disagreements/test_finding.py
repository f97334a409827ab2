"""Disagreements are searched, by what was said too, and gone to by number or id."""

from __future__ import annotations

from tests.tui.fake import MemoryReviewAdapter
from tests.tui.grid import grid, text
from tests.tui.screens.disagreements.test_screen import TWO_STAGES, opened, status


async def test_search_and_go_to() -> None:
    workplace = MemoryReviewAdapter(40, TWO_STAGES)
    async with opened(workplace) as (pilot, screen):
        await pilot.press("g", "7", "enter")
        assert "7 of 40 open" in grid(pilot.app)[0]
        await pilot.press("g", *"999", "enter")
        assert status(pilot) == "no disagreement “999” in this list" and screen.session.position == 6
        await pilot.press("g", *workplace.ids[11], "enter")
        assert screen.session.position == 11
        await pilot.press("slash", *"note:nothing", "enter")
        assert "0 records with" in status(pilot) and screen.session.view == []
        await pilot.press("escape", "slash", *"note:workshops", "enter")
        assert len(screen.session.view) == 40 and "open /note:workshops" in grid(pilot.app)[0]
        word = screen.session.record(workplace.ids[0]).title.split()[0]
        await pilot.press("escape", "slash", *word, "enter")
        assert (f"|{word}|" in text(pilot.app) and "40 open" not in grid(pilot.app)[0]) or len(
            screen.session.view
        ) == 40
        await pilot.press("escape", "slash", *"labels:x", "enter")
        assert "no field “labels:”" in status(pilot)
        await pilot.press("escape")
        assert "40 open" in grid(pilot.app)[0] and "|" not in grid(pilot.app)[2]
