from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest

from core.errors import TamisError
from tests.tui.fake import MemoryReviewAdapter
from tests.tui.grid import grid, text
from tests.tui.idle import drop_cancelled
from tui.app import TamisApp


async def test_the_bundle_is_packed_after_a_yes_and_its_sum_is_said() -> None:
    workplace = MemoryReviewAdapter(5)
    app = TamisApp(workplace)
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.pause()
        await pilot.press("B")
        assert "To be written: /review-bundle.zip" in text(app)
        await pilot.press("n")
        assert "SHA-256" not in grid(app)[-2]
        await pilot.press("B", "y")
        await pilot.pause()
        assert "written: /review-bundle.zip · SHA-256 0f0f" in grid(app)[-2]
        workplace.report_broken = TamisError("a stage is blind")
        await pilot.press("B", "y")
        await pilot.pause()
        assert "a stage is blind" in grid(app)[-2]


async def test_import_proposes_what_lies_beside_the_review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "from the databases").mkdir()

    class Beside(MemoryReviewAdapter):
        def exports_beside(self) -> Path:
            return tmp_path / "from the databases"

    app = TamisApp(Beside(5))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("i")
        assert "files: from the databases" in grid(app)[-1]
        await pilot.press("escape")
        assert "next for you" in text(app)


async def test_a_stage_that_was_left_does_not_stay_in_memory() -> None:
    gc.freeze()  # what other tests have left is no part of this one, and is long to walk through
    app = TamisApp(MemoryReviewAdapter(5))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        left = weakref.ref(app.screen)
        assert left() is app.screen_stack[2]
        await pilot.press("q")
        for _ in range(3):
            for each in (app, *app.screen.walk_children(with_self=True)):
                each.call_later(lambda: None)  # the last message that a widget has read may hold the screen
            await pilot.pause()
            drop_cancelled()
            gc.collect()  # walks through what all tests of the process have left
            if left() is None:
                break
        assert len(app.screen_stack) == 2 and left() is None
