"""Each change of the plan is logged when it is first used, and somebody says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from store.acts.amendments import amend, amendments, unexplained
from store.folder.plan import PROTOCOL_FILE
from store.folder.review import Review
from tests.reviews import make_review, record_ids, run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_review(tmp_path / "review", records=2)


def change(folder: Path, new: str = "A topic of its own") -> None:
    path = folder / PROTOCOL_FILE
    path.write_text(path.read_text().replace("Another topic", new))


def test_the_first_version_needs_no_reason(folder: Path) -> None:
    with Review(folder, role="ANNA") as review:
        assert unexplained(review) is None and len(amendments(review)) == 1
        with pytest.raises(TamisError, match="not changed"):
            amend(review, "why not")


def test_a_reason_logs_a_change_that_nobody_has_used_yet(folder: Path) -> None:
    change(folder)
    with Review(folder, role="ANNA") as review:
        told: list[str] = []
        review.warn = told.append
        assert (found := unexplained(review)) is not None and not found.why
        done = amend(review, "  the first\n ten showed it ")
        assert (done.why, done.by) == ("the first ten showed it", "ANNA") and done.version == review.version
        assert unexplained(review) is None and told == []
    with Review(folder) as review:
        assert [each.why for each in amendments(review)] == ["", "the first ten showed it"]


def test_a_change_that_was_used_is_explained_later_and_stays_at_its_place(folder: Path) -> None:
    change(folder)
    record = record_ids(folder)[0]
    done = run(folder, "decide", "title-abstract", record, "include", role="ANNA")
    assert 'nobody has said why: tamis amend "WHY"' in done.stderr
    assert "amend" not in run(folder, "decide", "title-abstract", record, "exclude", role="ANNA").stderr
    with Review(folder, role="ANNA") as review:
        before = review.in_order("amendments")
    with Review(folder, role="BO") as review:
        assert unexplained(review) is not None
        amend(review, "they agreed on it")
        amend(review, "they agreed on it in June")
        assert review.in_order("amendments") == before, "no word on an opening is judged by another plan"
        assert [(each.why, each.by) for each in amendments(review)][1:] == [("they agreed on it in June", "BO")]


@pytest.mark.parametrize("why", ["", " \n"])
def test_no_words_are_no_reason(folder: Path, why: str) -> None:
    change(folder)
    with Review(folder) as review:
        with pytest.raises(TamisError, match="reason") as refused:
            amend(review, why)
        assert "WHY" in refused.value.advice and len(amendments(review)) == 1
