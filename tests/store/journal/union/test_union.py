"""Words said and taken back: what they answer, what outweighs them, and what their writer had seen."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store.journal.errors import NotSaved, UndoConflict
from store.journal.journal import Journal
from store.journal.line import Event
from store.journal.snapshot import StoredTable
from store.journal.union.union import Union
from store.journal.union.word import LATEST_CLOCK
from tests.store.journal.union.team import RULED, TABLE, Team, copy, say, value, words, write


def test_what_removes_counts_like_any_word_and_says_null(union: Union) -> None:
    say(union, "ANNA", "here", 1, 2)
    say(union, "BO", None, 1)
    assert (value(union, 1), value(union, 2)) == (None, "here") and "1" not in union.tables[TABLE]
    assert words(union, "BO")[-1]["says"] is None and words(union, "BO")[-1]["replaces"] == [["ANNA", 1]]
    assert [key for key, _ in union.in_order(TABLE, union.tables.get(TABLE, {}))] == ["2"]
    say(union, "ANNA", "again", 1)
    assert value(union, 1) == "again"


def test_what_counts_already_is_not_said_again(union: Union) -> None:
    say(union, "ANNA", "so")
    assert say(union, "BO", "so") == [] and say(union, "BO", None, 7) == [] and words(union, "BO") == []


def test_an_answer_names_what_it_answers_once(union: Union) -> None:
    say(union, "ANNA", 1)
    say(union, "BO", 2)
    say(union, "BO", 3)
    assert "replaces" not in words(union, "ANNA")[0]
    assert words(union, "BO")[0]["replaces"] == [["ANNA", 1]]
    assert words(union, "BO")[1].get("replaces", []) in ([], [["ANNA", 1]])


@pytest.fixture
def ruled(place: Callable[[str], Union], tmp_path: Path) -> Iterator[Union]:
    """CHIEF has ruled on what ANNA and BO have said later, on a machine without CHIEF's word."""
    there, here = place("there"), place("here")
    for what in ("once", "and again"):
        say(there, "ANNA", what, table=RULED)
    say(here, "CHIEF", "ruled", table=RULED)
    copy(tmp_path / "there", tmp_path / "here")
    here.refresh()
    yield here
    for each in (here, there):
        each.close()


def test_an_adjudicator_s_word_counts_before_a_later_one_of_a_reader(ruled: Union) -> None:
    assert value(ruled, table=RULED) == "ruled" and ruled.clock == 2
    say(ruled, "CHIEF", None, table=RULED)
    assert value(ruled, table=RULED) is None, "what removes weighs nothing and is the latest"
    say(ruled, "BO", "agreed anew", table=RULED)
    assert value(ruled, table=RULED) == "agreed anew"


@pytest.mark.parametrize("what", ["agreed", None])
def test_what_would_not_count_beside_a_ruling_is_refused(ruled: Union, what: str | None) -> None:
    before = words(ruled, "ANNA")
    with pytest.raises(NotSaved, match="CHIEF has ruled") as refused:
        say(ruled, "ANNA", what, table=RULED)
    assert "CHIEF" in refused.value.advice and words(ruled, "ANNA") == before
    assert value(ruled, table=RULED) == "ruled"
    say(ruled, "CHIEF", "ruled anew", table=RULED)
    assert value(ruled, table=RULED) == "ruled anew"


def test_taken_back_is_what_one_said_oneself_and_what_stood_before_counts_again(union: Union) -> None:
    say(union, "ANNA", "first")
    say(union, "BO", "second", 1, 2)
    assert union.next_undo("CHIEF", [TABLE]) == []
    assert [event.after for event in union.next_undo("BO", [TABLE])] == [{"value": "second"}] * 2
    assert union.undo("BO", ["another table"]) == [] and union.undo("CHIEF", [TABLE]) == []
    taken = union.undo("BO", [TABLE])
    assert [(event.before, event.after) for event in taken] == [({"value": "second"}, None)] * 2
    assert (value(union, 1), value(union, 2)) == ("first", None)
    union.undo("ANNA", [TABLE])
    assert value(union) is None and not union.tables.get(TABLE)


