"""What counts of decisions, kept in columns: what follows from the journals, whatever was done by whom meanwhile."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.errors import TamisError
from core.records.studies import Studies
from core.screening.decision import Decision, Verdict
from store.acts.duplicates import groups
from store.acts.duplicates.verdicts import give_verdict, take_back_verdict
from store.acts.imports import WITHDRAWALS, imports
from store.decisions import at_opening, columns
from store.decisions.access import SEALED_MODE, decisions_of
from store.decisions.decision_journal import TABLE, JoinedReports, decisions_in
from store.folder.cache import Cache, cache_folder
from store.folder.review import Review
from store.journal import journal
from store.journal.journal import Change
from store.state import merged_at_opening
from store.state.review_state import ReviewState, review_state
from tests.charts import charting_review, fill
from tests.examples import examples
from tests.histories import History
from tests.reviews import decisions_file, differing_review, make_review, record_ids, ris, run, run_json

STAGE, FULL = "title-abstract", "full-text"
ALL = (None, "ANNA", "BO", "CHIEF")
NO_REPORTS = JoinedReports(Studies(), {})


@pytest.fixture(autouse=True)
def all_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (columns, groups, at_opening, merged_at_opening):
        monkeypatch.setattr(module, "WORTH_KEEPING", 0)
    monkeypatch.setattr(columns, "LAG", 0)


@pytest.fixture
def derived(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Gets the reader each time that columns are derived from all lines."""
    made: list[str] = []
    real = columns.VerdictColumns._derive

    def counted(self: columns.VerdictColumns, *arguments: Any) -> None:
        if self._paths():
            made.append(self._reviewer)
        real(self, *arguments)

    monkeypatch.setattr(columns.VerdictColumns, "_derive", counted)
    return made


def told(folder: Path, role: str | None) -> list[Any]:
    commands = (["status"], ["flow", "--format", "json"], ["agreement"], ["missed"], ["dedup", "--groups"])
    first = record_ids(folder)[0]
    commands = (*commands, ["history", first], ["show", first])
    return [run_json(folder, *words, role=role) for words in commands]


def bare(decision: Decision) -> tuple[object, ...]:
    return decision.verdict, decision.reason, decision.act if decision.verdict else "", decision.torn


def states(folder: Path) -> Iterator[tuple[ReviewState, str, str]]:
    for role in ALL:
        with Review(folder, role=role) as review:
            state = review_state(review)
            for stage in review.protocol.stages:
                yield from ((state, each.reviewer, stage.id) for each in stage.readers)


def assert_they_fit(folder: Path, after: str) -> None:
    """The columns are what follows from the decisions themselves, for every audience."""
    for now, reader, stage in states(folder):
        opened = [batch for (name, batch) in now.openings if name == stage]
        for state in (now, *(now.as_opened(now.review.stage(stage), each) for each in opened)):
            assert_it_fits(state, reader, stage, after)


def assert_it_fits(state: ReviewState, reader: str, stage: str, after: str) -> None:
    full = state.decisions(reader, stage)
    told_bare = state.bare_decisions(state.review.stage(stage))[reader]
    known = {each for each in full if each in state.review.records}
    assert {each: bare(told_bare[each]) for each in known} == {each: bare(full[each]) for each in known}, after
    assert known <= told_bare.keys() <= full.keys(), after


def done(folder: Path) -> int:
    """How many records ANNA has decided on, as her status tells."""
    stages = {each["stage"]: each for each in run_json(folder, "status", role="ANNA")["stages"]}
    return int(stages[STAGE]["reviewers"]["ANNA"]["done"])


