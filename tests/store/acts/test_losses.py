"""A loss is a word of whoever lost the lines."""

from __future__ import annotations

from pathlib import Path

from core.records.loss import Loss
from store.acts.losses import losses, say_loss
from store.folder.review import Review
from store.journal.known_ends import KnownEnd
from tests.reviews import make_review


def test_it_is_told_with_how_many_lines_were_known(tmp_path: Path) -> None:
    with Review(make_review(tmp_path / "review"), role="BO") as review:
        assert losses(review) == []
        say_loss(review, "acts.jsonl", kept=3, lost=[KnownEnd(9, "x", ""), KnownEnd(5, "y", "")], why="it burnt")
        [loss] = losses(review)
    assert loss == Loss(who="BO", file="acts.jsonl", kept=3, known=9, why="it burnt", at=loss.at)
