"""What a team agreed on where reviewers differ: kept in the name of those who agreed, and taken back whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import TamisError
from store.folder.review import Review
from store.state.chart_answers import consensus
from store.state.review_state import review_state
from store.work.consensus import consensus_session, reopen_item, settle_item
from tests.charts import charting_review, fill

STAGE = "charting"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two studies, charted by both; they differ on the design."""
    folder, _ = charting_review(tmp_path / "r", "ANNA", "BO", records=2)
    fill(folder, "ANNA", design="trial")
    fill(folder, "BO", design="survey")
    return folder


@pytest.fixture
def review(folder: Path) -> Iterator[Review]:
    with Review(folder, role="ANNA") as opened:
        yield opened


def agreed(review: Review) -> dict[str, dict[str, str]]:
    found = consensus(review_state(review), review.stage(STAGE))
    return {study: {item: value.text for item, value in values.items()} for study, values in found.items()}


def test_an_answer_is_taken_or_written_and_taken_back(review: Review) -> None:
    one, two = review.records
    stage = review.stage(STAGE)
    assert settle_item(review_state(review), stage, one, "design", take="BO").by == ("ANNA", "BO")
    settle_item(review_state(review), stage, two, "design", text="interviews")
    assert agreed(review) == {one: {"design": "survey"}, two: {"design": "interviews"}}
    reopen_item(review_state(review), stage, one, "design")
    assert agreed(review) == {two: {"design": "interviews"}}
    with pytest.raises(TamisError, match="no consensus to take back") as refused:
        reopen_item(review_state(review), stage, one, "design")
    assert refused.value.where == f"stage {STAGE}, study {one}, item design"


def test_only_a_difference_is_settled(review: Review) -> None:
    one, _ = review.records
    stage = review.stage(STAGE)
    for item, study in (("country", one), ("design", "0" * 16)):
        with pytest.raises(TamisError, match="do not differ"):
            settle_item(review_state(review), stage, study, item, take="BO")
    with pytest.raises(TamisError):
        settle_item(review_state(review), stage, one, "desing", take="BO")
    with pytest.raises(TamisError):
        settle_item(review_state(review), stage, one, "design", text="no such design")
    assert agreed(review) == {}


def test_an_adjudicator_acts_alone(folder: Path) -> None:
    with Review(folder, role="CHIEF") as review:
        one, _ = review.records
        assert settle_item(review_state(review), review.stage(STAGE), one, "design", take="ANNA").by == ("CHIEF",)


def test_another_windows_consensus_arrives_once(folder: Path) -> None:
    with Review(folder, role="ANNA") as here, Review(folder, role="BO") as there:
        one, _ = here.records
        session = consensus_session(review_state(here), here.stage(STAGE))
        assert list(session.refresh()) == []
        settle_item(review_state(there), there.stage(STAGE), one, "design", take="BO")
        assert session.refresh() and not session.refresh()
