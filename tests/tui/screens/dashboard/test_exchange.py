"""The key that exchanges: beside the app, with a notice, and with advice where git would ask for something."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from core.errors import TamisError
from store.exchange.share import Sent, Shared
from store.exchange.take import Taken
from store.folder.people import PEOPLE
from store.folder.review import Review
from tests.remotes import Sharing
from tests.reviews import ris
from tests.tui.fake import MemoryReviewAdapter
from tests.tui.grid import grid, text
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp
from tui.screens.dashboard.exchange import beside


class Slow(MemoryReviewAdapter):
    """A review whose exchange ends when the test lets it."""

    def __init__(self, records: int) -> None:
        super().__init__(records)
        self.go_on, self.asked = threading.Event(), 0

    def exchange(self) -> Shared:
        self.asked += 1
        self.go_on.wait(20)
        return Shared("/r.git", (Sent("KBAA", "people/KBAA/acts.jsonl", 2),), Taken((), (), (), (), (), 0))


async def test_the_exchange_goes_on_beside_and_ends_in_a_notice() -> None:
    workplace = Slow(20)
    app = TamisApp(workplace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("e", "e")
        assert "exchanging with the other machines" in grid(app)[-2]
        await pilot.press("enter", "y")  # one reads meanwhile
        assert "exchang" not in text(app)
        workplace.go_on.set()
        await app.workers.wait_for_complete()
        await pilot.press("q")
        await pilot.pause()
        assert "exchanged: nothing is new; sent of KBAA: 2 lines in 1 file" in grid(app)[-2]
        assert workplace.asked == 1


async def test_what_hinders_it_is_said_with_what_to_do() -> None:
    class Asking(MemoryReviewAdapter):
        def exchange(self) -> Shared:
            raise TamisError("it asks for a password", advice="Run “tamis share” in a terminal, and answer there.")

    app = TamisApp(Asking(5))
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        await pilot.press("e")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "it asks for a password. Run “tamis share” in a terminal" in grid(app)[-2]


async def test_work_beside_gives_its_result_or_its_error() -> None:
    def broken() -> int:
        raise ValueError("no")

    assert await beside(lambda: 3) == 3
    with pytest.raises(ValueError, match="no"):
        await beside(broken)


async def test_what_came_is_counted_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the disk: BO's app takes what ANNA has imported, and says what is on this machine only."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    team = Sharing(tmp_path)
    (tmp_path / "a.ris").write_text(ris(range(6)))
    team.do("ANNA", "import", str(tmp_path / "a.ris"), "--source", "Base")
    team.share("ANNA")
    with Review(team.folders["BO"], role="BO") as review:
        app = TamisApp(DiskReview(review))
        async with app.run_test(size=(100, 24)) as pilot:
            await pilot.pause()
            await pilot.press("e")
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert "exchanged: ANNA: Base, search round 1: 6 new" in grid(app)[-2]
            assert "identified 6" in text(app) and (team.folders["BO"] / PEOPLE / "ANNA").is_dir()
