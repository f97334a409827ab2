"""Everybody's words as one state: the same whoever copied whose file first, and told in the order they were said."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.journal.errors import LinesMissing, NotSaved, UndoConflict
from store.journal.journal import Change
from store.journal.snapshot import Tables
from store.journal.union.union import Union
from tests.examples import examples
from tests.store.journal.union.team import DRAWN, ORDER, RULED, TABLE, Team, copy, say, value, words


def test_of_several_words_the_latest_counts(union: Union) -> None:
    for number, who in enumerate(("CHIEF", "ANNA", "BO", "ANNA")):
        say(union, who, number)
        assert (value(union), union.clock) == (number, number + 1)
    assert [word.who for word in union.words(TABLE, "1")] == list(ORDER)


def test_words_said_at_the_same_time_count_in_the_people_s_order(place: Callable[[str], Union], tmp_path: Path) -> None:
    for who in ("BO", "CHIEF", "ANNA"):
        with_one = place(who)
        say(with_one, who, who)
        with_one.close()
    for number, order in enumerate(permutations(ORDER)):
        union = place(f"all{number}")
        for who in order:
            copy(tmp_path / who, tmp_path / f"all{number}")
            union.refresh()
        assert value(union) == "ANNA" and union.clock == 1
        say(union, "BO", "after all")
        assert value(union) == "after all"
        assert words(union, "BO")[-1]["replaces"] == [["ANNA", 1], ["CHIEF", 1]]
        union.close()


def test_words_are_told_in_the_order_in_which_they_were_said(union: Union) -> None:
    say(union, "BO", "a", 9)
    say(union, "ANNA", "b", 3, 2)
    say(union, "CHIEF", "c", 5)
    assert [key for key, _ in union.in_order(TABLE, union.tables.get(TABLE, {}))] == ["9", "2", "3", "5"]
    assert union.in_order("nothing", ()) == [] and union.word(TABLE, "77") is None


def test_one_who_is_not_entitled_says_nothing(union: Union) -> None:
    say(union, "BO", "mine", table=DRAWN)
    assert value(union, table=DRAWN) is None and union.words(DRAWN, "1") == []
    say(union, "ANNA", "drawn", table=DRAWN)
    say(union, "BO", "mine too", table=DRAWN)
    assert value(union, table=DRAWN) == "drawn"


def test_another_program_s_words_arrive_at_a_refresh(place: Callable[[str], Union]) -> None:
    here, there = place("here"), place("here")
    before = here.state(TABLE), here.state(RULED)
    say(there, "BO", "new")
    assert value(here) is None
    here.refresh()
    assert value(here) == "new" and here.clock == 1
    assert here.state(TABLE) != before[0], "a person who was not there yet"
    before = here.state(TABLE), here.state(RULED)
    say(there, "BO", "newer")
    here.refresh()
    assert value(here) == "newer" and here.state(TABLE) != before[0] and here.state(RULED) == before[1]
    same = here.state(TABLE)
    here.refresh()
    assert here.state(TABLE) == same
    for each in (here, there):
        each.close()


def test_a_person_who_goes_is_counted_no_more_and_one_with_a_snapshot_is_missed(
    union: Union, place: Callable[[str], Union], tmp_path: Path
) -> None:
    other = place("here")
    say(other, "ANNA", "stays")
    say(other, "BO", "goes")
    union.refresh()
    assert value(union) == "goes"
    other.close()
    for path in (tmp_path / "here").glob("BO.*"):
        path.unlink()
    union.refresh()
    assert value(union) == "stays" and list(union.journals) == ["ANNA"]
    (tmp_path / "here/CHIEF.json").write_text("{}")
    with pytest.raises(LinesMissing):
        union.refresh()


def test_events_are_told_person_by_person_as_what_was_said(union: Union) -> None:
    say(union, "BO", "x")
    say(union, "ANNA", "y")
    told = [(who, event.before, event.after) for who, events in union.events() for event in events if event.table]
    assert told == [("ANNA", None, {"value": "y"}), ("BO", None, {"value": "x"})]
    assert union.last_at() == max(event.at for _, events in union.events() for event in events)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(ORDER), st.sampled_from(["say", "remove", "undo"]), st.integers(1, 3), st.sampled_from("abc")
    )
    | st.tuples(st.sampled_from(ORDER), st.just("copy"), st.sampled_from(ORDER), st.sampled_from(ORDER)),
    max_size=30,
)


def play(folder: Path, steps: list[tuple[Any, ...]]) -> dict[str, Union]:
    """Each person works on a machine of their own, which is called after them."""
    unions = {who: Union(Team(folder / who)) for who in ORDER}
    for who, act, key, what in steps:
        union = unions[who]
        if act == "copy":
            copy(folder / key, folder / who, what)
            continue
        union.refresh()
        table = RULED if what == "c" else TABLE
        if act == "undo":
            try:
                union.undo(who, [table])
            except UndoConflict:
                assert union.next_undo(who, [table])
        else:
            with contextlib.suppress(NotSaved):  # CHIEF has ruled
                say(union, who, None if act == "remove" else f"{who} {what}", key, key + 1, table=table)
    return unions


@settings(
    max_examples=examples(30, long=80),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_any_history_copied_in_any_order_ends_in_one_state(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Any, ...]]
) -> None:
    folder = tmp_path_factory.mktemp("history")
    unions = play(folder, steps)
    for target in ORDER:
        for source in ORDER:
            copy(folder / source, folder / target)
    seen: list[tuple[Tables, int]] = []
    for who, union in unions.items():
        union.refresh()
        anew = Union(Team(folder / who))
        for each in (union, anew):
            seen.append(({name: table for name, table in each.tables.items() if table}, each.clock))
        for person, journal in anew.journals.items():
            said = (event.after or {} for event in journal.events() if event.table and not event.undoes)
            clocks = [each["clock"] for each in said]
            assert clocks == sorted(clocks), f"clocks of {person} rise"
        anew.close()
        union.close()
    assert all(each == seen[0] for each in seen)


def test_to_open_ones_own_journal_for_writing_is_no_news(tmp_path: Path) -> None:
    people = Team(tmp_path)
    Union(people).commit("ANNA", [Change(TABLE, 1, {"x": 1})], act="say")
    union = Union(people)
    before = union.state(TABLE)
    for who in ("ANNA", "BO"):
        with union.locked(who):
            assert union.state(TABLE) == before and union.tables == {TABLE: {"1": {"x": 1}}}
    assert union.commit("BO", [Change(TABLE, 1, {"x": 2})], act="say") and union.document(TABLE, 1) == {"x": 2}
