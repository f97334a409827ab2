"""Merges of records on which one reader said different things, made with the product's own commands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import TamisError
from core.screening.decision import Verdict
from store.acts.duplicates.groups import duplicate_groups
from store.acts.duplicates.searches import stored_pairs
from store.acts.duplicates.verdicts import give_verdict, take_back_verdict
from store.folder.review import Review
from store.state.review_state import review_state
from store.work.duplicates.search import find_duplicates
from tests.examples import examples
from tests.reviews import decide_all, made_once, make_review, protocol, record_ids, ris, run_json
from tests.reviews import run as run_any
from tests.twins import twins
from tui.adapter.on_disk import DiskReview

STAGE = "title-abstract"
ALONE = protocol().replace(', { reviewer = "BO", coverage = "all" }', "")


def run(folder: Path, *args: str, role: str | None = None) -> str:
    result = run_any(folder, *args, role=role)
    assert result.exit_code == 0, result.output
    return result.stdout


def stage(folder: Path, place: int = 0, role: str | None = None) -> dict[str, Any]:
    status = run_json(folder, "status", role=role)
    found: dict[str, Any] = status["stages"][place]
    assert found["entered"] == found["included"] + found["excluded"] + found["waiting"]
    assert status["adds_up"] and run_json(folder, "check")["ok"]
    return found


def counts(folder: Path, place: int = 0) -> tuple[int, int, int]:
    found = stage(folder, place)
    return found["included"], found["excluded"], found["waiting"]


def decide(folder: Path, record: str, *what: str, role: str = "ANNA", at: str = STAGE) -> None:
    run(folder, "decide", at, record, *what, role=role)


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    return make_review(tmp_path / "review", records=3, text=ALONE)


@pytest.mark.parametrize("first", ["include", "exclude"])
def test_a_merge_makes_an_inclusion_wait_and_parting_restores_it(alone: Path, first: str) -> None:
    a, b, _ = record_ids(alone)
    other = {"include": "exclude", "exclude": "include"}[first]
    decide(alone, a, first)
    decide(alone, b, other)
    assert counts(alone) == (1, 1, 1)
    run(alone, "dedup", "--same", a, b, "--even-so", role="ANNA")
    assert counts(alone) == (0, 0, 2)
    assert stage(alone)["reviewers"]["ANNA"] == {"owed": 2, "done": 0}
    queue = [each["record_id"] for each in run_json(alone, "records", "waiting", "--stage", STAGE)]
    [survivor] = {a, b}.intersection(queue)
    decide(alone, survivor, "exclude", "--reason", "wrong-topic")
    assert counts(alone) == (0, 1, 1)
    decide(alone, survivor, "include")
    assert counts(alone) == (1, 0, 1), "of what was said of both together the last counts"
    run(alone, "undo", STAGE, role="ANNA")
    assert counts(alone) == (0, 1, 1)
    run(alone, "undo", STAGE, role="ANNA")
    assert counts(alone) == (0, 0, 2)
    decide(alone, survivor, "include")
    run(alone, "dedup", "--undo", a, b)
    assert counts(alone) == (1, 1, 1)
    with Review(alone) as review:
        said = review_state(review).decisions("ANNA", STAGE)
        assert [str(said[each].verdict) for each in (a, b)] == [first, other]
    run(alone, "dedup", "--same", a, b, "--even-so")
    assert counts(alone) == (1, 0, 1), "what was decided on the merged record counts again"


def test_the_same_verdict_twice_stays_one(alone: Path) -> None:
    a, b, c = record_ids(alone)
    for each, reason in ((a, "wrong-topic"), (b, "wrong-design")):
        decide(alone, each, "exclude", "--reason", reason)
    run(alone, "dedup", "--same", a, b)
    found = stage(alone)
    assert (found["excluded"], found["reasons"]) == (1, {"wrong-design": 1}), "the latest gives the reason"
    decide(alone, c, "include")
    with pytest.raises(TamisError, match="ANNA said"):
        run(alone, "dedup", "--same", a, c)
    run(alone, "dedup", "--same", a, c, "--even-so")
    assert counts(alone) == (0, 0, 1)


def test_a_note_on_a_torn_record_leaves_it_torn(alone: Path) -> None:
    a, b, _ = record_ids(alone)
    decide(alone, a, "include")
    decide(alone, b, "exclude")
    run(alone, "dedup", "--same", a, b, "--even-so")
    with Review(alone, role="ANNA") as review:
        session = DiskReview(review).screening_session(STAGE)
        session.go_to(duplicate_groups(review).of(a))
        session.set_note("ask BO")
        assert session.progress.decided == 0
        session.decide(Verdict.EXCLUDE)
        with Review(alone, role="ANNA") as elsewhere:
            other = DiskReview(elsewhere).screening_session(STAGE)
            assert (session.progress.decided, other.progress.decided) == (1, 1)
            [changed] = session.undo()
            assert (changed.after and changed.after.torn, session.progress.decided) == (True, 0)
            assert len(other.refresh()) == 1 and other.progress.decided == 0
    assert counts(alone) == (0, 0, 2)
    with Review(alone) as review:
        assert review_state(review).decisions("ANNA", STAGE)[duplicate_groups(review).of(a)].note == "ask BO"


@made_once
def twin_review(folder: Path, text: str | None = None) -> Path:
    """One publication in two records that a rule would merge, with one that it would not."""
    make_review(folder, records=1, text=text)
    for name in ("Onebase", "Otherbase"):
        file = folder.parent / f"{name}.ris"
        file.write_text(twins(1) if name == "Onebase" else twins(1).replace("AB  - Version", "AB  - Again"), "utf-8")
        run(folder, "import", str(file), "--source", name)
    return folder


def test_the_search_leaves_to_people_what_one_reader_said_different_things_of(tmp_path: Path) -> None:
    folder = twin_review(tmp_path / "review", ALONE)
    with Review(folder) as review:
        find_duplicates(review)
        pair = stored_pairs(review, "merges")[0]
    run(folder, "dedup", "--undo-last")
    decide(folder, pair.a, "include")
    decide(folder, pair.b, "exclude")
    before = counts(folder)
    for _ in range(2):
        run(folder, "dedup")
        assert counts(folder) == (before[0], before[1], before[2] - 1), "the other pair is merged"
        asked = run_json(folder, "dedup", "--pairs")
        [question] = [each for each in asked if (each["a"], each["b"]) == (pair.a, pair.b)]
        assert question["rule"] == pair.rule and "include" not in str(asked) and "exclude" not in str(asked)


def test_the_search_does_not_look_at_what_is_sealed(tmp_path: Path) -> None:
    folder = twin_review(tmp_path / "review")
    with Review(folder) as review:
        find_duplicates(review)
        pair = stored_pairs(review, "merges")[0]
    run(folder, "dedup", "--undo-last")
    decide(folder, pair.a, "include")
    decide(folder, pair.b, "exclude")
    for role in ("BO", "CHIEF", None):
        run(folder, "dedup", role=role)
        with Review(folder) as review:
            assert duplicate_groups(review).of(pair.a) == duplicate_groups(review).of(pair.b)
        run(folder, "dedup", "--undo-last", role=role)
    run(folder, "dedup", role="ANNA")
    with Review(folder) as review:
        assert duplicate_groups(review).of(pair.a) != duplicate_groups(review).of(pair.b)
    run(folder, "dedup", "--same", pair.a, pair.b, role="BO")
    assert stage(folder, role="ANNA")["reviewers"]["ANNA"]["done"] == 0


def test_what_is_merged_stays_merged_when_its_reader_searches_again(tmp_path: Path) -> None:
    """Merged by BO, who could not know; ANNA has decided anew, and her search does not part them."""
    folder = twin_review(tmp_path / "review")
    with Review(folder) as review:
        find_duplicates(review)
        pair = stored_pairs(review, "merges")[0]
    run(folder, "dedup", "--undo-last")
    decide(folder, pair.a, "include")
    decide(folder, pair.b, "exclude")
    run(folder, "dedup", role="BO")
    with Review(folder) as review:
        survivor = duplicate_groups(review).of(pair.a)
    for _ in range(2):
        run(folder, "dedup", role="ANNA")
        with Review(folder) as review:
            assert duplicate_groups(review).of(pair.b) == survivor
        decide(folder, survivor, "exclude")


def test_two_resolutions_that_differ_leave_the_disagreement_open(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    a, b = record_ids(folder)
    for who, verdict in (("ANNA", "include"), ("BO", "exclude")):
        decide_all(folder, who, STAGE, [("T0", verdict), ("T1", verdict)])
    run(folder, "resolve", STAGE, a, "include", "--rationale", "a", role="ANNA")
    run(folder, "resolve", STAGE, b, "exclude", "--rationale", "b", role="ANNA")
    assert counts(folder) == (1, 1, 0)
    with pytest.raises(TamisError, match="the resolutions said"):
        run(folder, "dedup", "--same", a, b)
    run(folder, "dedup", "--same", a, b, "--even-so")
    assert counts(folder) == (0, 0, 1) and stage(folder)["disagreements"] == 1
    run(folder, "resolve", STAGE, a, "include", "--rationale", "both", role="ANNA")
    assert counts(folder) == (1, 0, 0)
    run(folder, "resolve", STAGE, b, "exclude", "--rationale", "or not", role="ANNA")
    assert counts(folder) == (0, 1, 0)
    run(folder, "resolve", STAGE, b, "--reopen", role="ANNA")
    assert counts(folder) == (0, 0, 1) and stage(folder)["disagreements"] == 1


def test_a_resolution_of_the_one_does_not_exclude_the_other(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    a, b = record_ids(folder)
    decide_all(folder, "ANNA", STAGE, [("T0", "include"), ("T1", "include")])
    decide_all(folder, "BO", STAGE, [("T0", "include"), ("T1", "exclude")])
    run(folder, "resolve", STAGE, b, "exclude", "--rationale", "b", role="ANNA")
    run(folder, "dedup", "--undo-last")
    with pytest.raises(TamisError, match="BO said"):
        run(folder, "dedup", "--same", a, b, role="ANNA")
    run(folder, "dedup", "--same", a, b, "--even-so", role="ANNA")
    assert counts(folder) == (0, 0, 1)
    with Review(folder) as review:
        survivor = duplicate_groups(review).of(a)
    decide(folder, survivor, "exclude", role="BO")
    assert counts(folder) == (0, 0, 1) and stage(folder)["disagreements"] == 1
    run(folder, "resolve", STAGE, survivor, "exclude", "--rationale", "both", role="BO")
    assert counts(folder) == (0, 1, 0)
    assert "title-abstract" in run(folder, "agreement")


def test_a_report_that_could_not_be_had_does_not_exclude_one_that_was_read(tmp_path: Path) -> None:
    one = protocol().replace(', { reviewer = "BO", coverage = "all" }', "")
    folder = make_review(tmp_path / "review", records=2, text=one)
    a, b = record_ids(folder)
    for each in (a, b):
        decide(folder, each, "include")
    run(folder, "fulltext", "full-text", a, "--not-retrieved", "no library lends it", role="ANNA")
    decide(folder, b, "include", at="full-text")
    assert counts(folder, 1) == (1, 1, 0)
    run(folder, "dedup", "--same", a, b, role="ANNA")
    assert counts(folder, 1) == (1, 0, 0)
    run(folder, "fulltext", "full-text", a, "--not-retrieved", "it was a preprint", role="ANNA")
    assert counts(folder, 1) == (0, 1, 0), "said of both together it counts"
    run(folder, "dedup", "--undo", a, b)


def test_taking_back_that_two_are_not_the_same_asks_where_a_rule_merges_them(tmp_path: Path) -> None:
    folder = twin_review(tmp_path / "review", ALONE)
    with Review(folder) as review:
        find_duplicates(review)
        pair = stored_pairs(review, "merges")[0]
    run(folder, "dedup", "--not-same", pair.a, pair.b)
    decide(folder, pair.a, "include")
    decide(folder, pair.b, "exclude")
    for undo in (("--undo", pair.a, pair.b), ("--undo-last",)):
        with pytest.raises(TamisError, match="ANNA said"):
            run(folder, "dedup", *undo)
    assert counts(folder)[0] == 1


VERDICTS = ["", "include", "exclude", "maybe"]
settled = settings(
    max_examples=examples(10, long=25),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@settled
@given(
    said=st.lists(st.tuples(st.sampled_from(VERDICTS), st.sampled_from(VERDICTS)), min_size=4, max_size=4),
    pairs=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=3),
)
def test_no_merge_excludes_and_parting_restores(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[str, str]], pairs: list[tuple[int, int]]
) -> None:
    folder = make_review(tmp_path_factory.mktemp("r") / "review", records=4)
    for place, who in enumerate(("ANNA", "BO")):
        given = [(f"T{n}", words[place]) for n, words in enumerate(said) if words[place]]
        if given:
            decide_all(folder, who, STAGE, given)
    with Review(folder) as review:
        ids = list(review.records)
        wanted = sorted({(ids[one], ids[other]) for one, other in pairs if one < other})
        before = review_state(review).funnel.state(STAGE)
        for each in wanted:
            give_verdict(review, *each, same=True)
        state = review_state(review)
        after = state.funnel.state(STAGE)
        for record in after.excluded:
            assert not set(state.groups.around(record)).intersection(before.included)
        assert not state.funnel.leaks()
        for each in wanted:
            take_back_verdict(review, *each)
        assert review_state(review).funnel.state(STAGE) == before


def test_three_and_more(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3, text=ALONE)
    a, b, c = record_ids(folder)
    for each, verdict in ((a, "include"), (b, "exclude"), (c, "include")):
        decide(folder, each, verdict)
    run(folder, "dedup", "--same", a, c)
    assert counts(folder) == (1, 1, 0)
    run(folder, "dedup", "--same", b, c, "--even-so")
    assert counts(folder) == (0, 0, 1)
    decide(folder, b, "maybe")
    assert counts(folder) == (1, 0, 0), "maybe passes on"
    run(folder, "dedup", "--undo", b, c)
    assert counts(folder) == (1, 1, 0)


def test_an_update_that_brings_the_record_again_changes_nothing(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2, text=ALONE)
    a, b = record_ids(folder)
    decide(folder, a, "include")
    decide(folder, b, "exclude")
    run(folder, "dedup", "--same", a, b, "--even-so")
    with Review(folder) as review:
        survivor = duplicate_groups(review).of(a)
    decide(folder, survivor, "include")
    (tmp_path / "more.ris").write_text(ris([0, 1], prefix="U").replace("10.5555/u", "10.5555/t"), "utf-8")
    run(folder, "import", str(tmp_path / "more.ris"), "--source", "Later", "--round", "new")
    run(folder, "dedup")
    assert counts(folder) == (1, 0, 0)


def test_an_import_brought_back_that_joins_two_makes_them_wait(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2, text=ALONE)
    (tmp_path / "more.ris").write_text(ris([7]), "utf-8")
    run(folder, "import", str(tmp_path / "more.ris"), "--source", "Later")
    a, b, bridge = record_ids(folder)
    for each in (a, b):
        run(folder, "dedup", "--same", each, bridge)
    run(folder, "withdraw", "2")
    decide(folder, a, "include")
    decide(folder, b, "exclude")
    assert counts(folder) == (1, 1, 0)
    run(folder, "withdraw", "2", "--undo")
    assert counts(folder) == (0, 0, 1)
    run(folder, "dedup", "--undo", b, bridge)
    assert counts(folder) == (1, 1, 0)
