from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from store.folder.review import Review
from tests.reviews import make_review, protocol, run
from tests.sharing import shared_plan, shared_review
from tests.tui.adapter.test_on_disk import STAGE, folder
from tui.adapter.on_disk import DiskReview

__all__ = ["folder"]


def test_a_queue_by_year_and_by_title(folder: Path) -> None:
    with Review(folder, role="ANNA") as review:
        place = DiskReview(review)
        by_year = [place.record(each).year or 0 for each in place.screening_session(STAGE, order="year").queue]
        by_title = [place.record(each).title for each in place.screening_session(STAGE, order="title").queue]
    assert by_year == sorted(by_year, reverse=True) and by_title == sorted(by_title, key=str.casefold)


def test_a_sample_is_drawn_before_it_is_read_and_read_in_random_order(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=12, text=protocol("50%"))
    with Review(folder, role="BO") as review, pytest.raises(TamisError, match="the sample has not been drawn yet"):
        DiskReview(review).screening_session(STAGE)
    run(folder, "sample", STAGE, "--draw", "--yes", role="ANNA")
    with Review(folder, role="BO") as review:
        place = DiskReview(review)
        assert place.screening_session(STAGE).order == "random"
        with pytest.raises(TamisError, match="never the second reader's"):
            place.screening_session(STAGE, order="likely-first")
    with Review(folder, role="ANNA") as review:
        assert DiskReview(review).screening_session(STAGE).order == "import"


@pytest.mark.parametrize(
    ("extra", "what"), [("", "the records have not been dealt yet"), ("pilot = 2", "the pilot has not been drawn yet")]
)
def test_where_reading_is_shared_out_a_pilot_is_drawn_and_the_rest_is_dealt(
    tmp_path: Path, extra: str, what: str
) -> None:
    folder = shared_review(tmp_path / "review", records=6, text=shared_plan(extra=extra), draws=False)
    with Review(folder, role="B") as review, pytest.raises(TamisError) as refused:
        DiskReview(review).screening_session(STAGE)
    assert refused.value.what == what
