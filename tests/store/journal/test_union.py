"""Everybody's words as one state: the same whoever copied whose file first, and each word told by who said it when."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.journal.errors import LinesMissing, NotSaved, StoreCorrupt, UndoConflict
from store.journal.journal import Change, Journal
from store.journal.line import START, Document, Event, encode
from store.journal.snapshot import Tables
from store.journal.union import LATEST_CLOCK, Union

ORDER = ("ANNA", "BO", "CHIEF")
TABLE, RULED, DRAWN = "said", "ruled", "drawn"


class Team:
    """Three people whose journals lie in one folder; CHIEF's word weighs more in `RULED`, only ANNA may say `DRAWN`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)

    def journals(self) -> Mapping[str, Path]:
        paths = {who: self.folder / f"{who}.jsonl" for who in ORDER}
        return {who: path for who, path in paths.items() if path.exists() or path.with_suffix(".json").exists()}

    def open_journal(self, who: str, *, write: bool) -> Journal:
        return Journal(self.folder / f"{who}.jsonl", who=who.lower(), read_only=not write)

    def may_say(self, who: str, table: str, says: Document | None) -> bool:
        return table != DRAWN or who == "ANNA"

    def holds(self, who: str) -> dict[str, list[int | str]]:
        return {}

    def weight(self, who: str, table: str, says: Document) -> int:
        return int(table == RULED and who == "CHIEF")


@pytest.fixture
def place(tmp_path: Path) -> Callable[[str], Union]:
    """Gives the union of a folder of that name; the same name is the same folder, seen by another program."""
    return lambda name: Union(Team(tmp_path / name))


@pytest.fixture
def union(place: Callable[[str], Union]) -> Iterator[Union]:
    opened = place("here")
    yield opened
    opened.close()


def say(union: Union, who: str, value: Any, *keys: int, table: str = TABLE) -> list[Event]:
    says = None if value is None else {"value": value}
    return union.commit(who, [Change(table, key, says) for key in keys or (1,)], act="say")


def value(union: Union, key: int = 1, table: str = TABLE) -> Any:
    document = union.document(table, key)
    return document and document["value"]


def words(union: Union, who: str) -> list[Document]:
    """What stands in a person's journal, word for word."""
    return [event.after or {} for event in union.journals[who].events() if event.table]


def copy(source: Path, target: Path, *people: str) -> None:
    """As an exchange does it: of each journal the longer one stays."""
    for who in people or ORDER:
        here, there = source / f"{who}.jsonl", target / f"{who}.jsonl"
        if here.exists() and (not there.exists() or there.stat().st_size < here.stat().st_size):
            shutil.copyfile(here, there)


def write(path: Path, *documents: Document, keys: Sequence[int] = (1, 1)) -> None:
    """A journal with whole chains that holds these documents as they are: what another program may have written."""
    lines, chain = [], START.chain
    header = Event(1, "", "x", "format", "", 0, None, {"format": 1})
    events = [
        Event(seq, "", "x", "say", TABLE, key, None, each)
        for seq, (key, each) in enumerate(zip(keys, documents, strict=False), start=2)
    ]
    for event in (header, *events):
        line, chain = encode(event, chain)
        lines.append(line)
    path.write_bytes(b"".join(lines))


# -- what counts


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


# -- taking back


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
    with pytest.raises(UndoConflict, match="BO has said otherwise since") as refused:
        union.undo_batch("ANNA", said.seq) if by_number else union.undo("ANNA", [TABLE])
    assert refused.value.where.endswith("ANNA.jsonl") and "opposite" in refused.value.advice
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


# -- what was seen


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


# -- several programs, several copies


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


# -- damage and hostility


HOSTILE = [0, -1, LATEST_CLOCK + 1, 1.0, "1", True, None, [], int("9" * 4000)]


@pytest.mark.parametrize("clock", HOSTILE, ids=lambda clock: str(clock)[:20])
def test_a_clock_that_is_none_is_named_with_its_file(tmp_path: Path, clock: object) -> None:
    (tmp_path / "here").mkdir()
    write(tmp_path / "here/BO.jsonl", {"clock": clock, "says": {"value": 1}})
    with pytest.raises(StoreCorrupt, match="2\\^53") as refused:
        Union(Team(tmp_path / "here"))
    assert refused.value.where == str(tmp_path / "here/BO.jsonl") and refused.value.advice


@pytest.mark.parametrize("clock", HOSTILE, ids=lambda clock: str(clock)[:20])
def test_it_is_named_by_a_program_that_runs_already(tmp_path: Path, clock: object) -> None:
    union = Union(Team(tmp_path / "here"))
    say(union, "ANNA", 1)
    write(tmp_path / "here/BO.jsonl", {"clock": 1, "says": {"value": 1}})
    union.refresh()
    write(tmp_path / "here/BO.jsonl", {"clock": 1, "says": {"value": 1}}, {"clock": clock, "says": {"value": 2}})
    for _ in range(2):
        with pytest.raises(StoreCorrupt, match="2\\^53") as refused:
            union.refresh()
        assert refused.value.where == str(tmp_path / "here/BO.jsonl")
    union.close()


def test_a_clock_of_5000_digits_is_named_too(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    path = tmp_path / "here/BO.jsonl"
    write(path, {"clock": 7, "says": {"value": 1}})
    path.write_bytes(path.read_bytes().replace(b'"clock":7', b'"clock":' + b"9" * 5000))
    with pytest.raises(StoreCorrupt) as refused:
        Union(Team(tmp_path / "here"))
    assert refused.value.where == str(path)


@pytest.mark.parametrize(
    "document",
    [{}, {"clock": 1}, {"clock": 1, "says": 7}, {"clock": 1, "says": []}]
    + [{"clock": 1, "says": {}, "replaces": each} for each in (7, [7], [["BO"]], [["BO", "x"]], [["BO", 1, 2]])],
    ids=str,
)
def test_what_is_no_word_is_damage(tmp_path: Path, document: Document) -> None:
    (tmp_path / "here").mkdir()
    write(tmp_path / "here/BO.jsonl", document)
    with pytest.raises(StoreCorrupt) as refused:
        Union(Team(tmp_path / "here"))
    assert refused.value.where.endswith("BO.jsonl")


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


def test_a_clock_that_falls_within_a_journal_hides_no_higher_one(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    high, low = ({"clock": clock, "says": {"value": clock}} for clock in (100, 5))
    write(tmp_path / "here/BO.jsonl", high, low, keys=(1, 2))
    union = Union(Team(tmp_path / "here"))
    assert union.clock == 100
    say(union, "ANNA", "answered")
    assert value(union) == "answered"
    union.close()


# -- any history, any order


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
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
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
