"""How fast somebody reads by the last lines of a journal, and who is shown it."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.screening.audience import PUBLIC, TEAM, Audience
from core.screening.decision import Verdict
from store.decisions.pace import pace_in
from store.folder.review import Review
from store.state.review_state import review_state
from store.work.openings import settle_after_saving
from tests.reviews import decide_all, decisions_file, make_review
from tui.adapter.on_disk import DiskReview

STAGE = "title-abstract"


def read(folder: Path, who: str, spent: list[int]) -> None:
    """Decide on as many records in the app, each after so many milliseconds."""
    with Review(folder, role=who) as review:
        session = DiskReview(review).screening_session(STAGE)
        for took in spent:
            session.decide(Verdict.INCLUDE, spent=took)
        settle_after_saving(review)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_review(tmp_path / "review", records=20)


def test_the_pace_is_of_the_last_decisions_and_shown_to_the_team_while_anything_is_left(folder: Path) -> None:
    read(folder, "ANNA", [400_000, 90_000, 90_000, 36_000, 36_000, 36_000, 36_000])
    with Review(folder, role="ANNA") as review:
        assert pace_in(review, "ANNA", review.stage(STAGE), 1) == 67
    for audience in (Audience("BO"), Audience("CHIEF", trusted=True), TEAM, PUBLIC):
        role = audience.who if audience.who == "BO" else None
        with Review(folder, role=role) as review:
            state = review_state(review, audience)
            share = state.reviewers(state.funnel.state(STAGE))["ANNA"]
            assert share.per_hour == (None if audience == PUBLIC else 67)
    read(folder, "ANNA", [36_000] * 13)
    with Review(folder, role="BO") as review:
        share = review_state(review).reviewers(review_state(review).funnel.state(STAGE))["ANNA"]
        assert share.complete and share.per_hour is None


def test_nobody_else_s_sealed_journal_is_looked_at_and_what_nobody_timed_has_no_pace(folder: Path) -> None:
    read(folder, "ANNA", [60_000] * 6)
    with Review(folder, role="BO") as review:
        assert pace_in(review, "ANNA", review.stage(STAGE), 1) is None
        assert pace_in(review, "BO", review.stage(STAGE), 1) is None
    decide_all(folder, "BO", STAGE, [(f"T{n}", "include") for n in range(8)])
    with Review(folder, role="BO") as review:
        assert pace_in(review, "BO", review.stage(STAGE), 1) is None


def test_a_line_that_was_cut_off_is_passed_by(folder: Path) -> None:
    read(folder, "ANNA", [60_000] * 6)
    journal = decisions_file(folder, "ANNA", STAGE)
    with journal.open("ab") as file:
        file.write(b'{"act":"decide","spent":1')
    with Review(folder, role="ANNA") as review:
        assert pace_in(review, "ANNA", review.stage(STAGE), 1) == 60
