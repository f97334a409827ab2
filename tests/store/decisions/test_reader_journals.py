"""What a reader says at a stage, in several batches, is one: of the words the latest counts, and an act is one act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.decisions.access import decisions_of
from store.decisions.decision_journal import TABLE
from store.decisions.reader_journals import ReaderAct, ReaderJournals
from store.folder.review import Review
from store.journal.errors import UndoConflict
from store.journal.journal import Change
from store.journal.line import MOVED_ACT
from tests.examples import examples
from tests.reviews import decisions_file, protocol

STAGE = "title-abstract"
BATCHES = ("0", "1", "2")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Review.create(tmp_path / "review", protocol()).close()
    return tmp_path / "review"


@pytest.fixture
def review(folder: Path) -> Iterator[Review]:
    with Review(folder, role="ANNA") as opened:
        yield opened


@pytest.fixture
def anna(review: Review) -> ReaderJournals:
    return decisions_of(review, "ANNA", STAGE)


def says(number: int, verdict: str) -> Change:
    return Change(TABLE, number, {"record": f"{number:016x}", "verdict": verdict})


def decide(journals: ReaderJournals, *words: tuple[str, int, str]) -> None:
    """One act of (batch, record, verdict)."""
    changes: dict[str, list[Change]] = {}
    for batch, number, verdict in words:
        changes.setdefault(batch, []).append(says(number, verdict))
    journals.commit(changes, act="decide")


def verdicts(journals: ReaderJournals) -> dict[int, str]:
    return {int(key): each["verdict"] for key, each in journals.tables.get(TABLE, {}).items()}


def clocks(folder: Path, batches: Iterable[str]) -> list[int]:
    """The clock of the last word in each batch, as it is on the disk."""
    found = []
    for batch in batches:
        with Review(folder) as review:
            journal = review.open_own(decisions_file(folder, "ANNA", STAGE, int(batch)), write=False)
            found.append(next(each.after["clock"] for each in journal.events_back() if each.after))
    return found


def test_of_two_words_on_a_record_the_latest_counts_in_whichever_batch(anna: ReaderJournals, folder: Path) -> None:
    decide(anna, ("2", 7, "include"))
    decide(anna, ("1", 7, "exclude"))
    assert verdicts(anna) == {7: "exclude"}
    decide(anna, ("2", 7, "maybe"))
    assert verdicts(anna) == {7: "maybe"}
    with Review(folder, role="ANNA") as review:
        again = decisions_of(review, "ANNA", STAGE)
        assert verdicts(again) == {7: "maybe"}
        said = {batch: again.document_in(batch, TABLE, 7) for batch in BATCHES}
    assert {batch: each and each["verdict"] for batch, each in said.items()} == {
        "0": None,
        "1": "exclude",
        "2": "maybe",
    }


def test_an_act_over_two_batches_has_one_clock_and_is_taken_back_and_made_again_as_one(
    anna: ReaderJournals, folder: Path
) -> None:
    decide(anna, ("1", 1, "exclude"))
    decide(anna, ("1", 1, "include"), ("2", 2, "include"))
    assert clocks(folder, ["1", "2"]) == [2, 2]
    seen: list[ReaderAct] = []
    assert anna.undo(lambda act: bool(seen.append(act))) == [] and verdicts(anna) == {1: "include", 2: "include"}
    assert (seen[0].clock, seen[0].size, {*seen[0].ends}, len(seen[0].events())) == (2, 2, {"1", "2"}, 2)
    assert len(anna.undo()) == 2 and verdicts(anna) == {1: "exclude"}
    assert len(anna.redo()) == 2 and verdicts(anna) == {1: "include", 2: "include"}
    assert len(anna.undo()) == 2 and len(anna.undo()) == 1 and anna.undo() == [] and verdicts(anna) == {}


def test_an_act_that_another_batch_has_overruled_says_by_what(anna: ReaderJournals) -> None:
    decide(anna, ("1", 1, "exclude"))
    decide(anna, ("2", 1, "include"))
    with pytest.raises(UndoConflict) as refused:
        anna.replay(1, again=False)
    day = anna.acts()
    assert refused.value.what == f"act 2 of {next(iter(day)).end.at[:10]} said otherwise since, of what act 1 concerns"
    assert refused.value.advice == "Take back the later act first, or decide anew."
    assert verdicts(anna) == {1: "include"}


def test_the_last_act_is_taken_back_first_in_whichever_batch(anna: ReaderJournals) -> None:
    for number, batch in enumerate(["2", "1", "0", "2", "1"]):
        decide(anna, (batch, number, "include"))
    for left in (4, 3, 2, 1, 0):
        assert len(anna.undo()) == 1 and sorted(verdicts(anna)) == [*range(left)]
    for there in (1, 2, 3, 4, 5):
        assert len(anna.redo()) == 1 and sorted(verdicts(anna)) == [*range(there)]
    assert anna.redo() == []


def test_after_a_new_act_in_another_batch_nothing_is_made_again(anna: ReaderJournals) -> None:
    decide(anna, ("1", 1, "include"))
    anna.undo()
    decide(anna, ("2", 2, "include"))
    assert anna.redo() == [] and verdicts(anna) == {2: "include"}
    anna.undo()
    assert [each.id for each in anna.redo()] == [2], "the last one that was taken back, not the older one"
    assert anna.redo() == []


def test_what_was_said_again_in_another_batch_is_no_act(anna: ReaderJournals) -> None:
    decide(anna, ("1", 1, "exclude"))
    decide(anna, ("1", 1, "include"))
    anna.repeat("2", [says(1, "include")], act=MOVED_ACT)
    assert anna.document_in("2", TABLE, 1) == anna.document_in("1", TABLE, 1)
    seen: list[ReaderAct] = []
    anna.undo(lambda act: bool(seen.append(act)))
    assert [{*each.ends} for each in seen] == [{"1"}], "only what was said is taken back"
    for undone, counts in ((anna.undo, {1: "exclude"}), (anna.undo, {}), (anna.redo, {1: "exclude"})):
        assert len(undone()) == 1 and verdicts(anna) == counts, "the other batch does not hold on to it"
    assert len(anna.redo()) == 1 and verdicts(anna) == {1: "include"} and anna.redo() == []


def test_a_batch_that_another_window_has_begun_is_taken_back_and_seen(anna: ReaderJournals, folder: Path) -> None:
    with Review(folder, role="ANNA") as other:
        decide(decisions_of(other, "ANNA", STAGE), ("2", 2, "include"))
        assert [each.id for each in anna.undo()] == [2]
        decisions_of(other, "ANNA", STAGE).refresh()
        assert verdicts(decisions_of(other, "ANNA", STAGE)) == {}


def test_the_events_of_all_batches_are_in_the_order_they_were_written(anna: ReaderJournals) -> None:
    for number, batch in enumerate(["2", "1", "2", "0"]):
        decide(anna, (batch, number, "include"))
    told = [(batch, event.id) for batch, event in anna.events() if event.table]
    assert sorted(told, key=lambda each: each[1]) == [("2", 0), ("1", 1), ("2", 2), ("0", 3)]
    assert [event.at for _, event in anna.events()] == sorted(event.at for _, event in anna.events())


def test_how_a_batch_stood_after_a_line(anna: ReaderJournals) -> None:
    decide(anna, ("1", 1, "include"))
    seq, link = anna.ends()["1"]
    decide(anna, ("1", 1, "exclude"), ("2", 2, "include"))
    assert {key: each["verdict"] for key, each in anna.documents_at("1", seq, TABLE).items()} == {"1": "include"}
    assert anna.documents_at("0", seq, TABLE) == {} and len(link) == 32 and anna.ends()["1"][1] != link


words = st.tuples(st.sampled_from(BATCHES), st.integers(0, 3), st.sampled_from(["include", "exclude", "maybe"]))
acts = st.lists(
    st.one_of(
        st.just("undo"),
        st.just("redo"),
        st.just("reopen"),
        st.lists(words, min_size=1, max_size=3, unique_by=lambda each: each[1]),
    ),
    max_size=25,
)


@settings(max_examples=examples(12, long=25))
@given(steps=acts)
def test_any_acts_undone_and_redone_are_as_in_one_list(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str | list[tuple[str, int, str]]]
) -> None:
    """The model: acts in the order made; what counts of a record is what the last act on it said."""
    folder = tmp_path_factory.mktemp("acts") / "review"
    Review.create(folder, protocol()).close()
    review = Review(folder, role="ANNA")
    done: list[list[tuple[str, int, str]]] = []
    undone: list[list[tuple[str, int, str]]] = []
    try:
        for step in steps:
            anna = decisions_of(review, "ANNA", STAGE)
            counts = {number: verdict for act in done for _, number, verdict in act}
            if step == "reopen":
                review.close()
                review = Review(folder, role="ANNA")
            elif step == "undo":
                assert len(anna.undo()) == (len(done[-1]) if done else 0)
                undone += [done.pop()] if done else []
            elif step == "redo":
                assert len(anna.redo()) == (len(undone[-1]) if undone else 0)
                done += [undone.pop()] if undone else []
            else:
                decide(anna, *step)
                # What counts already is not said again.
                if new := [each for each in step if counts.get(each[1]) != each[2]]:
                    done.append(new)
                    undone.clear()
            expected = {number: verdict for act in done for _, number, verdict in act}
            assert verdicts(decisions_of(review, "ANNA", STAGE)) == expected
    finally:
        review.close()


WORDS = st.lists(
    st.tuples(st.sampled_from(BATCHES), st.integers(1, 3), st.sampled_from(["include", "exclude"])),
    min_size=1,
    max_size=3,
    unique_by=lambda word: word[1],
)
STEPS = st.lists(st.one_of(WORDS, st.tuples(st.integers(1, 8), st.booleans())), max_size=10)


@settings(max_examples=examples(25, long=60))
@given(STEPS)
def test_any_act_is_taken_back_alone_or_refused_and_nothing_else_changes(
    tmp_path_factory: pytest.TempPathFactory, steps: list[list[tuple[str, int, str]] | tuple[int, bool]]
) -> None:
    folder = tmp_path_factory.mktemp("acts") / "review"
    Review.create(folder, protocol()).close()
    with Review(folder, role="ANNA") as review:
        anna = decisions_of(review, "ANNA", STAGE)
        for step in steps:
            before, acts = verdicts(anna), {each.clock: each for each in anna.acts()}
            assert [*acts] == sorted(acts, reverse=True)
            if isinstance(step, list):
                decide(anna, *step)
                continue
            number, again = step
            act = acts.get(number)
            try:
                changed = anna.replay(number, again=again)
            except UndoConflict:
                assert verdicts(anna) == before and {e.clock: e.holds for e in anna.acts()} == {
                    clock: each.holds for clock, each in acts.items()
                }
                last = max((each.clock for each in acts.values() if each.holds), default=0)
                assert act is None or act.holds is again or again or number < last, (
                    "the last that holds is never refused"
                )
                continue
            assert act is not None and act.holds is not again and changed
            said = [event for each in anna.acts() if each.holds for event in each.events()[::-1]][::-1]
            expected = {event.id: event.after["verdict"] for event in said if event.after}
            assert verdicts(anna) == expected
        kept = verdicts(anna)
    with Review(folder, role="ANNA") as review:
        assert verdicts(decisions_of(review, "ANNA", STAGE)) == kept, "what is on the disk says the same"
