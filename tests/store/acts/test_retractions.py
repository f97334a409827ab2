from pathlib import Path

from core.records.record import Flag
from store.acts.retractions import TABLE, imported_since, retraction_file, say_retractions, undo_last
from store.folder.review import Review
from tests.reviews import make_review, said_in

FACTS = {"database": "Retraction Watch", "file": "rw.csv", "sha256": "0" * 64, "dated": "2026-11-20", "newest": ""}


def test_the_newest_word_counts_and_the_same_is_not_said_twice(tmp_path: Path) -> None:
    with Review(make_review(tmp_path / "review", records=3)) as review:
        one, two, _ = sorted(review.records)
        flag = Flag("retracted", "Retraction Watch", "Fake data", on="2019-05-03")
        assert retraction_file(review) is None
        for _ in range(2):
            say_retractions(review, [(one, flag)], **FACTS, rows=7)
        assert len(said_in(review, TABLE)) == 1
        say_retractions(review, [(two, flag)], **{**FACTS, "sha256": "1" * 64}, rows=8)
        said = retraction_file(review)
        assert (
            said is not None and said.found == ((two, flag),) and said.rows == 8 and imported_since(review, said) == 0
        )
        undo_last(review)
        said = retraction_file(review)
        assert said is not None and said.found == ((one, flag),)