def kinds(folder: Path) -> dict[str, columns.Kind]:
    """What counts of ANNA's words at title and abstract, as a new session's columns have it."""
    with Review(folder, role="ANNA") as review:
        state = review_state(review)
        found = columns.columns_of(review, "ANNA", review.stage(STAGE), state.groups, NO_REPORTS, own=True)
        return {record: columns.kind_of(each) for record, each in found.bare.items()}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "looks"), [(1, 3), *(pytest.param(each, 1, marks=pytest.mark.long) for each in (1, *range(3, 20)))]
)
def test_cached_and_fresh_agree_after_random_acts_of_several_programs(
    tmp_path: Path, number: int, looks: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each act is done by one of three accounts, whose caches know nothing of what the others did meanwhile."""
    chance = random.Random(f"caches {number}")
    history = History(tmp_path / "review", 900 + number)
    for place in range(12):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / f"account-{chance.randrange(3)}"))
        act = history.act()
        role = chance.choice(ALL)
        if (place + 1) % looks:
            continue
        assert_they_fit(history.folder, act)
        cached = told(history.folder, role)
        with monkeypatch.context() as nothing_kept:
            nothing_kept.setattr(Cache, "get", lambda *_: None)
            assert told(history.folder, role) == cached, f"{act}, seen by {role}"


def test_what_was_appended_is_applied_and_all_else_is_taken_from_the_cache(tmp_path: Path, derived: list[str]) -> None:
    folder = make_review(tmp_path / "review", records=6)
    for number, record in enumerate(record_ids(folder)):
        run(folder, "decide", STAGE, record, "exclude" if number % 2 else "include", role="ANNA")
    derived.clear()
    run(folder, "status", role="ANNA")
    assert not derived, "a second derivation of the same takes everything from the cache"
    run(folder, "undo", STAGE, role="ANNA")
    run(folder, "decide", STAGE, record_ids(folder)[0], "maybe", role="ANNA")
    assert (done(folder), derived) == (5, [])


def test_they_are_kept_once_there_are_enough_lines_and_again_once_they_lack_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_review(tmp_path / "review", records=11)
    monkeypatch.setattr(columns, "WORTH_KEEPING", 3)
    monkeypatch.setattr(columns, "LAG", 5)
    kept: list[int] = []
    real = columns.VerdictColumns._keep
    monkeypatch.setattr(
        columns.VerdictColumns,
        "_keep",
        lambda self: kept.append(sum(each.seq for each in self._tails.values())) or real(self),
    )
    for record in record_ids(folder):
        run(folder, "decide", STAGE, record, "include", role="ANNA")
    lines = kept[0]
    assert kept == [lines, lines + 6] and 3 < lines <= 5, "a journal's first line says what it is"


@pytest.mark.parametrize("words", [["study"], ["dedup", "--even-so", "--same"]])
def test_forms_that_differ_are_unfinished_once_their_reports_are_one_study(tmp_path: Path, words: list[str]) -> None:
    folder, records = charting_review(tmp_path / "review", records=3)
    fill(folder, "ANNA", studies=records[:1])
    fill(folder, "ANNA", studies=records[1:2], design="survey")
    assert done_again(folder) == 2
    run(folder, *words, *records[:2], role="ANNA")
    assert done_again(folder) == 0


def done_again(folder: Path) -> int:
    """How many forms of ANNA's are finished for a new program; with its cache as without."""
    cached, fresh = (run_json(folder, *each, "status", role="ANNA")["stages"][0] for each in ((), ("--no-cache",)))
    assert cached == fresh
    return int(cached["reviewers"]["ANNA"]["done"])


def test_each_reader_has_columns_of_their_own_at_each_stage(tmp_path: Path) -> None:
    folder = differing_review(tmp_path / "review")
    ids = record_ids(folder)
    run(folder, "decide", FULL, ids[3], "exclude", "--reason", "wrong-population", role="ANNA")
    run(folder, "decide", FULL, ids[4], "include", role="BO")
    run(folder, "dedup", "--same", ids[0], ids[1], "--even-so", role="ANNA")
    for _ in range(2):
        assert_they_fit(folder, "derived, then taken from the cache")
    with Review(folder, role="ANNA") as review:
        state = review_state(review)
        told = {
            (stage, who): {each.verdict for each in state.bare_decisions(review.stage(stage))[who].values()}
            for stage in (STAGE, FULL)
            for who in ("ANNA", "BO")
        }
    include, exclude = Verdict.INCLUDE, Verdict.EXCLUDE
    assert told == {
        (STAGE, "ANNA"): {include},
        (STAGE, "BO"): {include, exclude},
        (FULL, "ANNA"): {exclude},
        (FULL, "BO"): set(),
    }


def test_words_on_records_that_were_merged_are_weighed_anew(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=4)
    first, second, *_ = record_ids(folder)
    run(folder, "decide", STAGE, first, "include", role="ANNA")
    run(folder, "decide", STAGE, second, "exclude", role="ANNA")
    run(folder, "dedup", "--same", first, second, "--even-so", role="ANNA")
    assert_they_fit(folder, "merged")
    run(folder, "undo", STAGE, role="ANNA")
    assert_they_fit(folder, "the word on one of them is taken back")
    run(folder, "redo", STAGE, role="ANNA")
    run(folder, "decide", STAGE, first, "maybe", role="ANNA")
    assert_they_fit(folder, "settled")
    run(folder, "dedup", "--undo", first, second, role="ANNA")
    assert_they_fit(folder, "the merge is taken back")
    assert {record: kind[0] for record, kind in kinds(folder).items()} == {first: "include", second: "exclude"}


def test_a_word_in_another_batch_is_weighed_anew(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=5)
    for record in record_ids(folder):
        run(folder, "decide", STAGE, record, "include", role="ANNA")
    run(folder, "sample", STAGE, "--pilot", "4", "--yes")
    [pilot] = [each["ids"] for each in run_json(folder, "sample", STAGE) if each["round"] == 0]
    run(folder, "decide", STAGE, pilot[0], "exclude", role="ANNA")
    assert decisions_file(folder, "ANNA", STAGE, 0).exists(), "it stands in the pilot's folder"
    assert_they_fit(folder, "decided in the pilot")
    run(folder, "undo", STAGE, role="ANNA")
    assert_they_fit(folder, "what was said before the pilot counts again")


def test_a_journal_that_was_altered_cut_or_replaced_is_not_taken_for_the_one_that_was_kept(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=6)
    for record in record_ids(folder):
        run(folder, "decide", STAGE, record, "include", role="ANNA")
    journal = decisions_file(folder, "ANNA", STAGE)
    whole = journal.read_bytes()
    for altered in (whole.replace(b"include", b"exclude", 2), whole[: whole.index(b"\n", 900) + 1], b""):
        journal.write_bytes(altered)
        with pytest.raises(TamisError, match=r"damaged|lacks|lines"):
            run(folder, "status", role="ANNA")
    journal.write_bytes(whole)
    assert done(folder) == 6


def test_what_is_kept_is_the_accounts_own_outside_the_review_and_can_be_lost(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=4)
    for record in record_ids(folder):
        run(folder, "decide", STAGE, record, "include", role="ANNA")
    kept = Cache(folder).folder
    files = list(kept.iterdir())
    assert [each.name for each in files] == [f"decisions-ANNA-{STAGE}-1"]
    assert kept.parent == cache_folder(folder) and folder not in kept.parents
    assert {each.stat().st_mode & 0o777 for each in files} == {0o600} and kept.stat().st_mode & 0o777 == 0o700
    before = run(folder, "status", role="ANNA").stdout
    for content in (b"", b"x", files[0].read_bytes()[:-1], files[0].read_bytes()[::-1]):
        files[0].write_bytes(content)
        assert run(folder, "status", role="ANNA").stdout == before
    Cache(folder).clear()
    assert run(folder, "status", role="ANNA").stdout == before


def test_the_words_themselves_are_cached_once_columns_are_made_again_or_somebody_reads_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "CACHE_LAG", 0)
    folder = differing_review(tmp_path / "review")
    first, second, *_ = record_ids(folder)
    theirs = Cache(folder).folder / "people"

    def cached() -> list[str]:
        return sorted(each.parts[-3] for each in theirs.rglob("decisions.json"))

    shutil.rmtree(theirs.parent)
    run(folder, "status", role="CHIEF")
    assert not cached(), "the columns tell all that a later command asks for"
    run(folder, "dedup", "--same", first, second, "--even-so", role="CHIEF")
    run(folder, "status", role="CHIEF")
    assert cached() == ["ANNA", "BO"], "they may be made again and again"
    shutil.rmtree(theirs)
    run(folder, "decisions", "export", "--stage", STAGE, role="CHIEF")
    assert cached() == ["ANNA", "BO"]


