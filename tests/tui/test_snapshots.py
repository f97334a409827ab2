"""Pictures of the main screens; look at the report before accepting a change (pytest --snapshot-update)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.fake import MemoryReviewAdapter
from tui.app import TamisApp

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
Compare = Callable[..., bool]


def keys(*pressed: str) -> Callable[[Pilot[Any]], Any]:
    async def press(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        await pilot.press(*pressed)
        await pilot.pause()

    return press


@SIZES
def test_dashboard(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(TamisApp(MemoryReviewAdapter(13178)), terminal_size=size, run_before=keys("j"))


@SIZES
def test_screening(snap_compare: Compare, size: tuple[int, int]) -> None:
    app = TamisApp(MemoryReviewAdapter(13178), stage="title-abstract")
    assert snap_compare(app, terminal_size=size, run_before=keys("y", "m", "n", "2"))


@SIZES
def test_choosing_a_reason(snap_compare: Compare, size: tuple[int, int]) -> None:
    app = TamisApp(MemoryReviewAdapter(13178), stage="title-abstract")
    assert snap_compare(app, terminal_size=size, run_before=keys("y", "n"))


@SIZES
def test_help(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(
        TamisApp(MemoryReviewAdapter(20), stage="title-abstract"), terminal_size=size, run_before=keys("?")
    )
