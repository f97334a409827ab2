from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from textual.worker import WorkerFailed

from core.errors import TamisError
from store.folder.review import Review
from tests.reviews import make_review, run, run_json
from tests.tui.grid import text
from tests.twins import twins
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp
from tui.screens.dashboard.screen import DashboardScreen
from tui.screens.duplicates.screen import DuplicatesScreen
from tui.screens.duplicates.search import SearchScreen


def unsearched(tmp_path: Path) -> Path:
    folder = make_review(tmp_path / "review")
    (tmp_path / "twins.ris").write_text(twins(4), encoding="utf-8")
    run(folder, "import", str(tmp_path / "twins.ris"), "--source", "Twinbase")
    return folder


async def test_what_was_not_searched_is_searched_from_the_dashboard_and_the_pairs_come_next(tmp_path: Path) -> None:
    folder = unsearched(tmp_path)
    with Review(folder, role="ANNA") as review:
        app = TamisApp(DiskReview(review))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await pilot.press("d")
            await pilot.pause()
            assert isinstance(app.screen, SearchScreen)
            assert "1 import with 8 records not yet searched" in text(app) and "y searches" in text(app)
            assert not run_json(folder, "dedup", "--pairs")
            await pilot.press("y")
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert isinstance(app.screen, DuplicatesScreen) and "1 of 4" in text(app)
            await pilot.press("q", "d")
            await pilot.pause()
            assert isinstance(app.screen, DuplicatesScreen), "what was searched is not asked about again"


async def test_a_search_that_is_stopped_writes_nothing(tmp_path: Path) -> None:
    folder = unsearched(tmp_path)
    with Review(folder, role="ANNA") as review:
        adapter = DiskReview(review)
        search = adapter.find_duplicates

        def stopped(progress: Callable[[int, int], None]) -> None:
            app.call_from_thread(app.screen.action_leave)  # type: ignore[attr-defined]
            search(progress)

        adapter.find_duplicates = stopped  # type: ignore[method-assign]
        app = TamisApp(adapter)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await pilot.press("d", "y")
            with suppress(WorkerFailed):
                await app.workers.wait_for_complete()
            await pilot.pause()
            assert isinstance(app.screen, DuplicatesScreen) and "No pair of records waits" in text(app)
    assert run_json(folder, "status")["imports_to_search"] == [1]


async def test_a_search_that_fails_says_why_and_leaves_all_as_it_was(tmp_path: Path) -> None:
    folder = unsearched(tmp_path)
    with Review(folder, role="ANNA") as review:
        adapter = DiskReview(review)

        def failing(progress: Callable[[int, int], None]) -> None:
            raise TamisError("the disk is full")

        adapter.find_duplicates = failing  # type: ignore[method-assign]
        app = TamisApp(adapter)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await pilot.press("d", "y")
            await pilot.pause()
            assert "the disk is full" in text(app) and isinstance(app.screen, SearchScreen)
            await pilot.press("q", "q")
            await pilot.pause()
            assert isinstance(app.screen, DashboardScreen)