def test_no_cache_derives_everything_anew_and_keeps_that(tmp_path: Path, derived: list[str]) -> None:
    folder = make_review(tmp_path / "review", records=4)
    run(folder, "decide", STAGE, record_ids(folder)[0], "include", role="ANNA")
    (lies,) = Cache(folder).folder.iterdir()
    derived.clear()
    before = run(folder, "status", role="ANNA").stdout
    assert not derived
    assert run(folder, "status", "--no-cache", role="ANNA").stdout == before and derived == ["ANNA"]
    assert run(folder, "--no-cache", "status", role="ANNA").stdout == before and lies.exists()


def test_what_is_sealed_is_kept_of_nobody_else(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=4)
    for reader in ("ANNA", "BO"):
        run(folder, "decide", STAGE, record_ids(folder)[0], "include", role=reader)
        assert decisions_file(folder, reader, STAGE).parent.stat().st_mode & 0o7777 == SEALED_MODE
    Cache(folder).clear()
    for role in (None, "BO", "CHIEF"):
        run(folder, "status", role=role)
    assert [each.name for each in Cache(folder).folder.iterdir()] == [f"decisions-BO-{STAGE}-1"]


def test_columns_fit_the_decisions_that_the_session_has_read(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    first, second, _ = record_ids(folder)
    run(folder, "decide", STAGE, first, "include", role="ANNA")
    with Review(folder, role="ANNA") as review:
        decisions_of(review, "ANNA", STAGE)
        run(folder, "decide", STAGE, second, "include", role="ANNA")
        state = review_state(review)
        assert state.bare_decisions(review.stage(STAGE))["ANNA"].keys() == state.decisions("ANNA", STAGE).keys()
        review.refresh()
        assert review_state(review).bare_decisions(review.stage(STAGE))["ANNA"].keys() == {first, second}


def test_new_records_and_groups_leave_the_columns_as_they_are(tmp_path: Path, derived: list[str]) -> None:
    folder = make_review(tmp_path / "review", records=6)
    first, *others = record_ids(folder)
    for record in others:
        run(folder, "decide", STAGE, record, "include", role="ANNA")
    run(folder, "status", role="ANNA")
    derived.clear()
    (tmp_path / "more.ris").write_text(ris(range(4, 9)), encoding="utf-8")
    run(folder, "import", str(tmp_path / "more.ris"), "--source", "Another", "--round", "new")
    run(folder, "dedup")
    assert (done(folder), derived) == (5, [])
    run(folder, "decide", STAGE, record_ids(folder)[-1], "exclude", role="ANNA")
    assert done(folder) == 6
    assert_they_fit(folder, "an update")
    derived.clear()
    run(folder, "dedup", "--same", first, others[0], "--even-so", role="ANNA")
    run(folder, "dedup", "--same", others[0], others[1], "--even-so", role="ANNA")
    assert_they_fit(folder, "a word is on a record that another one stands for now")
    assert "ANNA" in derived


def test_words_on_records_that_are_gone_count_again_when_those_come_back(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    (tmp_path / "more.ris").write_text(ris(range(3, 6)), encoding="utf-8")
    run(folder, "import", str(tmp_path / "more.ris"), "--source", "Another")
    for record in record_ids(folder):
        run(folder, "decide", STAGE, record, "include", role="ANNA")
    with Review(folder, role="ANNA") as review:
        number = int(imports(review)[-1].id)
        for withdrawn in (True, False, True, False):
            review.say([Change(WITHDRAWALS, number, {"withdrawn": withdrawn})], act="withdraw")
            assert_they_fit(folder, f"withdrawn: {withdrawn}")


PLACES = st.integers(0, 3)
WORDS = st.tuples(st.sampled_from("01"), PLACES, st.sampled_from(["include", "exclude", "maybe"]))
STEPS = st.lists(
    st.one_of(
        st.sampled_from(["undo", "redo", "look", "look"]),
        st.lists(WORDS, min_size=1, max_size=2, unique_by=lambda word: word[1]),
        st.tuples(PLACES, PLACES, st.booleans()).filter(lambda pair: pair[0] < pair[1]),
    ),
    min_size=4,
    max_size=14,
)


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_review(tmp_path_factory.mktemp("columns") / "review", records=4)


@settings(max_examples=examples(10, long=15))
@given(steps=STEPS)
@example(steps=[[("0", 0, "include")], [("1", 1, "include")], "look", [("1", 2, "include")], [("0", 2, "exclude")]])
@example(steps=[[("0", 0, "include")], [("1", 0, "exclude")], "look", "undo", "look", "redo", [("1", 0, "maybe")]])
def test_columns_follow_any_acts_in_any_batch(
    four: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[Any]
) -> None:
    """What new sessions take from the cache, and apply what was appended since to, is what all lines say."""
    folder = Path(shutil.copytree(four, tmp_path_factory.mktemp("steps") / "review"))
    with Review(folder, role="ANNA") as review:
        ids = [each.id for each in review.records.records()]
        anna = decisions_of(review, "ANNA", STAGE)
        for step in [*steps, "look"]:
            if step == "undo":
                anna.undo()
            elif step == "redo":
                anna.redo()
            elif step == "look":
                tables = anna.tables.get(TABLE, {})
                counts = decisions_in(tables, review_state(review).groups)
                assert kinds(folder) == {record: columns.kind_of(each) for record, each in counts.items()}
            elif isinstance(step, list):
                changes: dict[str, list[Change]] = {}
                for batch, place, verdict in step:
                    said = Decision(record=ids[place], verdict=Verdict(verdict)).as_document()
                    changes.setdefault(batch, []).append(Change(TABLE, int(ids[place], 16), said))
                anna.commit(changes, act="decide")
            else:
                one, other = ids[step[0]], ids[step[1]]
                with suppress(TamisError):
                    give_verdict(review, one, other, same=True) if step[2] else take_back_verdict(review, one, other)
