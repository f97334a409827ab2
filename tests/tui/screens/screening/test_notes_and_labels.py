from __future__ import annotations

from tests.tui.fake import MemoryReviewAdapter
from tests.tui.grid import grid, text
from tests.tui.screens.screening.test_screen import opened, status


async def test_labels() -> None:
    workplace = MemoryReviewAdapter(3)
    async with opened(workplace) as (pilot, _screen):
        await pilot.press("l", *"pilot", "enter")
        assert "labels: pilot" in text(pilot.app)
        await pilot.press("l", "1")
        assert "labels: pilot" not in text(pilot.app) and "taken off" in status(pilot)


async def test_letters_go_to_the_line_while_one_is_written() -> None:
    workplace = MemoryReviewAdapter(3)
    async with opened(workplace) as (pilot, _screen):
        await pilot.press("t", *"yes", "backspace", *" n q z", "tab", "ctrl+z", "enter")
        assert [(each.note, each.verdict) for each, _spent in workplace.desk.saves] == [("ye n q z", None)]
        assert "! ye n q z" in text(pilot.app) and grid(pilot.app)[2].startswith("> !")
        await pilot.press("t", *"more", "escape")
        assert len(workplace.desk.saves) == 1
        await pilot.press("y")
        assert workplace.desk.decisions[workplace.ids[0]].note == "ye n q z"
