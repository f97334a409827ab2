"""Where the records came from, and bringing in more: on real reviews where files are read, on a fake one elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

import tui.screens.sources.import_files as import_files
from core.protocol.values import PlannedSource
from core.records.imports import Source
from store.acts.imports import ReadFiles, RecordsById, imports
from store.folder.review import Review
from tests.reviews import make_review, protocol, record_ids, ris, run
from tests.tui.fake import PROTOCOL, MemoryReviewAdapter
from tests.tui.fake_imports import make_import
from tests.tui.grid import grid, text
from tests.tui.test_nasty import NASTY, check, nasty_protocol
from tests.tui.test_snapshots import SIZES as PICTURES
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp

SOURCES = '[[source]]\nname = "Medline"\nplatform = "Ovid"\n[[source]]\nname = "Experts"\nroute = "experts"\n'
SIZES = pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=lambda size: f"{size[0]}x{size[1]}")


@contextmanager
def opened(folder: Path) -> Iterator[TamisApp]:
    with Review(folder, role="ANNA") as review:
        yield TamisApp(DiskReview(review))


def fresh(folder: Path, *, records: int = 0) -> Path:
    return make_review(folder, records=records, text=protocol() + SOURCES)


async def wait(pilot: Pilot[Any], condition: Callable[[], bool]) -> None:
    """Let the app go on until something holds; a test that never gets there is stopped by its turns."""
    for _ in range(10_000):
        if condition():
            return
        await pilot.pause(0.001)
    raise AssertionError(text(pilot.app))


async def shows(pilot: Pilot[Any], words: str) -> None:
    await wait(pilot, lambda: words in " ".join(text(pilot.app).split()))


async def write(pilot: Pilot[Any], words: str) -> None:
    """Paste words into the line that is being written, and send it off."""
    pilot.app.screen.focused.value = ""
    pilot.app.screen.focused.post_message(events.Paste(words))
    await pilot.pause()
    await pilot.press("enter")


@pytest.mark.slow
@SIZES
async def test_the_way_through(size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = fresh(tmp_path / "review")
    monkeypatch.chdir(tmp_path)
    Path("two words.ris").write_text(ris(range(3)))
    Path("broken.ris").write_text("Record one\n" + ris(range(3, 5)))
    with opened(folder) as app:
        async with app.run_test(size=size) as pilot:
            await shows(pilot, "brings in what databases exported")
            await pilot.press("s")
            await shows(pilot, "0 imports")
            assert "> Medline not imported yet" in " ".join(text(app).split())
            await pilot.press("i", "t", "tab")
            assert app.screen.focused.value == "two\\ words.ris "
            await pilot.press(*"bro", "tab", "enter")
            await shows(pilot, "1 Medline 2 Experts")
            assert app.screen.focused.value == "Medline"
            await pilot.press("enter")
            assert app.screen.focused.value == "Ovid"
            await pilot.press("enter")
            await write(pilot, "2021-01-04")
            await write(pilot, "7")
            await pilot.press("enter", "enter")
            await shows(pilot, "nothing is written yet")
            seen = " ".join(text(app).split())
            assert "Medline, search round 1: would bring 5 of 5 records" in seen
            assert "the database reported 7 records, the files hold 5" in seen
            assert "ris · utf-8 · begin with TY: 2 · end with ER: 2 · records: 2 ! line 1: " in seen
            assert not list(folder.glob("people/*"))
            await pilot.press("y")
            await shows(pilot, "import 1: brought 5 records — next: tamis dedup")
            assert "d on the dashboard, or “tamis dedup”, merges what is certain" in " ".join(text(app).split())
            await pilot.press("q")
            await shows(pilot, "1 import")
            row = next(line for line in grid(app) if line.startswith(" >"))
            assert row.split()[1:4] == ["1", "1", "Medline"] and row.endswith("7       5       5  2 fewer")
            await pilot.press("enter")
            await shows(pilot, "import 1 · Medline")
            await pilot.press("end")
            await shows(pilot, "files, by SHA-256")
            await pilot.press("q", "q")
            await shows(pilot, "identified 5")
    [done] = _imports(folder)
    assert done.source == Source(name="Medline", platform="Ovid", searched="2021-01-04", reported=7)
    assert [each.file for each in done.files] == ["two words.ris", "broken.ris"]
    assert run(folder, "check").exit_code == 0


async def test_a_known_file_is_no_search_unless_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = fresh(tmp_path / "review", records=3)
    monkeypatch.chdir(tmp_path)
    with opened(folder) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, "identified 3")
            await pilot.press("s", "i")
            await write(pilot, "review.ris")
            await write(pilot, "Medline")
            for _ in range(5):
                await pilot.press("enter")
            await write(pilot, "new")
            await shows(pilot, "nothing of it is new: y all the same, escape back")
            assert "Medline, search round 1: would bring 0 of 3 records" in " ".join(text(app).split())
            assert "! all of it came in with import 1 (Testbase)" in text(app)
            await pilot.press("y")
            assert "nothing is new: a search all the same? a bring it in again esc back" in " ".join(
                grid(app)[-1].split()
            )
            await pilot.press("y", "enter", "escape")
            assert "nothing of it is new" in text(app) and len(_imports(folder)) == 1
            await pilot.press("y", "a")
            await shows(pilot, "import 2: brought 3 records")
    assert [(each.number, each.round, each.new) for each in _imports(folder)] == [(1, 1, 3), (2, 2, 3)]


async def test_wrong_answers_and_wrong_files_lose_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = fresh(tmp_path / "review")
    monkeypatch.chdir(tmp_path)
    Path("photo.jpg").write_bytes(bytes(range(256)) * 4)
    Path("good.ris").write_text(ris(range(2)))
    with opened(folder) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, "brings in what databases exported")
            await pilot.press("s", "i")
            await write(pilot, "good.ris missing.ris")
            await shows(pilot, "! missing.ris: there is no such file")
            assert app.screen.focused.value == "good.ris missing.ris"
            await write(pilot, "good.ris photo.jpg")
            await write(pilot, "2")
            await pilot.press("enter")
            await write(pilot, "yesterday")
            await shows(pilot, "“yesterday” is no day")
            assert app.screen.focused.value == "yesterday"
            await write(pilot, "")
            await pilot.press("enter", "enter", "enter")
            await shows(pilot, "! photo.jpg:")
            assert app.screen.focused.value == "good.ris photo.jpg"
            await write(pilot, "good.ris")
            assert app.screen.focused.value == "Experts"
            for _ in range(6):
                await pilot.press("enter")
            await shows(pilot, "would bring 2 of 2 records")
            await pilot.press("escape")
            assert "strategy:" in grid(app)[-1]
            for _ in range(7):
                await pilot.press("escape")
            await shows(pilot, "0 imports")
    assert not (folder / "events").exists()


async def test_reading_can_be_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = fresh(tmp_path / "review")
    file = tmp_path / "long.ris"
    file.write_text(ris(range(2)))
    stopped, go_on = threading.Event(), threading.Event()

    def slow(paths: Sequence[Path], source: Source, *, progress: Callable[[Path, int], None]) -> ReadFiles:
        progress(paths[0], paths[0].stat().st_size // 2)
        go_on.wait()
        try:
            progress(paths[0], paths[0].stat().st_size)
        except Exception:
            stopped.set()
            raise
        return ReadFiles(source=source, files=(), records=RecordsById())

    monkeypatch.setattr(import_files, "read_import", slow)
    with opened(folder) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, "brings in what databases exported")
            await pilot.press("s", "i")
            await write(pilot, str(file))
            for _ in range(6):
                await pilot.press("enter")
            await shows(pilot, "reading 0.0 of 0.0 MB, 49 % — escape stops")
            await pilot.press("j", "y", "?", "q")
            await pilot.press("escape")
            await shows(pilot, "stopped: nothing was written")
            go_on.set()
            await wait(pilot, stopped.is_set)
            assert "strategy:" in grid(app)[-1]
    assert not (folder / "events").exists()


async def test_what_could_not_be_saved_is_said_and_can_be_tried_again(tmp_path: Path) -> None:
    workplace = MemoryReviewAdapter(5)
    file = tmp_path / "good.ris"
    file.write_text(ris(range(2)))
    app = TamisApp(workplace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("s", "i")
        await write(pilot, str(file))
        await write(pilot, "Letters")
        for _ in range(6):
            await pilot.press("enter")
        await shows(pilot, "would bring 2 of 2 records")
        workplace.broken = OSError(28, "No space left on device")
        await pilot.press("y")
        await shows(pilot, "NOT SAVED: [Errno 28] No space left on device")
        workplace.broken = None
        await pilot.press("y")
        await shows(pilot, "import 1: brought 2 records")
    assert [each.source.name for each in workplace.made] == ["Letters"]


async def test_an_import_is_taken_back_and_brought_back(tmp_path: Path) -> None:
    folder = fresh(tmp_path / "review", records=3)
    with opened(folder) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, "identified 3")
            await pilot.press("s")
            await shows(pilot, "1 import ")
            await pilot.press("w")
            assert "take import 1 (Testbase, 3 records) back? y take it back esc back" in " ".join(
                grid(app)[-1].split()
            )
            await pilot.press("n", "escape", "z")
            assert "nothing to undo here" in grid(app)[-2]
            await pilot.press("w", "y")
            assert grid(app)[-2].strip() == "import 1 (Testbase) is taken back: 3 records fewer — z undo"
            assert "taken back" in next(line for line in grid(app) if line.startswith(" >"))
            await pilot.press("w")
            assert "no import here that could be taken back" in grid(app)[-2]
            await pilot.press("z")
            assert grid(app)[-2].strip() == "import 1 (Testbase) is back: 3 records more"
            await pilot.press("q")
            await shows(pilot, "identified 3")
    run(folder, "decide", "title-abstract", record_ids(folder)[0], "include", role="ANNA")
    with opened(folder) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, "identified 3")
            await pilot.press("s")
            await shows(pilot, "1 import ")
            await pilot.press("w", "y")
            assert "cannot be taken back: 1 of its records have been screened" in " ".join(text(app).split())
            assert "nothing was changed" in grid(app)[-2]
    assert len(record_ids(folder)) == 3


async def test_an_empty_review_without_planned_sources() -> None:
    app = TamisApp(MemoryReviewAdapter(0))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        await pilot.press("s")
        await shows(pilot, "Nothing has been imported yet. i brings in what a database exported.")
        await pilot.press("j", "k", "home", "end", "pagedown", "space", "b", "enter", "w", "z", "?", "q", "i", "escape")
        await shows(pilot, "Nothing has been imported yet.")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (40, 9)])
async def test_nasty_names_and_warnings(size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workplace = MemoryReviewAdapter(5, replace(nasty_protocol(), sources=(PlannedSource(name=NASTY, platform=NASTY),)))
    workplace.made = [
        make_import(1, NASTY, reported=7, warnings=((3, NASTY), (None, NASTY))),
        make_import(2, f"Second {NASTY}", withdrawn=True),
    ]
    monkeypatch.chdir(tmp_path)
    name = "a\x1b[2J\n[-] \u202e\udcff.ris"
    Path(name).write_text("TY  - JOUR\nTI  - \x1b[2Jowned\n[/red]\nER  - \n\nTY  - JOUR\nTI  - No end\n")
    app = TamisApp(workplace)
    async with app.run_test(size=size) as pilot:

        async def press(*keys: str) -> None:
            for key in keys:
                await pilot.press(key)
                check(app)

        await pilot.pause()
        await press("s")
        await press("enter", "end", "q", "w", "escape", "j", "j", "k", "home", "w", "y", "z", "?", "end", "q", "i")
        await press("tab", "enter", "enter")
        app.screen.focused.post_message(events.Paste(NASTY))
        await pilot.pause()
        await press(*["enter"] * 9)
        await shows(pilot, "nothing is written yet")
        await press("enter", "end", "home", "y")
        await wait(pilot, lambda: len(workplace.made) == 3)
        await pilot.pause()
        await press("q", "enter", "end", "q", "q", "q")
    assert app.return_code == 0


async def test_a_workplace_that_cannot_be_read_is_no_crash() -> None:
    class Broken(MemoryReviewAdapter):
        def imports(self) -> list[Any]:
            raise OSError("the disk is gone")

    app = TamisApp(Broken(5))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("s")
        await shows(pilot, "the disk is gone")


@PICTURES
def test_picture(snap_compare: Callable[..., bool], size: tuple[int, int]) -> None:
    plan = replace(PROTOCOL, sources=(PlannedSource(name="Medline"), PlannedSource(name="Experts", route="experts")))
    workplace = MemoryReviewAdapter(260, plan)
    workplace.made = [
        make_import(1, "Medline", records=138, reported=143, warnings=((12, "a line outside any record"),)),
        make_import(2, "Scopus", records=122, reported=122),
        make_import(3, "Oria", withdrawn=True),
    ]

    async def press(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        await pilot.press("s")
        await shows(pilot, "2 imports")

    assert snap_compare(TamisApp(workplace), terminal_size=size, run_before=press)


def _imports(folder: Path) -> list[Any]:
    with Review(folder) as review:
        return imports(review)
