"""The store's side of the screen of disagreements, on real folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from core.screening.decision import Decision, Verdict
from core.screening.disagreement import State
from core.screening.disagreement_session import DisagreementSession
from store.folder.review import Review
from store.state.review_state import review_state
from store.work.disagreements import disagreement_session
from store.work.openings import open_finished_batches
from store.work.resolutions import disagreements
from store.work.screening import DiskDecisionStore
from tests.reviews import acts_file, decide_all, differing_review, make_review, record_ids, run

STAGE = "title-abstract"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The readers differ on the first three records of six."""
    return differing_review(tmp_path / "review")


def session(review: Review) -> DisagreementSession:
    return disagreement_session(open_finished_batches(review), review.stage(STAGE))


def states(review: Review) -> list[str]:
    state = review_state(review)
    return [each.state(review.stage(STAGE)) for each in disagreements(state, review.stage(STAGE))]


def test_a_session_on_a_review(folder: Path) -> None:
    with Review(folder, role="BO") as review:
        disputes = session(review)
        assert len(disputes.view) == 3 and disputes.resolvers == ("ANNA", "BO") and not disputes.adjudicating
        assert [side.reviewer for side in disputes.view[0].sides] == ["ANNA", "BO"] and disputes.view[0].stark
        assert disputes.sources(disputes.view[0].record) == ("Testbase",)
        done = disputes.resolve(Verdict.EXCLUDE, reason="wrong-design", rationale="together", ticked=(0,))
        assert (done.by, done.ticked) == (("ANNA", "BO"), (0,))
        disputes.escalate("we cannot tell")
        with pytest.raises(TamisError):
            disputes.resolve(Verdict.EXCLUDE, reason="no-such-reason", rationale="x")
        assert states(review) == ["resolved", "escalated", "open"] and disputes.position == 2
        disputes.reopen()
        disputes.reopen()
        assert states(review) == ["open"] * 3
    with Review(folder, role="CHIEF") as review:
        assert session(review).adjudicating


def test_what_was_resolved_before_the_session_can_be_reopened_and_resolved_again(folder: Path) -> None:
    with Review(folder, role="ANNA") as review:
        session(review).resolve(Verdict.INCLUDE, rationale="yesterday")
    with Review(folder, role="ANNA") as review:
        disputes = session(review)
        disputes.show(State.RESOLVED)
        assert disputes.reopen() is disputes.current
        disputes.resolve(Verdict.EXCLUDE, rationale="today")
        assert states(review) == ["resolved", "open", "open"]


def test_another_windows_resolution_arrives_and_nothing_was_written_by_looking(folder: Path) -> None:
    with Review(folder, role="ANNA") as here, Review(folder, role="BO") as there:
        disputes = session(here)
        written = acts_file(folder, "ANNA").read_bytes()
        assert disputes.refresh() == [] and acts_file(folder, "ANNA").read_bytes() == written
        session(there).resolve(Verdict.INCLUDE, rationale="over the telephone")
        assert disputes.refresh() == [disputes.disputes[0]]
        assert disputes.state(disputes.disputes[0]) is State.RESOLVED and disputes.position == 0
        disputes.move(1)
        disputes.resolve(Verdict.INCLUDE, rationale="this too")
        assert disputes.refresh() == [], "one's own resolution is no news"
        assert states(there) != states(here)
        there.refresh()
        assert states(there) == ["resolved", "resolved", "open"]


def test_a_blind_stage_shows_nothing(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include") for n in range(3)])
    decide_all(folder, "BO", STAGE, [("T0", "exclude")])
    for role in ("ANNA", "BO", "CHIEF"):
        with Review(folder, role=role) as review:
            disputes = session(review)
            assert (disputes.disputes, disputes.blind) == ([], (1,))
            assert disputes.owing["BO"] == 2


def test_a_decision_changed_after_the_opening_is_marked(folder: Path) -> None:
    with Review(folder, role="ANNA") as review:
        assert not any(side.late for each in session(review).disputes for side in each.sides)
    decide_all(folder, "ANNA", STAGE, [("T0", "maybe")])
    with Review(folder, role="BO") as review:
        late = {side.reviewer: side.late for side in session(review).disputes[0].sides}
    assert late == {"ANNA": True, "BO": False}


def test_a_sealed_conflict_is_decided_by_its_reader_alone_and_taken_back(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=4)
    a, b, *_ = record_ids(folder)
    decide_all(folder, "ANNA", STAGE, [("T0", "include"), ("T1", "exclude")])
    run(folder, "dedup", "--same", a, b, "--even-so")
    with Review(folder, role="BO") as review:
        assert session(review).count(State.OPEN) == 0
    with Review(folder, role="ANNA") as review:
        disputes = session(review)
        [item] = disputes.view
        assert item.sealed and disputes.state(item) is State.CONFLICT and disputes.waits(item)
        assert {each.said for each in item.conflict} == {"include", "exclude"}
        with pytest.raises(TamisError, match="there is no reason"):
            disputes.resolve(Verdict.EXCLUDE, reason="nonsense", rationale="so")
        assert disputes.resolve(Verdict.EXCLUDE, rationale="as one").by == ("ANNA",)
        assert disputes.state(item) is State.RESOLVED and review_state(review).resolutions(STAGE) == {}
        said = review_state(review).decisions("ANNA", STAGE)[item.record]
        assert (said.verdict, said.note) == (Verdict.EXCLUDE, "as one")
        assert disputes.reopen() is item and disputes.state(item) is State.CONFLICT
        assert review_state(review).decisions("ANNA", STAGE)[item.record].torn
        disputes.resolve(Verdict.INCLUDE, rationale="as one")
        DiskDecisionStore(review, "ANNA", STAGE).save(Decision(record=record_ids(folder)[1], verdict=Verdict.MAYBE))
        with pytest.raises(TamisError, match="something else since"):
            disputes.reopen()
        assert review_state(review).decisions("ANNA", STAGE)[item.record].verdict is Verdict.INCLUDE
