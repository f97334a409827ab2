"""Undo and redo: any number of steps, in any session, and never more than was asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.journal.errors import UndoConflict
from store.journal.journal import Change, Journal
from store.journal.snapshot import Tables
from store.upkeep.damage import check_journal
from tests.examples import examples
from tests.store.faults import TABLE, change, decision


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ta.jsonl"


def verdicts(journal: Journal) -> dict[str, str]:
    return {number: document["verdict"] for number, document in journal.tables.get(TABLE, {}).items()}


def test_undo_is_an_event_and_so_is_redo(path: Path) -> None:
    journal = Journal(path, who="anna")
    [decided] = journal.commit([change(1)])
    [undone] = journal.undo()
    assert (undone.act, undone.undoes, undone.before, undone.after) == ("undo", decided.seq, decision(1), None)
    [redone] = journal.redo()
    assert (redone.act, redone.redoes, redone.before, redone.after) == ("redo", decided.seq, None, decision(1))
    assert [event.act for event in journal.events()] == ["format", "edit", "undo", "redo"]


def test_nothing_to_undo_or_redo_writes_nothing(path: Path) -> None:
    journal = Journal(path, who="anna")
    assert journal.undo() == journal.redo() == []
    journal.commit([change(1)])
    assert journal.redo() == []
    journal.undo()
    size = path.stat().st_size
    assert journal.undo() == []
    assert path.stat().st_size == size


def test_many_steps_back_and_forth(path: Path) -> None:
    journal = Journal(path, who="anna")
    states = [verdicts(journal)]
    for number in (1, 2, 1, 3):
        journal.commit([change(number, f"v{journal.seq}")])
        states.append(verdicts(journal))
    for state in states[-2::-1]:
        assert journal.undo()
        assert verdicts(journal) == state
    for state in states[1:]:
        assert journal.redo()
        assert verdicts(journal) == state
    assert journal.redo() == []


def test_a_batch_goes_and_comes_whole(path: Path) -> None:
    journal = Journal(path, who="anna")
    journal.commit([change(1)])
    batch = journal.commit([change(1, "exclude"), change(2), change(3)])
    undone = journal.undo()
    assert [event.batch for event in undone] == [(1, 3), (2, 3), (3, 3)]
    assert {event.undoes for event in undone} == {batch[0].seq}
    assert verdicts(journal) == {"1": "include"}
    assert {event.redoes for event in journal.redo()} == {batch[0].seq}
    assert verdicts(journal) == {"1": "exclude", "2": "include", "3": "include"}


def test_a_new_change_ends_the_line_of_redos(path: Path) -> None:
    journal = Journal(path, who="anna")
    journal.commit([change(1)])
    journal.undo()
    journal.commit([change(2)])
    assert journal.redo() == []
    assert verdicts(journal) == {"2": "include"}


def test_undo_works_tomorrow_and_from_another_window(path: Path) -> None:
    with Journal(path, who="anna") as journal:
        journal.commit([change(1)])
        journal.commit([change(2)])
    first, second = Journal(path, who="anna"), Journal(path, who="anna")
    first.undo()
    second.undo()
    assert verdicts(second) == {}
    with Journal(path, who="anna") as journal:
        journal.redo()
        assert verdicts(journal) == {"1": "include"}
    first.redo()
    assert verdicts(first) == {"1": "include", "2": "include"}
    assert first.redo() == []


def test_one_particular_change_can_be_taken_back(path: Path) -> None:
    journal = Journal(path, who="anna")
    [first] = journal.commit([change(1)])
    journal.commit([change(2)])
    journal.undo_batch(first.seq)
    assert verdicts(journal) == {"2": "include"}
    with pytest.raises(UndoConflict, match="already"):
        journal.undo_batch(first.seq)
    journal.undo()
    assert verdicts(journal) == {}


def test_a_redone_change_can_be_taken_back_by_its_name(path: Path) -> None:
    journal = Journal(path, who="anna")
    [first] = journal.commit([change(1)])
    journal.undo()
    journal.redo()
    journal.commit([change(2)])
    assert journal.undo_batch(first.seq)
    assert verdicts(journal) == {"2": "include"}


@pytest.mark.parametrize("seq", [1, 3, 4, 99])
def test_only_a_change_can_be_taken_back_by_its_name(path: Path, seq: int) -> None:
    journal = Journal(path, who="anna")
    journal.commit([change(1), change(2)])
    journal.undo()  # lines 4 and 5
    journal.redo()
    with pytest.raises(UndoConflict, match="no change begins"):
        journal.undo_batch(seq)


def test_what_was_changed_since_is_not_taken_back(path: Path) -> None:
    journal = Journal(path, who="anna")
    [first, *_] = journal.commit([change(1), change(2)])
    journal.commit([change(2, "exclude")])
    before = path.read_bytes()
    with pytest.raises(UndoConflict, match="changed again"):
        journal.undo_batch(first.seq)
    assert path.read_bytes() == before


STEPS = st.lists(
    st.tuples(st.just("change"), st.lists(st.tuples(st.integers(0, 3), st.sampled_from("abc")), min_size=1, max_size=3))
    | st.tuples(st.sampled_from(["undo", "redo"]), st.none()),
    max_size=14,
)


@settings(
    max_examples=examples(25, long=60),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_undo_and_redo_are_two_stacks_of_states(
    path: Path, steps: list[tuple[str, list[tuple[int, str]] | None]]
) -> None:
    for each in path.parent.iterdir():
        each.unlink()
    journal = Journal(path, who="anna")
    done: list[Tables] = [{}]
    undone: list[Tables] = []
    for kind, batch in steps:
        if batch:
            state = {TABLE: dict(done[-1].get(TABLE, {}))}
            state[TABLE].update({str(number): {"v": value} for number, value in batch})
            if journal.commit([Change(TABLE, number, {"v": value}) for number, value in batch]):
                done.append(state)
                undone.clear()
        elif kind == "undo":
            assert bool(journal.undo()) == (len(done) > 1)
            if len(done) > 1:
                undone.append(done.pop())
        else:
            assert bool(journal.redo()) == bool(undone)
            if undone:
                done.append(undone.pop())
        assert journal.tables == done[-1]
    journal.close()
    assert check_journal(path) == []
