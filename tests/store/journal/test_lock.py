"""Taking turns at a file: one writer or many readers, and nobody waits for ever."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.journal import lock
from store.journal.errors import StoreBusy
from store.journal.lock import acquire, release


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[int, int, Path]]:
    """One file, opened twice, as two processes have it."""
    path = tmp_path / "journal.jsonl"
    one, other = (os.open(path, os.O_RDWR | os.O_CREAT) for _ in range(2))
    yield one, other, path
    os.close(one)
    os.close(other)


def test_one_at_a_time(two: tuple[int, int, Path]) -> None:
    one, other, path = two
    acquire(one, path, 0)
    with pytest.raises(StoreBusy, match="for 0 s") as refused:
        acquire(other, path, 0)
    assert refused.value.where == str(path) and "Nothing was changed" in refused.value.advice
    release(one)
    acquire(other, path, 0)


def test_readers_share_and_keep_a_writer_away(two: tuple[int, int, Path]) -> None:
    one, other, path = two
    acquire(one, path, 0, shared=True)
    acquire(other, path, 0, shared=True)
    with pytest.raises(StoreBusy):
        acquire(one, path, 0)


def test_who_waits_gets_the_turn_when_it_comes(two: tuple[int, int, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    one, other, path = two
    acquire(one, path, 0)
    monkeypatch.setattr(lock.time, "sleep", lambda _seconds: release(one))
    acquire(other, path, 60)
    with pytest.raises(StoreBusy):
        acquire(one, path, 0)


def test_the_pauses_grow_and_end_with_the_time_that_was_given(
    two: tuple[int, int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other, path = two
    acquire(one, path, 0)
    now, pauses = [0.0], []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        now[0] += seconds

    monkeypatch.setattr(lock.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(lock.time, "sleep", pause)
    with pytest.raises(StoreBusy):
        acquire(other, path, 0.1)
    assert pauses[:3] == [0.0005, 0.001, 0.002] and max(pauses) == 0.02
    assert sum(pauses) == pytest.approx(0.1)
