"""The list of found records, and why a record is there, from each screen that shows one."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.folder.review import Review
from tests.reviews import make_review
from tests.store.numbers.test_strategy import review_of
from tests.tui.grid import text
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp

STAGES = {"screening": ("enter",), "records": ("v",)}


@pytest.mark.parametrize("keys", STAGES.values(), ids=STAGES)
async def test_v_on_a_record_says_which_lines_it_satisfies(tmp_path: Path, keys: tuple[str, ...]) -> None:
    with Review(review_of(tmp_path), role="ANNA") as review:
        app = TamisApp(DiskReview(review))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press(*keys)
            await pilot.pause()
            await pilot.press("v")
            await pilot.pause()
            assert "why this record is here" in text(app) and "Medline (it came from there): " in text(app)
            await pilot.press("q")
            await pilot.pause()
            assert "why this record is here" not in text(app)


async def test_v_where_there_is_no_record_says_so(tmp_path: Path) -> None:
    with Review(make_review(tmp_path / "review", records=0), role="ANNA") as review:
        app = TamisApp(DiskReview(review))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("enter")
            await pilot.pause()
            await pilot.press("v")
            await pilot.pause()
            assert app.return_code in (None, 0)
