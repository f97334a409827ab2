"""Pictures of the two screens that stand two things side by side; look at the report before accepting a change."""

from __future__ import annotations

from tests.tui.fake import MemoryReviewAdapter
from tests.tui.screens.disagreements.test_screen import TWO_STAGES
from tests.tui.screens.duplicates.test_screen import BERG, PART_TWO
from tests.tui.test_snapshots import SIZES, Compare, keys
from tui.app import TamisApp


@SIZES
def test_duplicates(snap_compare: Compare, size: tuple[int, int]) -> None:
    app = TamisApp(MemoryReviewAdapter(428, records=[BERG, BERG, BERG, PART_TWO]), screen="duplicates")
    assert snap_compare(app, terminal_size=size, run_before=keys("y"))


@SIZES
def test_disagreements(snap_compare: Compare, size: tuple[int, int]) -> None:
    app = TamisApp(MemoryReviewAdapter(17, TWO_STAGES), screen="disagreements")
    assert snap_compare(app, terminal_size=size, run_before=keys("j", "2", "r", *"redesigned it with them", "enter"))
