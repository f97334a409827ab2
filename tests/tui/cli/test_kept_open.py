"""The reviews that the lines of a batch share: what is put off is done before anything else, and at the end."""

from __future__ import annotations

import json
from pathlib import Path

from core.screening.decision import Decision, Verdict
from store.folder.review import Review
from store.work.screening import decision_store
from tests.reviews import make_review, record_ids, run_json
from tui.cli.kept_open import KeptOpen

STAGE = "title-abstract"


def done(folder: Path) -> list[int]:
    """How many records ANNA has read, as the others are shown it."""
    return [each["done"] for each in json.loads((folder / "people/ANNA/progress.json").read_text())]


def test_only_the_progress_is_put_off_and_never_lost(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=5)
    first, second, third, *_ = record_ids(folder)
    key = (folder, "ANNA", False)
    with KeptOpen() as kept:
        kept.keep(key, Review(folder, role="ANNA"))
        for number, record in enumerate((first, second, third)):
            review = kept.get(key)
            assert review is not None
            store = decision_store(review, "ANNA", STAGE)
            store.save(Decision(record=record, verdict=Verdict.INCLUDE))
            kept.settle(review)
            assert review.saved
            # The first act of a session begins the batch's journal, and after the second all is known.
            if number == 1:
                kept.catch_up()
                assert done(folder) == [2]
    assert done(folder) == [3]
    assert run_json(folder, "status", role="BO")["stages"][0]["reviewers"]["ANNA"]["done"] == 3
