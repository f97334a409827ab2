"""Pictures of the main screens; look at the report before accepting a change (pytest --snapshot-update)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from core.protocol.template import people, template
from sample_data import build
from store.folder.review import Review
from store.work.outside.exports_beside import ExportsBeside
from tests.reviews import make_review, ris
from tests.tui.fake import PROTOCOL, MemoryReviewAdapter
from tests.tui.grid import text
from tui.adapter.beginning import Beginning
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp
from tui.screens.start.screen import StartScreen
from tui.screens.start.who import WhoScreen
from tui.settings.reviews import SeenReview
from tui.start_app import StartApp

SIZES = pytest.mark.parametrize(
    "size", [(60, 20), (80, 24), (120, 40), (200, 50)], ids=lambda size: f"{size[0]}x{size[1]}"
)
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


@SIZES
def test_all_read(snap_compare: Compare, size: tuple[int, int]) -> None:
    app = TamisApp(MemoryReviewAdapter(2), stage="title-abstract")
    assert snap_compare(app, terminal_size=size, run_before=keys("y", "m"))


@SIZES
def test_a_new_review(snap_compare: Compare, size: tuple[int, int]) -> None:
    beginning = Beginning(
        folder=Path("/reviews/peer-support"),
        title="Peer support",
        seed="10.1371/journal.pone.0248558",
        readers=tuple(people(template("blank"))),
        who="first",
        exports=ExportsBeside(Path("/reviews/exports"), 10),
    )
    seen = [SeenReview(folder="/reviews/sieve", title="A review of sieves")]
    app = StartApp(lambda settings: StartScreen(beginning, seen, settings))
    assert snap_compare(app, terminal_size=size, run_before=keys("tab"))


@SIZES
def test_who(snap_compare: Compare, size: tuple[int, int]) -> None:
    app = StartApp(lambda settings: WhoScreen(PROTOCOL.title, PROTOCOL.reviewers, settings))
    assert snap_compare(app, terminal_size=size, run_before=keys("j"))


@pytest.mark.slow
@SIZES
def test_a_folder_of_exports(
    snap_compare: Compare, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    exports = Path("exports")
    exports.mkdir()
    for name in ("medline", "scopus", "web-of-science", "google-scholar"):
        shutil.copy(build.shipped() / f"{name}.ris", exports)
    (exports / "export (3).ris").write_text(ris(range(42)))
    (exports / "notes.txt").write_text("a shopping list\n")
    with Review(make_review(tmp_path / "review"), role="ANNA") as review:
        app = TamisApp(DiskReview(review), exports=exports)

        async def wait(pilot: Pilot[Any]) -> None:
            for _ in range(600):
                await pilot.pause(0.05)
                if "nothing is written yet" in text(app):
                    break
            await pilot.press("j")
            await pilot.pause()

        assert snap_compare(app, terminal_size=size, run_before=wait)
