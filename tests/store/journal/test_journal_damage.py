"""Journals that were cut, altered, replaced or removed, by a power cut, a bad disk or a hand."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from store.journal.errors import LinesMissing, NewerFormat, NotSaved, StoreCorrupt
from store.journal.journal import Change, Journal
from store.journal.line import START, Event, encode
from store.journal.snapshot import Tables
from store.upkeep.damage import check_journal
from tests.store.faults import TABLE, change, decision


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ta.jsonl"


def history(path: Path) -> dict[int, Tables]:
    """Makes a journal of single changes, batches and an undo; gives the state at each size it was confirmed at."""
    states: dict[int, Tables] = {0: {}}

    def note() -> None:
        states[path.stat().st_size] = {name: dict(documents) for name, documents in journal.tables.items()}

    journal = Journal(path, who="anna", now=lambda: "2026-01-01")
    journal.commit([Change(TABLE, 1, {"v": "é"})])
    states[path.read_bytes().index(b"\n") + 1] = {}  # the format line alone
    note()
    journal.commit([Change(TABLE, 1, {"v": "x"}), Change("other", 3, {"n": "\n"})])
    note()
    journal.undo()
    note()
    return states


TAILS = {"cut": b"", "zeros": bytes(40), "garbage": b'{"half":'}


@pytest.mark.parametrize(
    ("tail", "every"),
    [
        *(pytest.param(tail, 3 if tail else 1, id=name) for name, tail in TAILS.items()),
        *(pytest.param(tail, 1, id=f"{name} everywhere", marks=pytest.mark.long) for name, tail in TAILS.items()),
    ],
)
def test_cut_at_every_byte_leaves_exactly_what_was_confirmed(path: Path, tail: bytes, every: int) -> None:
    """At every third byte, and around the end of each line, where something follows; at all in `make long`."""
    states = history(path)
    whole = path.read_bytes()
    around = {size + more for size in states for more in (-1, 0, 1)}
    for length in range(len(whole) + 1):
        if length % every and length not in around:
            continue
        for each in path.parent.iterdir():
            each.unlink()
        path.write_bytes(whole[:length] + tail)
        confirmed = max(size for size in states if size <= length)
        journal = Journal(path, who="anna")
        assert journal.tables == states[confirmed], length
        rest = path.read_bytes()[confirmed:]
        assert [problem.what for problem in check_journal(path) if "never confirmed" not in problem.what] == []

        journal.commit([Change(TABLE, 77, {"v": 1})])
        torn = [each.read_bytes() for each in path.parent.glob("*.torn-*")]
        assert torn == ([rest] if rest else []), length
        assert check_journal(path) == []
        assert Journal(path, who="ole", read_only=True).tables == journal.tables


def test_a_flipped_bit_anywhere_is_found_and_nothing_is_written(path: Path) -> None:
    history(path)
    whole = path.read_bytes()
    for place in range(len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << place % 8
        path.write_bytes(damaged)
        with pytest.raises((StoreCorrupt, NewerFormat)):
            Journal(path, who="anna")
        with pytest.raises((StoreCorrupt, NewerFormat)):
            Journal(path, who="anna", read_only=True)
        assert check_journal(path) != []
        assert path.read_bytes() == bytes(damaged)
    assert [each.name for each in path.parent.iterdir()] == ["ta.jsonl"]


def test_a_flipped_bit_is_found_behind_a_snapshot_too(path: Path) -> None:
    with Journal(path, who="anna") as journal:
        for number in range(30):
            journal.commit([change(number)])
    whole = path.read_bytes()
    for place in range(0, len(whole), 97):
        damaged = bytearray(whole)
        damaged[place] ^= 4
        path.write_bytes(damaged)
        with pytest.raises(StoreCorrupt, match="line"):
            Journal(path, who="anna")


@pytest.mark.parametrize(
    "change_lines",
    [
        lambda lines: lines[:3] + lines[4:],
        lambda lines: [*lines[:3], lines[4], lines[3], *lines[5:]],
        lambda lines: [*lines[:3], lines[2], *lines[3:]],
        lambda lines: lines[1:],
        lambda lines: [*lines, b"\n"],
        lambda lines: [lines[0], b"\n", *lines[1:]],
    ],
    ids=["lost", "swapped", "repeated", "without its first", "an empty one after", "an empty one between"],
)
def test_lost_and_moved_lines_are_found(path: Path, change_lines: Callable[[list[bytes]], list[bytes]]) -> None:
    history(path)
    path.write_bytes(b"".join(change_lines(path.read_bytes().splitlines(keepends=True))))
    with pytest.raises(StoreCorrupt, match=r"line \d"):
        Journal(path, who="anna")


def forged(path: Path, *events: Event) -> None:
    """Lines with correct checksums that no tamis would write."""
    lines, link = [], START.chain
    for event in events:
        line, link = encode(event, link)
        lines.append(line)
    path.write_bytes(b"".join(lines))


FORMAT_1 = Event(1, "", "anna", "format", "", 0, None, {"format": 1})


@pytest.mark.parametrize(
    "event",
    [
        Event(3, "", "anna", "edit", TABLE, 1, None, {}),
        Event(2, "", "anna", "edit", TABLE, 1, None, {}, batch=(2, 3)),
    ],
    ids=["number skipped", "middle of a batch"],
)
def test_wrong_numbers_are_found(path: Path, event: Event) -> None:
    forged(path, FORMAT_1, event)
    with pytest.raises(StoreCorrupt, match="line 2"):
        Journal(path, who="anna")


def test_a_batch_interrupted_by_another_line_is_found(path: Path) -> None:
    inside = Event(2, "", "anna", "edit", TABLE, 1, None, {}, batch=(1, 2))
    forged(path, FORMAT_1, inside, Event(3, "", "anna", "edit", TABLE, 2, None, {}))
    with pytest.raises(StoreCorrupt, match="batch"):
        Journal(path, who="anna")


@pytest.mark.parametrize("line", [1, 2])
def test_a_later_format_is_refused(path: Path, line: int) -> None:
    later = Event(line, "", "anna", "format", "", 0, None, {"format": 2})
    forged(path, *[FORMAT_1, later][2 - line :])
    for read_only in (False, True):
        with pytest.raises(NewerFormat, match=r"ta\.jsonl.*format 2"):
            Journal(path, who="anna", read_only=read_only)
    assert "format 2" in check_journal(path)[0].what


def test_a_live_session_goes_on_in_the_file_that_replaced_its_own(path: Path, tmp_path: Path) -> None:
    writer, watcher = Journal(path, who="anna"), Journal(path, who="anna", read_only=True)
    writer.commit([change(1)])
    copy = tmp_path / "backup.jsonl"
    shutil.copy(path, copy)
    writer.commit([change(2)])
    watcher.refresh()

    copy.rename(path)
    assert watcher.refresh() == []
    assert (watcher.generation, watcher.tables) == (1, {TABLE: {"1": decision(1)}})
    [event] = writer.commit([change(3)])
    assert event.seq == 3
    assert writer.generation == 1
    assert writer.tables == {TABLE: {"1": decision(1), "3": decision(3)}}
    assert [event.id for event in watcher.refresh()] == [3]
    assert Journal(path, who="anna", read_only=True).tables == writer.tables
    assert check_journal(path) == []


def test_a_live_session_goes_on_in_a_file_restored_in_place(path: Path) -> None:
    """`cp backup ta.jsonl` keeps the inode, and the restored file may come to be as long as the one it replaced."""
    writer, watcher = Journal(path, who="anna"), Journal(path, who="anna", read_only=True)
    writer.commit([change(1)])
    backup = path.read_bytes()
    writer.commit([change(2)])
    watcher.refresh()

    path.write_bytes(backup)
    assert watcher.refresh() == []
    assert (watcher.generation, watcher.tables) == (1, {TABLE: {"1": decision(1)}})
    other = Journal(path, who="ole")
    other.commit([change(3)])  # now as long as it was
    [event] = writer.commit([change(4)])
    assert (event.seq, writer.generation) == (4, 1)
    assert writer.tables == {TABLE: {str(number): decision(number) for number in (1, 3, 4)}}
    assert check_journal(path) == []


def test_a_reader_notices_a_line_that_was_written_over(path: Path) -> None:
    """A reader without the lock may see a line that its writer takes back, and a longer one in its place."""
    writer, reader = Journal(path, who="anna"), Journal(path, who="ole", read_only=True)
    writer.commit([change(1)])
    size = path.stat().st_size
    writer.commit([change(2)])
    reader.refresh()
    with path.open("r+b") as file:
        file.truncate(size)
    other = Journal(path, who="anna")
    other.commit([Change(TABLE, 3, {"note": "longer" * 50})])
    other.commit([change(4)])
    assert reader.refresh() == []
    assert (reader.generation, reader.tables) == (1, other.tables)


def test_a_removed_file_is_not_made_anew_behind_the_back(path: Path) -> None:
    journal = Journal(path, who="anna")
    journal.commit([change(1)])
    saved = path.read_bytes()
    path.unlink()
    assert journal.refresh() == []
    with pytest.raises(NotSaved, match="not there"):
        journal.commit([change(2)])
    assert not path.exists()
    assert journal.tables == {TABLE: {"1": decision(1)}}

    path.write_bytes(saved)
    journal.commit([change(2)])
    assert journal.tables == {TABLE: {"1": decision(1), "2": decision(2)}}
    assert check_journal(path) == []


@pytest.mark.parametrize("read_only", [False, True])
def test_a_snapshot_without_its_journal_is_an_alarm(path: Path, read_only: bool) -> None:
    with Journal(path, who="anna") as journal:
        journal.commit([change(1)])
    path.unlink()
    with pytest.raises(StoreCorrupt, match="gone"):
        Journal(path, who="anna", read_only=read_only)
    assert not path.exists()
    assert "gone" in check_journal(path)[0].what


def edit(**what: object) -> Callable[[bytes], bytes]:
    def edited(snapshot: bytes) -> bytes:
        data = json.loads(snapshot)
        data["_meta"]["1"].update(what)
        return json.dumps(data).encode()

    return edited


@pytest.mark.parametrize(
    "damage",
    [
        lambda snapshot: b"",
        lambda snapshot: snapshot[: len(snapshot) // 2],
        lambda snapshot: snapshot.replace(b"include", b"exclude"),
        lambda snapshot: b"[1]",
        lambda snapshot: b"\xff\xfe",
        edit(format=2),
        edit(offset=10**6),
        edit(crc=1),
    ],
    ids=["empty", "torn", "edited", "other JSON", "no text", "later format", "beyond the end", "of another journal"],
)
def test_a_wrong_snapshot_is_not_used_and_not_thrown_away(path: Path, damage: Callable[[bytes], bytes]) -> None:
    with Journal(path, who="anna") as journal:
        journal.commit([change(1), change(2)])
        tables = journal.tables
    snapshot = path.with_suffix(".json")
    wrong = damage(snapshot.read_bytes())
    snapshot.write_bytes(wrong)
    assert check_journal(path) != []
    with Journal(path, who="anna") as journal:
        assert journal.tables == tables
    assert check_journal(path) == []
    assert (path.parent / "ta.json.set-aside-1").read_bytes() == wrong


def test_a_journal_that_its_snapshot_was_not_made_of_is_neither_read_nor_written(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    for name, numbers in ((path, (1, 2)), (other, (3, 4, 5))):
        with Journal(name, who="anna") as journal:
            for number in numbers:
                journal.commit([change(number)])
    shutil.copy(other.with_suffix(".json"), path.with_suffix(".json"))
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(LinesMissing, match="4 are known"):
            Journal(path, who="anna", read_only=read_only)
    assert path.read_bytes() == before


def test_a_live_session_writes_nothing_to_a_journal_that_is_too_short_and_goes_on_in_the_whole_one(path: Path) -> None:
    with Journal(path, who="anna") as journal:
        journal.commit([change(1)])
    journal = Journal(path, who="anna")
    journal.commit([change(2)])
    whole, tables = path.read_bytes(), dict(journal.tables)
    path.write_bytes(b"")
    for act in (lambda: journal.commit([change(3)]), journal.undo, journal.refresh) * 2:
        with pytest.raises(LinesMissing, match=r"2 are known \(ta.json\), 0 are there"):
            act()
    assert journal.checkpoint() is False
    assert path.read_bytes() == b"" and (journal.tables, journal.seq) == (tables, 3)
    path.write_bytes(whole)
    [event] = journal.commit([change(3)])
    assert event.seq == 4 and set(journal.tables[TABLE]) == {"1", "2", "3"}
    assert check_journal(path) == []


def test_a_session_that_had_read_less_than_what_is_left_notices_what_is_missing(path: Path) -> None:
    """One window is open while another one works and is closed; then the file loses the end of that work."""
    journal, watcher = Journal(path, who="anna"), Journal(path, who="anna", read_only=True)
    journal.commit([change(1)])
    watcher.refresh()
    with Journal(path, who="anna") as other:
        for number in range(2, 6):
            other.commit([change(number)])
    whole = path.read_bytes()
    path.write_bytes(b"".join(whole.splitlines(keepends=True)[:4]))
    for act in (lambda: journal.commit([change(9)]), journal.undo, watcher.refresh) * 2:
        with pytest.raises(LinesMissing, match=r"6 are known \(ta.json\), 4 are there"):
            act()
    journal.close()
    assert path.read_bytes() == b"".join(whole.splitlines(keepends=True)[:4])
    path.write_bytes(whole)
    with Journal(path, who="anna") as journal:
        journal.commit([change(9)])
        assert set(journal.tables[TABLE]) == {"1", "2", "3", "4", "5", "9"}
    watcher.refresh()
    assert watcher.tables == journal.tables


def test_damage_that_comes_under_a_live_session_stops_it_from_writing(path: Path) -> None:
    journal, other = Journal(path, who="anna"), Journal(path, who="ole")
    journal.commit([change(1)])
    other.commit([change(2)])
    data = bytearray(path.read_bytes())
    data[-60] ^= 1
    path.write_bytes(data)
    with pytest.raises(StoreCorrupt):
        journal.refresh()
    with pytest.raises(StoreCorrupt):
        journal.commit([change(3)])
    assert path.read_bytes() == bytes(data)
    assert journal.tables == {TABLE: {"1": decision(1)}}
