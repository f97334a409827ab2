"""Everything of one record: where it stands, and what a person should know of it."""

from __future__ import annotations

from pathlib import Path

from store.acts.duplicates.groups import duplicate_groups, pairs_to_review
from store.folder.review import Review
from store.numbers.in_full import RecordInFull, in_full
from store.state.review_state import review_state
from tests.reviews import decide_all, differing_review, make_review, record_ids, run
from tests.twins import make_twin_review

STAGE = "title-abstract"


def found(folder: Path, record: str, role: str | None = None) -> RecordInFull:
    with Review(folder, role=role) as review:
        return in_full(review_state(review), record)


def test_the_flags_of_a_stage(tmp_path: Path) -> None:
    folder = differing_review(tmp_path / "review")
    one, two, *_, last = record_ids(folder)
    run(folder, "resolve", STAGE, two, "--escalate", "--rationale", "We cannot say.", role="ANNA")
    flags = {each: found(folder, each).stages[0].flags for each in (one, two, last)}
    assert flags == {one: ("the readers differ",), two: ("the readers differ", "escalated"), last: ()}
    told = {each: found(folder, each) for each in (one, two, last)}
    assert [[at.stands for at in each.stages] for each in told.values()] == [
        ["waiting", ""],
        ["waiting", ""],
        ["included", "waiting"],
    ]
    assert [(who, each and each.verdict) for who, each in told[one].stages[0].said] == [
        ("ANNA", "include"),
        ("BO", "exclude"),
    ]
    assert told[one].stages[0].resolution is None and told[two].stages[0].resolution is not None
    assert [each.sealed for each in told[last].stages] == [frozenset(), frozenset({"ANNA", "BO"})]
    assert found(folder, last, "ANNA").stages[1].sealed == frozenset({"BO"})
    run(folder, "fulltext", "full-text", last, "--not-retrieved", "no copy", role="ANNA")
    lost = found(folder, last)
    assert lost.stages[0].retrieval is None and lost.stages[1].retrieval is not None
    assert (lost.asked, lost.study, lost.flags) == (last, (last,), ())
    assert [(member.id, each.number) for member, each in lost.members] == [(last, 1)]


def test_a_record_of_merged_verdicts_and_one_that_came_late(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    one, two, _ = record_ids(folder)
    for reader in ("ANNA", "BO"):
        decide_all(folder, reader, STAGE, [("T0", "include"), ("T1", "exclude"), ("T2", "include")])
    assert found(folder, one).stages[0].sealed == frozenset()
    run(folder, "dedup", "--same", one, two, "--even-so")
    assert (
        "what was said differs since records were merged" in found(folder, two).stages[0].flags
        and "merged" in found(folder, two).flags
    )
    run(folder, "dedup", "--undo", one, two)
    assert found(folder, two).flags == ()


def test_who_is_in_a_doubtful_pair_is_told_so(tmp_path: Path) -> None:
    folder = make_twin_review(tmp_path / "review")
    with Review(folder) as review:
        pairs = pairs_to_review(review, duplicate_groups(review))
        doubtful = {each for pair in pairs for each in (pair.a, pair.b)}
        every = list(review.records)
    told = {each for each in every if "doubtful pair" in found(folder, each).flags}
    assert told == doubtful != set()
