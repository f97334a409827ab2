"""Verdicts on pairs of records."""

from pathlib import Path

import pytest

from core.errors import TamisError
from store.acts.duplicates.groups import duplicate_groups
from store.acts.duplicates.verdicts import give_verdicts
from store.folder.review import Review
from tests.reviews import make_review


def test_of_several_verdicts_with_one_mistake_none_is_stored(tmp_path: Path) -> None:
    make_review(tmp_path / "r", records=2)
    with Review(tmp_path / "r") as review:
        one, two = review.records
        with pytest.raises(TamisError, match="cannot be compared with itself"):
            give_verdicts(review, [(one, two), (one, one)], same=True)
        assert len(duplicate_groups(review).unique) == 2
