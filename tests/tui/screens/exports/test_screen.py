from __future__ import annotations

import shutil
import zipfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from sample_data import build
from store.folder.review import Review
from tests.reviews import make_review, ris, run, run_json
from tests.tui.grid import grid, text
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp

SIZES = ((60, 20), (80, 24), (120, 40), (200, 50))
WAIT = 400
"""Turns of the event loop that a thread is waited for."""


@asynccontextmanager
async def looking(folder: Path, exports: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    with Review(folder, role="ANNA") as review:
        app = TamisApp(DiskReview(review), exports=exports)
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: "nothing is written yet" in text(app))
            yield pilot


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    for _ in range(WAIT):
        await pilot.pause(0.05)
        if condition():
            return
    raise AssertionError("never came:\n" + text(pilot.app))


def line(app: App[None], name: str) -> str:
    return next(each for each in grid(app) if name in each)


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    folder = tmp_path / "exports"
    folder.mkdir()
    for name in ("medline", "scopus"):
        shutil.copy(build.shipped() / f"{name}.ris", folder)
    (folder / "export (3).ris").write_text(ris(range(4)))
    (folder / "notes.txt").write_text("a shopping list\n")
    return folder


@pytest.mark.slow
async def test_each_file_has_a_line_with_its_source_and_why(exports: Path, tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review")
    async with looking(folder, exports, SIZES[0]) as pilot:
        app = pilot.app
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await until(pilot, lambda size=size: app.screen.size == size)
            assert "4 files" in grid(app)[0]
            assert "Medline" in line(app, "medline.ris") and "147" in line(app, "medline.ris")
            assert line(app, "export (3)")[1] == "?" and line(app, "notes.txt")[1] == "!"
            assert "384 records of 2 files" in grid(app)[-2] and "? 1 file has no source — e names it" in grid(app)[-3]
            if size[0] >= 80:
                assert "none of its marks" in line(app, "export (3)") and "no export" in line(app, "notes.txt")
    assert run_json(folder, "sources") == []


@pytest.mark.slow
async def test_a_line_is_changed_and_nothing_is_written_before_y(exports: Path, tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review")
    async with looking(folder, exports) as pilot:
        app = pilot.app
        assert line(app, "export (3)").startswith(">?"), "the cursor is on the first file"
        await pilot.press("d")
        assert "day of the search" not in text(app), "without a source there is no search"
        await pilot.press("e", *"Old list", "enter")
        assert "Old list" in line(app, "export (3)") and "as you say" in line(app, "export (3)")
        await pilot.press("d", *"2021", "enter")
        assert "2021-01-04" in grid(app)[-2], "the form of a day is shown"
        await pilot.press("d", *"2021-02-03", "enter", "j", "n")
        assert line(app, "medline.ris")[1] == "-" and "left out" in line(app, "medline.ris")
        await pilot.press("j", "enter")
        assert "no export of references" not in text(app) or "shopping" not in text(app)
        await pilot.press("q")
        assert run_json(folder, "sources") == []
        await pilot.press("y")
        await until(pilot, lambda: "brought in 241 records of 2 files" in text(app))
        assert "2 imports to search for duplicates — d" in grid(app)[-2]
    found = {each["source"]: each for each in run_json(folder, "sources")}
    assert set(found) == {"Old list", "Scopus"} and found["Old list"]["searched"] == "2021-02-03"


@pytest.mark.slow
async def test_what_is_known_already_is_said_and_left(exports: Path, tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review")
    run(folder, "import", str(exports / "medline.ris"), "--source", "Medline")
    shutil.copy(exports / "scopus.ris", exports / "scopus copy.ris")
    async with looking(folder, exports, (120, 40)) as pilot:
        assert "already here: import 1" in line(pilot.app, "medline.ris")
        assert "same as" in line(pilot.app, "scopus.ris") and "scopus copy.ris" in line(pilot.app, "scopus.ris")
        assert "of 1 file" in grid(pilot.app)[-2]


@pytest.mark.slow
async def test_an_archive_is_a_folder_and_a_damaged_one_is_refused(exports: Path, tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review")
    archive = tmp_path / "all.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for each in exports.iterdir():
            packed.write(each, f"search/{each.name}")
    async with looking(folder, archive, (120, 40)) as pilot:
        assert "Medline" in line(pilot.app, "medline.ris"), text(pilot.app)
        await pilot.press("q")
        assert "next for you" in text(pilot.app)
    damaged = bytearray(archive.read_bytes())
    damaged[40:400] = bytes(360)
    archive.write_bytes(damaged)
    with Review(folder, role="ANNA") as review:
        app = TamisApp(DiskReview(review), exports=archive)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "cannot be read" in grid(app)[-2])
            await pilot.press("y", "e", "d", "n", "enter", "j", "q")
            assert "next for you" in text(app)
    assert run_json(folder, "sources") == []


@pytest.mark.slow
async def test_hostile_names_and_an_empty_folder(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review")
    exports = tmp_path / "a [b]"
    exports.mkdir()
    (exports / "[red]x\x1b[31m.ris").write_text(ris(range(2)))
    async with looking(folder, exports) as pilot:
        assert "[red]x" in text(pilot.app) and "\x1b" not in text(pilot.app)
        await pilot.press("e", *"Any [b]", "enter")
        assert "Any [b]" in text(pilot.app)
    empty = tmp_path / "empty"
    empty.mkdir()
    with Review(folder, role="ANNA") as review:
        app = TamisApp(DiskReview(review), exports=empty)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "there is no file in it" in grid(app)[-2])
