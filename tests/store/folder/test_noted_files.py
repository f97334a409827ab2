"""Journals that are not read again while nothing has touched them: whatever touches one is seen."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import TamisError
from store.decisions import columns
from store.folder import review as review_module
from store.folder.cache import Cache
from store.folder.noted_files import SAFE, NotedFiles
from store.folder.review import Review
from store.journal import line
from store.journal.line import Position
from tests.reviews import decisions_file, differing_review, make_review, record_ids, run

STAGE = "title-abstract"
PLACE = Position(100, 2, "", 7)


@pytest.fixture(autouse=True)
def all_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "WORTH_KEEPING", 0)
    monkeypatch.setattr(columns, "LAG", 0)


@pytest.fixture
def long_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that lies on the disk was changed long before it is read."""
    real = time.time_ns
    monkeypatch.setattr("store.journal.logfile.time.time_ns", lambda: real() + 10 * SAFE)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Gets the bytes of each journal that is read to find out whether it is as it was."""
    found: list[int] = []
    real = line.crc_of

    def counted(descriptor: int, stop: int) -> int:
        found.append(stop)
        return real(descriptor, stop)

    monkeypatch.setattr(line, "crc_of", counted)
    return found


def decided(folder: Path) -> Path:
    make_review(folder, records=4)
    for record in record_ids(folder):
        run(folder, "decide", STAGE, record, "include", role="ANNA")
    run(folder, "status", role="ANNA")
    return decisions_file(folder, "ANNA", STAGE)


def status(folder: Path) -> str:
    """What status prints, or the error that it ends with."""
    try:
        return run(folder, "status", role="ANNA").stdout
    except TamisError as error:
        return str(error)


def wait_for_the_clock(path: Path) -> None:
    """Return when the file system would give a later time to a change than it gave to the last one of the file."""
    probe, last = path.with_name("probe"), path.stat().st_ctime_ns
    while not probe.exists() or probe.stat().st_ctime_ns <= last:
        probe.write_bytes(b"")
    probe.unlink()


def flip(path: Path, chance: random.Random) -> None:
    with path.open("r+b") as file:
        at = chance.randrange(path.stat().st_size)
        file.seek(at)
        byte = file.read(1)
        file.seek(at)
        file.write(bytes([byte[0] ^ 1 << chance.randrange(7)]))


def replace(path: Path, chance: random.Random) -> None:
    other = path.with_name("other")
    shutil.copy2(path, other)
    flip(other, chance)
    other.replace(path)


def refill(path: Path, chance: random.Random) -> None:
    content = path.read_bytes()
    with path.open("r+b") as file:
        file.truncate(0)
        file.write(content.replace(b"include", b"exclude", chance.randrange(3)))


def shorten(path: Path, chance: random.Random) -> None:
    os.truncate(path, chance.randrange(path.stat().st_size))


def put_back(path: Path, chance: random.Random) -> None:
    path.write_bytes(path.read_bytes())


@pytest.mark.parametrize("number", range(8))
@pytest.mark.usefixtures("long_ago")
def test_whatever_touches_a_journal_is_seen_though_its_times_are_set_back(
    tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(f"touched {number}")
    journal = decided(tmp_path / "review")
    whole = journal.read_bytes()
    for touch in chance.sample([flip, replace, refill, shorten, put_back, flip, refill], 5):
        status(tmp_path / "review")
        before = journal.stat()
        wait_for_the_clock(journal)
        touch(journal, chance)
        os.utime(journal, ns=(before.st_atime_ns, before.st_mtime_ns))
        seen = status(tmp_path / "review")
        with monkeypatch.context() as reading_all:
            reading_all.setattr(NotedFiles, "holds", lambda *_: False)
            assert status(tmp_path / "review") == seen, touch.__name__
        wait_for_the_clock(journal)
        journal.write_bytes(whole)


@pytest.mark.usefixtures("long_ago")
def test_what_nothing_touched_is_not_read_again_and_all_of_a_copied_folder_is(tmp_path: Path, read: list[int]) -> None:
    journal = decided(tmp_path / "review")
    run(tmp_path / "review", "status", role="ANNA")
    read.clear()
    run(tmp_path / "review", "status", role="ANNA")
    assert not read
    run(tmp_path / "review", "status", "--no-cache", role="ANNA")
    run(tmp_path / "review", "status", role="ANNA")
    assert journal.stat().st_size in read
    shutil.copytree(tmp_path / "review", tmp_path / "copy")
    (tmp_path / "review").rename(tmp_path / "away")
    (tmp_path / "copy").rename(tmp_path / "review")
    read.clear()
    run(tmp_path / "review", "status", role="ANNA")
    assert journal.stat().st_size in read, "it has the name, the size and the times, and is another file"


def test_a_file_that_was_changed_just_before_it_was_read_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "journal"
    file.write_bytes(b"x")
    found = file.stat()
    for before, holds in ((found.st_ctime_ns + SAFE - 1, False), (found.st_ctime_ns + SAFE, True)):
        noted = NotedFiles(Cache(tmp_path), used=True)
        noted.note(file, found, PLACE, before)
        assert noted.holds(file, found, PLACE) is holds
        assert not noted.holds(file, found, PLACE._replace(offset=99))
        assert not noted.holds(file, found, PLACE._replace(crc=8))
        noted.keep()
    assert NotedFiles(Cache(tmp_path), used=True).holds(file, found, PLACE)
    assert not NotedFiles(Cache(tmp_path), used=False).holds(file, found, PLACE)
    assert not noted.holds(tmp_path / "another", found, PLACE)


@pytest.mark.usefixtures("long_ago")
def test_on_a_network_drive_and_of_a_copy_everything_is_read(
    tmp_path: Path, read: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    decided(tmp_path / "review")
    monkeypatch.setattr(review_module, "unsafe_filesystem", lambda _: "nfs4")
    for kind in ({"unsafe_filesystem_accepted": True}, {"unsafe_filesystem_accepted": True, "copied": True}):
        for _ in range(2):
            read.clear()
            with Review(tmp_path / "review", role="ANNA", **kind) as review:
                review.acts  # noqa: B018 (opens the journals)
            assert read


@pytest.mark.parametrize("words", [("check",), ("bundle", "OUT/b.zip"), ("pack", "OUT/p"), ("backup", "--to", "OUT")])
def test_who_checks_or_hands_on_reads_all_whatever_is_noted(tmp_path: Path, words: tuple[str, ...]) -> None:
    """A note that lies, as one would after a disk had lost a bit by itself."""
    folder, out = differing_review(tmp_path / "review"), tmp_path / "out"
    for record in record_ids(folder)[:3]:
        run(folder, "resolve", STAGE, record, "include", "--rationale", "x", role="CHIEF")
    status(folder)
    Cache(folder).clear()  # where making it took seconds, some of it was noted on the way
    ends: dict[Path, Position] = {}
    real: Callable[..., None] = NotedFiles.note
    with pytest.MonkeyPatch.context() as noting:
        noting.setattr(NotedFiles, "note", lambda self, path, status, place, before: ends.update({path: place}))
        status(folder)
    journal = decisions_file(folder, "ANNA", STAGE)
    journal.write_bytes(journal.read_bytes().replace(b'"include"', b'"inclade"', 1))
    noted = NotedFiles(Cache(folder), used=True)
    for path, place in ends.items():
        real(noted, path, path.stat(), place, path.stat().st_ctime_ns + SAFE)
    noted.keep()
    assert "damaged" not in status(folder), "the note is believed"
    out.mkdir()
    command = [each.replace("OUT", str(out)) for each in words]
    try:
        done = run(folder, *command, role="CHIEF")
        assert str(journal) in done.output, done.output
    except TamisError as error:
        assert str(journal) in str(error)
