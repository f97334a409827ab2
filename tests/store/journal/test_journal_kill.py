"""kill -9, at random moments and at every point where it could hurt: nothing confirmed is lost, nothing is damaged."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from store.journal.journal import Journal
from store.upkeep.damage import check_journal
from tests.store.faults import TABLE, Writer, change, decision

POINTS = ["write:1", "write:9", "write:9:1", "write:9:60", "write:6:400", "sync:1", "sync:9", "saved:9", ""]


MANY = 10**6  # more than a writer gets to before it is killed


def verify(path: Path, confirmed: set[int]) -> None:
    """What must hold after any crash."""
    assert [problem.what for problem in check_journal(path) if "never confirmed" not in problem.what] == []
    replayed = Journal(path, who="reader", read_only=True)
    saved = {int(number) for number in replayed.tables.get(TABLE, {})}
    assert confirmed <= saved
    for number in saved:
        if number % 5 < 3:  # batches are of three and begin at multiples of five: all or none
            assert set(range(number - number % 5, number - number % 5 + 3)) <= saved
        assert replayed.document(TABLE, number) == decision(number)

    journal = Journal(path, who="anna")
    assert journal.tables == replayed.tables
    journal.commit([change(10 * MANY)])
    journal.close()
    assert check_journal(path) == []
    with_snapshot = Journal(path, who="reader", read_only=True).tables
    path.with_suffix(".json").unlink()
    assert Journal(path, who="reader", read_only=True).tables == with_snapshot


def kill_round(path: Path, seed: int, writers: int) -> None:
    chance = random.Random(seed)
    running = []
    for number in range(writers):
        fault = POINTS[(seed + number) % len(POINTS)]
        running.append(Writer(path, MANY * number + 5, MANY, fault))
    for writer in running:
        writer.read(chance.randrange(1, 40))
        writer.kill()  # unless the fault was quicker
    confirmed = set()
    for writer in running:
        assert writer.finish() < 0
        confirmed |= writer.confirmed
    verify(path, confirmed)
    for each in path.parent.iterdir():
        each.unlink()


@pytest.mark.parametrize(("writers", "rounds"), [(1, len(POINTS)), pytest.param(3, 5, marks=pytest.mark.slow)])
def test_killed_writers_lose_nothing(tmp_path: Path, writers: int, rounds: int) -> None:
    for seed in range(rounds):
        kill_round(tmp_path / "ta.jsonl", seed, writers)


@pytest.mark.long
@pytest.mark.parametrize("writers", [1, 3])
def test_killed_writers_lose_nothing_in_two_hundred_rounds(tmp_path: Path, writers: int) -> None:
    for seed in range(1000, 1200):
        kill_round(tmp_path / "ta.jsonl", seed, writers)


def test_three_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ta.jsonl"
    writers = [Writer(path, 1000 * number + 5, 60) for number in range(3)]
    for writer in writers:
        assert writer.finish() == 0
    assert set().union(*(writer.confirmed for writer in writers)) == {
        int(number) for number in Journal(path, who="reader", read_only=True).tables[TABLE]
    }
    assert check_journal(path) == []