@pytest.mark.parametrize("by_number", [False, True])
def test_what_another_has_answered_is_not_taken_back(union: Union, by_number: bool) -> None:
    [said] = say(union, "ANNA", "first")
    say(union, "BO", "second")
    with pytest.raises(UndoConflict) as refused:
        union.undo_batch("ANNA", said.seq) if by_number else union.undo("ANNA", [TABLE])
    assert refused.value.what == f"BO has said otherwise since, of document {said.id} of “{TABLE}”"
    assert refused.value.where == str(union.journals["ANNA"].path)
    assert refused.value.advice == "Say the opposite, if that is what you mean: what was said last counts."
    assert value(union) == "second" and len(words(union, "ANNA")) == 1
    union.undo("BO", [TABLE])
    union.undo_batch("ANNA", said.seq) if by_number else union.undo("ANNA", [TABLE])
    assert value(union) is None


def test_what_is_taken_back_is_asked_first(union: Union) -> None:
    say(union, "ANNA", "x")
    asked: list[Event] = []
    assert union.undo("ANNA", [TABLE], lambda end: asked.append(end) is not None) == []
    assert [each.after for each in asked] == [{"value": "x"}] and value(union) == "x"


def test_the_clock_rises_also_after_what_was_taken_back(place: Callable[[str], Union]) -> None:
    first, second = place("here"), place("here")
    say(first, "ANNA", 0, 2)
    say(second, "ANNA", 0, 3)
    say(first, "ANNA", 1)
    first.undo("ANNA", [TABLE])
    say(second, "ANNA", 2)  # another window of hers, that read both lines at once
    assert [each["clock"] for each in words(second, "ANNA") if each.get("says") == {"value": 2}] == [4]
    second.undo("ANNA", [TABLE])
    anew = place("here")
    assert anew.clock == first.clock + 1 == 4
    say(anew, "ANNA", 3)
    assert anew.clock == 5
    for each in (first, second, anew):
        each.close()


def test_what_others_had_said_is_stated_once_and_when_it_changed(union: Union) -> None:
    say(union, "ANNA", 1, 1, 2)
    say(union, "BO", 2, 1, 2)
    say(union, "BO", 3)
    say(union, "ANNA", 4)
    say(union, "ANNA", 5)
    ends = {who: union.journals[who].end for who in ("ANNA", "BO")}
    assert "seen" not in words(union, "ANNA")[0], "there was nobody yet"
    [first, second, third] = words(union, "BO")
    assert first["seen"]["ANNA"][0] == 3 and "seen" not in second and "seen" not in third
    *_, fourth, fifth = words(union, "ANNA")
    assert fourth["seen"] == {"BO": [ends["BO"].seq, ends["BO"].chain]} and "seen" not in fifth


def test_what_was_stated_is_not_sought_in_the_whole_journal_each_time(
    union: Union, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(union, "BO", 0)
    for number in range(40):
        say(union, "ANNA", number, number)
    read: list[Event] = []
    back = Journal.events_back

    def counted(journal: Journal) -> Iterator[Event]:
        for event in back(journal):
            read.append(event)
            yield event

    monkeypatch.setattr(Journal, "events_back", counted)
    say(union, "ANNA", "x", 99)
    assert len(read) < 5


def test_after_the_latest_clock_nothing_is_said_rather_than_damage_written(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    write(tmp_path / "here/BO.jsonl", {"clock": LATEST_CLOCK, "says": {"value": 1}})
    union = Union(Team(tmp_path / "here"))
    assert value(union) == 1
    with pytest.raises(NotSaved, match="BO") as refused:
        say(union, "ANNA", 2)
    assert refused.value.where.endswith("BO.jsonl")
    assert value(union) == 1
    Union(Team(tmp_path / "here")).close()
    union.close()


def test_what_was_closed_is_not_held_until_somebody_collects_garbage(tmp_path: Path) -> None:
    """A report reads one journal after the other, and collects none meanwhile."""
    write(tmp_path / "ANNA.jsonl", {"clock": 1, "says": {"record": "x"}})
    with Journal(tmp_path / "ANNA.jsonl", who="ANNA") as journal:
        journal.checkpoint()
    union = Union(Team(tmp_path), answering=False)
    assert isinstance(union.tables[TABLE], StoredTable)
    gc.disable()
    try:
        union.close()
        held = weakref.ref(union)
        del union
        assert held() is None
    finally:
        gc.enable()
