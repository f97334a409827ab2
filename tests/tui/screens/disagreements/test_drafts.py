"""What was written for a disagreement stays with its record, until it has been said."""

from __future__ import annotations

from tests.tui.fake import MemoryReviewAdapter
from tests.tui.screens.disagreements.test_screen import TWO_STAGES, opened


async def test_a_rationale_and_ticks_stay_with_their_record_until_it_is_resolved() -> None:
    async with opened(MemoryReviewAdapter(40, TWO_STAGES)) as (pilot, screen):
        drafts, first = screen._drafts, screen.session.current
        await pilot.press("r", *"why", "enter")
        assert drafts.rationale == "why" and drafts.ticked == ()
        await pilot.press("j")
        assert screen.session.current != first and drafts.rationale == ""
        await pilot.press("k")
        assert screen.session.current == first and drafts.rationale == "why"
        await pilot.press("y")
        assert first is not None and first.record not in drafts.rationales
        await pilot.press("z")
        assert screen.session.current == first
