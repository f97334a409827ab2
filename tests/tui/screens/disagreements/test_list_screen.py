"""The list of disagreements: a letter a side, the cursor at the one in front, enter goes."""

from __future__ import annotations

from tests.tui.fake import MemoryReviewAdapter
from tests.tui.grid import grid
from tests.tui.screens.disagreements.test_screen import TWO_STAGES, opened


async def test_the_list_begins_at_the_one_in_front_and_goes_to_another() -> None:
    workplace = MemoryReviewAdapter(40, TWO_STAGES)
    async with opened(workplace) as (pilot, screen):
        await pilot.press("x", "g", *workplace.ids[11], "enter")
        await pilot.press("l")
        await pilot.pause()
        rows = grid(pilot.app)
        assert rows[0] == f" disagreements · {screen.session.stage.title} · 40 open"
        here = next(line for line in rows if line.startswith(" >"))
        assert here.split()[1:3] == ["12", "I?"] and len(rows[2]) <= 80
        await pilot.press("end", "k", "enter")
        await pilot.pause()
        assert "39 of 40 open" in grid(pilot.app)[0]
