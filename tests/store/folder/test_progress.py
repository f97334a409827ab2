"""How far readers are, as the others are shown it: counts alone, and never a reason to stop."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.screening.status import OwedAndDone
from store.folder.people import PEOPLE
from store.folder.progress import FILE, publish_progress, published_progress
from store.folder.review import Review
from tests.reviews import protocol

STAGE = "title-abstract"
SHARES = {
    (STAGE, 1): OwedAndDone(owed=4, done=3, per_hour=96),
    (STAGE, 0): OwedAndDone(owed=2, done=2),
    ("full-text", 1): OwedAndDone(owed=0, done=0),
}


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    with Review.create(tmp_path / "review", protocol()) as opened:
        yield opened


def test_what_was_published_is_read_and_is_counts_alone(review: Review) -> None:
    assert published_progress(review, "ANNA") == {}
    publish_progress(review, "ANNA", SHARES)
    assert published_progress(review, "ANNA") == SHARES and published_progress(review, "BO") == {}
    path = review.folder / PEOPLE / "ANNA" / FILE
    assert {key for row in json.loads(path.read_bytes()) for key in row} == {
        "stage",
        "round",
        "owed",
        "done",
        "per_hour",
    }
    assert path.stat().st_mode & 0o777 == 0o644


def test_the_same_counts_are_not_written_again(review: Review) -> None:
    path = review.folder / PEOPLE / "ANNA" / FILE
    publish_progress(review, "ANNA", SHARES)
    before = path.stat().st_ino
    publish_progress(review, "ANNA", dict(reversed(SHARES.items())))
    assert path.stat().st_ino == before
    publish_progress(review, "ANNA", {})
    assert path.stat().st_ino != before and published_progress(review, "ANNA") == {}


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{}x",
        '[{"stage": 1}]',
        "[1]",
        "1",
        "null",
        '[{"stage": "s", "round": 1, "owed": 1, "done": 0, "per_hour": []}, 3]',
        '{"a": 1}',
        "\x00",
    ],
)
def test_what_cannot_be_read_is_as_nothing_and_is_written_anew(review: Review, content: str) -> None:
    publish_progress(review, "BO", SHARES)
    (review.folder / PEOPLE / "BO" / FILE).write_text(content)
    assert published_progress(review, "BO") == {}
    publish_progress(review, "BO", SHARES)
    assert published_progress(review, "BO") == SHARES
