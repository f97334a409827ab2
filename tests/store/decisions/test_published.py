"""What an account lets the others know: what stands, and what stood when a round was opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import TamisError
from store.decisions.published import is_current, publish, published, published_frozen
from store.folder.review import Review
from tests.reviews import protocol

STAGE = "title-abstract"
NOW = {"3": {"record": "3", "verdict": "include", "note": "æ “x”"}}
THEN = {"3": {"record": "3", "verdict": "exclude"}}


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    with Review.create(tmp_path / "review", protocol()) as opened:
        yield opened


def test_nothing_was_published(review: Review) -> None:
    assert published(review, "ANNA", STAGE) == {} and published_frozen(review, "ANNA", STAGE, 1) == {}
    assert is_current(review, "ANNA", STAGE, seq=0, rounds=[])


def test_what_stands_and_what_stood_are_kept_apart(review: Review) -> None:
    publish(review, "ANNA", STAGE, seq=4, now=NOW, frozen={2: THEN})
    assert published(review, "ANNA", STAGE) == NOW
    assert published_frozen(review, "ANNA", STAGE, 2) == THEN and published_frozen(review, "ANNA", STAGE, 1) == {}
    assert published(review, "BO", STAGE) == {} and published(review, "ANNA", "full-text") == {}
    file = review.folder / f"published/ANNA/{STAGE}.json"
    assert file.stat().st_mode & 0o777 == 0o644 and file.parent.stat().st_mode & 0o7777 == 0o2775


@pytest.mark.parametrize(
    ("seq", "rounds", "current"), [(4, [1, 2], True), (5, [1, 2], False), (4, [2], False), (4, [1, 2, 3], False)]
)
def test_it_is_behind_after_an_event_or_an_opening(review: Review, seq: int, rounds: list[int], current: bool) -> None:
    publish(review, "ANNA", STAGE, seq=4, now=NOW, frozen={1: {}, 2: THEN})
    assert is_current(review, "ANNA", STAGE, seq=seq, rounds=rounds) is current


def test_a_damaged_file_is_named(review: Review) -> None:
    publish(review, "ANNA", STAGE, seq=4, now=NOW, frozen={})
    path = review.folder / f"published/ANNA/{STAGE}.json"
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(TamisError, match="cannot be read") as refused:
        published(review, "ANNA", STAGE)
    assert refused.value.where == str(path) and "ANNA's next command" in refused.value.advice
