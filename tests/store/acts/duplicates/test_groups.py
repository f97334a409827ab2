"""The duplicate groups that follow from verdicts."""

from pathlib import Path

from store.acts.duplicates.groups import duplicate_groups
from store.acts.duplicates.verdicts import give_verdicts, take_back_verdict
from store.folder.review import Review
from tests.reviews import make_review


def test_pairs_said_to_be_the_same_are_one_group_and_taking_one_back_parts_it(tmp_path: Path) -> None:
    make_review(tmp_path / "r", records=3)
    with Review(tmp_path / "r") as review:
        one, two, three = review.records
        give_verdicts(review, [(one, two), (two, three)], same=True)
        groups = duplicate_groups(review)
        assert len(groups.unique) == 1
        assert set(groups.around(one)) == {one, two, three}
        take_back_verdict(review, two, three)
        assert set(duplicate_groups(review).around(three)) == {three}
