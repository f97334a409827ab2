"""Verdicts on pairs of records, and the groups that follow from them."""

from pathlib import Path

import pytest

from core.errors import TamisError
from store.acts.duplicates import duplicate_groups, give_verdicts, take_back_verdicts
from store.folder.review import Review
from tests.reviews import make_review


def three_records(folder: Path) -> list[str]:
    make_review(folder, records=3)
    with Review(folder) as review:
        return list(review.records)


def test_pairs_said_to_be_the_same_are_one_group_and_taking_one_back_parts_it(tmp_path: Path) -> None:
    one, two, three = three_records(tmp_path / "r")
    with Review(tmp_path / "r") as review:
        give_verdicts(review, [(one, two), (two, three)], same=True)
        groups = duplicate_groups(review)
        assert len(groups.unique) == 1
        assert set(groups.around(one)) == {one, two, three}
        take_back_verdicts(review, [(two, three)])
        assert set(duplicate_groups(review).around(three)) == {three}


def test_of_several_verdicts_with_one_mistake_none_is_stored(tmp_path: Path) -> None:
    one, two, _ = three_records(tmp_path / "r")
    with Review(tmp_path / "r") as review:
        with pytest.raises(TamisError, match="cannot be compared with itself"):
            give_verdicts(review, [(one, two), (one, one)], same=True)
        assert len(duplicate_groups(review).unique) == 3
