"""What a step suggests for the records that wait, and the bulk acts on it: one batch each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.screening.decision import Verdict
from core.screening.step_session import StepSuggestions, exclude_suggested, pass_on
from core.screening.suggestions import Suggestion
from store.decisions.access import decisions_of
from store.folder.review import Review
from store.state.review_state import review_state
from store.state.shown_records import DiskShownRecords
from store.work.screening import DiskDecisionStore
from tests.reviews import make_review, protocol, ris, run

STEP = """
[[stage]]
id = "language"
title = "Language"
kind = "step"
readers = [{ reviewer = "ANNA", coverage = "all" }]
reasons = [{ id = "not-english", label = "Not in English" }]
suggest = { rule = "language", keep = ["eng"] }
"""


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    """T0 and T1 in German after their database, T2 and T3 without a word on it."""
    folder = make_review(tmp_path / "review", text=protocol().replace("[[stage]]", STEP + "[[stage]]", 1))
    text = ris([0, 1]).replace("TI  - ", "LA  - German\nTI  - ") + ris([2, 3])
    (tmp_path / "x.ris").write_text(text)
    run(folder, "import", str(tmp_path / "x.ris"), "--source", "Testbase")
    with Review(folder, role="ANNA") as opened:
        yield opened


def suggested(review: Review) -> StepSuggestions:
    state = review_state(review)
    waiting = tuple(state.funnel.state("language").left["ANNA"])
    found = StepSuggestions(review.stage("language"), waiting, DiskShownRecords(review, state.groups))
    found.look(len(waiting))
    return found


def applicable(found: StepSuggestions) -> list[Suggestion]:
    return [each for each in found.suggestions.values() if each.backed]


def test_what_the_rule_says_of_those_that_wait(review: Review) -> None:
    ids = list(review.records)
    found = suggested(review)
    assert found.done and list(found.suggestions) == ids[:2] and list(found.unsuggested) == ids[2:]
    assert len(applicable(found)) == 2
    assert {each.reason for each in found.suggestions.values()} == {"not-english"}


def test_a_record_is_shown_with_its_sources(review: Review) -> None:
    records = DiskShownRecords(review, review_state(review).groups)
    first = next(iter(review.records))
    assert records.record(first).title and records.sources(first) == ("Testbase",)


def test_both_acts_are_one_batch_each_and_leave_nothing(review: Review) -> None:
    found, desk = suggested(review), DiskDecisionStore(review, "ANNA", "language")
    assert len(exclude_suggested(desk, applicable(found))) == len(pass_on(desk, found.unsuggested)) == 2
    verdicts = [desk.decisions[each].verdict for each in review.records]
    assert verdicts == [Verdict.EXCLUDE] * 2 + [Verdict.INCLUDE] * 2
    left = suggested(review)
    assert not left.suggestions and not left.unsuggested
    assert len(desk.undo()) == 2 and len(desk.undo()) == 2 and not desk.undo()


def test_nothing_to_do_writes_nothing(review: Review) -> None:
    desk = DiskDecisionStore(review, "ANNA", "language")
    assert exclude_suggested(desk, []) == pass_on(desk, []) == []
    assert not decisions_of(review, "ANNA", "language").ends()
