"""A journal follows what other windows append, and reads no more of it than it must."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from store.journal import line as chain
from store.journal.journal import Journal
from tests.store.faults import TABLE, change, decision


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
    real = chain.decode
    monkeypatch.setattr(chain, "decode", lambda line, link: (decoded.append(line), real(line, link))[1])
    assert len(Journal(path, who="reader", read_only=True).tables[TABLE]) == 51
    assert len(decoded) == 1
