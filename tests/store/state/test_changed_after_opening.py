"""What was said after a stage had been opened is found; a note added later changes no decision."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.folder.review import Review
from store.state.changed_after_opening import changed_after_opening
from store.state.review_state import review_state
from tests.reviews import decide_all, differing_review, record_ids, ris, run

STAGE = "title-abstract"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return differing_review(tmp_path / "review")


def changed(folder: Path, reviewer: str) -> dict[str, str]:
    """The verdict at the opening of each record that was changed since ("": none)."""
    with Review(folder) as review:
        found = changed_after_opening(review_state(review), review.stage(STAGE), reviewer)
    return {record: str(was.verdict) if was else "" for record, was in found.items()}


def test_a_verdict_or_a_reason_that_is_another_now(folder: Path) -> None:
    first, second, *_ = record_ids(folder)
    assert changed(folder, "BO") == {}
    run(folder, "decide", STAGE, first, "include", role="BO")
    run(folder, "decide", STAGE, second, "exclude", "--reason", "wrong-topic", role="BO")
    assert changed(folder, "BO") == {first: "exclude", second: "exclude"} and changed(folder, "ANNA") == {}
    run(folder, "undo", STAGE, role="BO")
    assert changed(folder, "BO") == {first: "exclude"}


def test_a_note_changes_nothing(folder: Path) -> None:
    first, *_ = record_ids(folder)
    run(folder, "decide", STAGE, first, "exclude", "--note", "read it again", role="BO")
    assert changed(folder, "BO") == {}


def test_before_the_opening_everything_is_free(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "more.ris").write_text(ris([8]))
    run(folder, "import", str(tmp_path / "more.ris"), "--source", "Testbase", "--round", "new")
    decide_all(folder, "BO", STAGE, [("T8", "include")])
    decide_all(folder, "BO", STAGE, [("T8", "exclude")])
    assert changed(folder, "BO") == {}, "the second round is not open yet"


def test_what_was_not_decided_then_has_no_verdict_of_then(tmp_path: Path) -> None:
    folder = differing_review(tmp_path / "early")
    (tmp_path / "more.ris").write_text(ris([8]))
    run(folder, "import", str(tmp_path / "more.ris"), "--source", "Testbase", "--round", "new")
    run(folder, "unblind", STAGE, "--rationale", "we cannot wait")
    decide_all(folder, "BO", STAGE, [("T8", "include")])
    [(_, then)] = changed(folder, "BO").items()
    assert then == ""
