"""What a step suggests for the records that wait, and the bulk acts on it: one batch each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.screening.decision import Verdict
from store.review import Review
from store.review_state import overview
from store.screening import DiskDecisionStore
from store.steps import StepSuggestions, exclude_suggested, pass_on, step_suggestions
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
    return step_suggestions(overview(review), review.stage("language"), "ANNA")


def test_what_the_rule_says_of_those_that_wait(review: Review) -> None:
    ids = list(review.records)
    found = suggested(review)
    assert found.waiting == tuple(ids) and [each.record_id for each in found.applicable] == ids[:2]
    assert found.unsuggested == tuple(ids[2:])
    assert found.sources == dict.fromkeys(ids[:2], "Testbase")
    assert {each.reason for each in found.suggestions} == {"not-english"}


def test_both_acts_are_one_batch_each_and_leave_nothing(review: Review) -> None:
    found, desk = suggested(review), DiskDecisionStore(review, "ANNA", "language")
    assert exclude_suggested(desk, found.applicable) == 2 and pass_on(desk, found.unsuggested) == 2
    verdicts = [desk.decisions[each].verdict for each in review.records]
    assert verdicts == [Verdict.EXCLUDE] * 2 + [Verdict.INCLUDE] * 2
    left = suggested(review)
    assert (left.waiting, left.suggestions, left.unsuggested) == ((), (), ())
    assert len(desk.undo()) == 2 and len(desk.undo()) == 2 and not desk.undo()


def test_nothing_to_do_writes_nothing(review: Review) -> None:
    desk = DiskDecisionStore(review, "ANNA", "language")
    assert exclude_suggested(desk, []) == pass_on(desk, []) == 0
    assert review.decisions_journal("ANNA", "language").seq == 0
