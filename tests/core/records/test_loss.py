"""A loss is known by its values."""

import pytest

from core.records.loss import Loss


def test_it_is_not_to_be_changed() -> None:
    loss = Loss(who="BO", file="acts.jsonl", kept=1, known=2, why="", at="")
    with pytest.raises(AttributeError):
        loss.kept = 2  # type: ignore[misc]
