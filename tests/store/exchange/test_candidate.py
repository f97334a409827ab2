from __future__ import annotations

from pathlib import Path

import pytest

from core.protocol.read import parse_protocol
from store.exchange.candidate import make_candidate, newest_plan, refusals, sealed_in
from store.folder.people import ACTS, PEOPLE
from store.folder.review import Review
from tests.reviews import decide_all, make_review, run_json

STAGE = "title-abstract"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = make_review(tmp_path / "review", records=3)
    run_json(folder, "highlights", "--include", "x", role="BO")
    decide_all(folder, "ANNA", STAGE, [("T0", "include")])
    return folder


def test_a_candidate_is_the_review_with_what_is_new_and_no_file_is_copied(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "candidate").mkdir()
    with Review(folder) as review:
        make_candidate(review, {}, tmp_path / "candidate")
        assert parse_protocol(newest_plan(tmp_path / "candidate")) == review.protocol
        assert (
            refusals(tmp_path / "candidate", review.protocol_text, {f"{PEOPLE}/BO/{ACTS}": 0}, set(), frozenset()) == []
        )
    sealed = f"{PEOPLE}/ANNA/{STAGE}.1/decisions.jsonl"
    assert sealed_in(tmp_path / "candidate", iter([sealed, f"{PEOPLE}/BO/{ACTS}"])) == {sealed}
    assert all(each.is_symlink() for each in (tmp_path / "candidate").rglob("*.json*"))
