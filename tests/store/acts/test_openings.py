"""When a stage is opened, and what the team may know of a reader until then: two numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import TamisError
from core.screening.status import OwedAndDone
from store.acts.openings import open_stage, openings, publish_shares, published_shares
from store.folder.review import Review
from store.state.review_state import review_state
from tests.reviews import make_review, protocol

STAGE = "title-abstract"
SHARES = {
    (STAGE, 1): OwedAndDone(owed=4, done=3, seq=7),
    (STAGE, 0): OwedAndDone(owed=2, done=2, seq=7),
    ("full-text", 1): OwedAndDone(owed=0, done=0, seq=0),
}


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    with Review.create(tmp_path / "review", protocol()) as opened:
        yield opened


def test_a_stage_is_opened_once_in_each_round(review: Review) -> None:
    stage = review.stage(STAGE)
    assert openings(review) == {}
    open_stage(review, stage, 1, {"ANNA": 3, "BO": 4})
    open_stage(review, stage, 1, {"ANNA": 9, "BO": 9}, "we cannot wait")
    open_stage(review, stage, 2, {"ANNA": 5, "BO": 5}, "we cannot wait")
    first, second = openings(review)[STAGE, 1], openings(review)[STAGE, 2]
    assert (first.early, first.rationale, first.journals) == (False, "", {"ANNA": 3, "BO": 4}), "the first stays"
    assert (second.early, second.rationale) == (True, "we cannot wait") and second.at >= first.at != ""


@pytest.mark.parametrize("readers", [1, 2])
def test_one_reader_hides_nothing(tmp_path: Path, readers: int) -> None:
    text = protocol()
    if readers == 1:
        text = text.replace(', { reviewer = "BO", coverage = "all" }]', "]", 1)
    with Review(make_review(tmp_path / "another", records=1, text=text)) as review:
        assert review_state(review).blind_batches(review.stage(STAGE)) == ([1] if readers == 2 else [])


@pytest.mark.parametrize(("owed", "done", "complete"), [(0, 0, False), (3, 2, False), (3, 3, True)])
def test_who_owes_nothing_has_finished_nothing(owed: int, done: int, complete: bool) -> None:
    assert OwedAndDone(owed=owed, done=done, seq=1).complete is complete


def test_what_was_published_is_read_and_is_counts_alone(review: Review) -> None:
    assert published_shares(review, "ANNA") == {}
    publish_shares(review, "ANNA", SHARES)
    assert published_shares(review, "ANNA") == SHARES and published_shares(review, "BO") == {}
    rows = json.loads((review.folder / "progress/ANNA.json").read_bytes())
    assert {key for row in rows for key in row} == {"stage", "round", "owed", "done", "seq"}


def test_the_same_counts_are_not_written_again(review: Review) -> None:
    path = review.folder / "progress/ANNA.json"
    publish_shares(review, "ANNA", SHARES)
    before = path.stat().st_ino
    publish_shares(review, "ANNA", dict(reversed(SHARES.items())))
    assert path.stat().st_ino == before
    publish_shares(review, "ANNA", {})
    assert path.stat().st_ino != before and published_shares(review, "ANNA") == {}


@pytest.mark.parametrize("content", ["", "{}x", '[{"stage": 1}]', "[1]"])
def test_a_damaged_file_is_named(review: Review, content: str) -> None:
    publish_shares(review, "BO", SHARES)
    (review.folder / "progress/BO.json").write_text(content)
    with pytest.raises(TamisError) as refused:
        published_shares(review, "BO")
    assert refused.value.where.endswith("progress/BO.json") and "Delete it" in refused.value.advice
