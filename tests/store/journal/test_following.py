"""A journal follows what other windows append, and reads no more of it than it must."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from store.journal import replay
from store.journal.errors import LinesMissing
from store.journal.following import JournalTail, OtherFileError
from store.journal.journal import CACHE_LAG, Change, Journal
from store.journal.line import Position
from store.journal.snapshot import read_snapshot, write_snapshot
from tests.store.faults import TABLE, change, decision

LINES = CACHE_LAG // 100
"""More than enough of them."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ta.jsonl"


def test_windows_see_each_other_without_reading_everything_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = Journal(path, who="anna"), Journal(path, who="anna")
    first.commit([change(number) for number in range(100)])
    assert [event.id for event in second.refresh()] == list(range(100))
    assert second.refresh() == []
    assert second.tables == first.tables

    read: list[int] = []
    real = os.pread
    monkeypatch.setattr(os, "pread", lambda fd, count, at: (read.append(count), real(fd, count, at))[1])
    [event] = first.commit([change(100)])
    read.clear()
    assert second.refresh() == [event]
    assert sum(read) < 400
    read.clear()
    assert second.refresh() == []
    assert read == []


def test_what_a_commit_meets_on_its_way_is_handed_out_later(path: Path) -> None:
    first, second = Journal(path, who="anna"), Journal(path, who="anna")
    met = first.commit([change(1, "exclude")])
    [event] = second.commit([change(1)])
    assert event.before == decision(1, "exclude")
    assert second.refresh() == met
    assert second.refresh() == []
    assert (first.generation, second.generation) == (0, 0)


def test_opening_from_a_snapshot_verifies_only_the_lines_after_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Journal(path, who="anna") as journal:
        journal.commit([change(number) for number in range(50)])
    journal = Journal(path, who="anna")
    journal.commit([change(50)])
    decoded: list[bytes] = []
    real = replay._decoded
    monkeypatch.setattr(replay, "_decoded", lambda line, *at: (decoded.append(line), real(line, *at))[1])
    assert len(Journal(path, who="reader", read_only=True).tables[TABLE]) == 51
    assert len(decoded) == 1


def forge(path: Path) -> None:
    """Write the snapshot beside a journal anew, as its writer could: whole, and with another verdict."""
    snapshot = read_snapshot(path.with_suffix(".json"))
    assert snapshot is not None
    snapshot.tables[TABLE]["1"]["verdict"] = "exclude"
    write_snapshot(path.with_suffix(".json"), snapshot, 0o644)


def test_another_person_s_journal_is_known_by_its_lines_not_by_what_lies_beside_it(path: Path, tmp_path: Path) -> None:
    with Journal(path, who="anna") as journal:
        journal.commit([change(number) for number in range(3)])
    forge(path)
    assert Journal(path, who="anna").tables[TABLE]["1"]["verdict"] == "exclude", "one's own is one's own affair"
    other = Journal(path, who="bo", read_only=True, cache=tmp_path / "cache" / "ta.json")
    assert other.tables[TABLE]["1"]["verdict"] == decision(1)["verdict"]
    other.close()
    assert not (tmp_path / "cache").exists(), "a few lines are read faster than a snapshot is written"


def test_one_long_line_is_worth_the_cache_as_many_short_ones_are(path: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache" / "ta.json"

    def read_by_another() -> None:
        with Journal(path, who="bo", read_only=True, cache=cache) as other:
            assert other.tables == journal.tables

    with Journal(path, who="anna") as journal:
        shorter = change(1, "x" * (CACHE_LAG - 2000))
        journal.commit([shorter])
    read_by_another()
    assert not cache.exists()
    with Journal(path, who="anna") as journal:
        journal.commit([change(2, "x" * 2000)])
    read_by_another()
    assert cache.exists()


def test_the_cache_spares_the_lines_and_may_be_lost_or_of_another_file(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache" / "ta.json"
    journal = Journal(path, who="anna")
    journal.commit([change(number) for number in range(LINES)])
    decoded: list[bytes] = []
    real = replay._decoded
    monkeypatch.setattr(replay, "_decoded", lambda line, *at: (decoded.append(line), real(line, *at))[1])

    def read() -> int:
        decoded.clear()
        with Journal(path, who="bo", read_only=True, cache=cache) as other:
            assert other.tables == journal.tables
        return len(decoded)

    assert read() >= LINES and cache.stat().st_mode & 0o777 == 0o600
    assert read() == 0
    cache.write_bytes(cache.read_bytes()[:-20])
    assert read() >= LINES and read() == 0
    path.unlink()
    path.with_suffix(".json").unlink(missing_ok=True)
    journal = Journal(path, who="anna")
    journal.commit([change(number, "exclude") for number in range(LINES)])
    assert read() >= LINES and read() == 0, "another file has come in its place"
    cache.unlink()
    cache.mkdir()  # where it cannot be written, nothing is said: it is only slower
    assert read() >= LINES and read() >= LINES


def test_lines_that_the_writer_s_snapshot_knows_are_missed_by_others_too(path: Path, tmp_path: Path) -> None:
    with Journal(path, who="anna") as journal:
        journal.commit([change(number) for number in range(3)])
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:2]))
    with pytest.raises(LinesMissing):
        Journal(path, who="bo", read_only=True, cache=tmp_path / "ta.json")


def said(path: Path, *numbers: int) -> Position:
    with Journal(path, who="anna") as journal:
        for number in numbers:
            journal.commit([Change("t", number, {"n": number})])
        return journal.end


def test_a_tail_knows_only_what_was_appended_since(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    tail = JournalTail(path, said(path, 1, 2), timeout=1)
    assert (tail.tables, tail.refresh(), tail.seq) == ({}, [], 3)
    end = said(path, 3)
    assert [each.id for each in tail.refresh()] == [3] and tail.end == end
    tail.close()
    assert [each.id for each in JournalTail(path, Position(*end), timeout=1).refresh()] == []


@pytest.mark.parametrize("change", ["altered", "cut", "gone"])
def test_another_file_is_not_followed(tmp_path: Path, change: str) -> None:
    path = tmp_path / "a.jsonl"
    end = said(path, 1, 2)
    path.with_suffix(".json").unlink()
    content = path.read_bytes()
    if change == "gone":
        path.unlink()
    else:
        path.write_bytes(content.replace(b"anna", b"anne") if change == "altered" else content[:-1])
    with pytest.raises(OtherFileError, match=r"a\.jsonl"):
        JournalTail(path, end, timeout=1)


def test_a_file_that_is_put_in_its_place_later_is_not_followed_on(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    tail = JournalTail(path, said(path, 1), timeout=1)
    other = tmp_path / "b.jsonl"
    said(other, 1, 2, 3)
    path.with_suffix(".json").unlink()
    other.replace(path)
    with pytest.raises(OtherFileError, match=r"a\.jsonl"):
        tail.refresh()
