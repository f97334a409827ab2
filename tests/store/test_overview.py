from __future__ import annotations

from pathlib import Path

from core.screening import Decision, Verdict
from store.desk import ReviewDesk
from store.overview import overview
from store.review import Review
from tests.big import make_big_review
from tui.place import ReviewPlace

STAGE = "title-abstract"


def test_decisions_are_read_once_and_anew_when_more_were_made(tmp_path: Path) -> None:
    with Review(make_big_review(tmp_path / "review", 5), role="ANNA") as review:
        seen = overview(review)
        desk = ReviewDesk(review, "ANNA", STAGE, seen.groups, seen.decisions("ANNA", STAGE))
        assert not seen.decisions("ANNA", STAGE)
        first, second, *_ = review.records
        desk.save(Decision(record=first, verdict=Verdict.INCLUDE))
        found = seen.decisions("ANNA", STAGE)
        assert list(found) == [first] and seen.decisions("ANNA", STAGE) is found
        other = ReviewDesk(review, "ANNA", STAGE, seen.groups, found)
        other.save(Decision(record=second, verdict=Verdict.EXCLUDE))
        assert list(found) == [first], "a desk keeps what it saves to itself"


def test_a_session_knows_what_another_window_decides_meanwhile(tmp_path: Path) -> None:
    folder = make_big_review(tmp_path / "review", 5)
    with Review(folder, role="ANNA") as here, Review(folder, role="ANNA") as there:
        session, other = ReviewPlace(here).session(STAGE), ReviewPlace(there).session(STAGE)
        other.decide(Verdict.INCLUDE)
        assert [each.record for each in session.refresh()] == [session.queue[0]]
        again = ReviewPlace(here).session(STAGE)
        assert again.decided(session.queue[0]) and again.progress.decided == 1
