from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from core.screening.decision import Decision, Verdict
from store.review import Review
from store.review_state import overview
from store.screening import DiskDecisionStore
from tests.big import make_big_review
from tests.reviews import decide_all, make_review, ris, run
from tui.adapter.on_disk import DiskReview

STAGE = "title-abstract"


def test_decisions_are_read_once_and_anew_when_more_were_made(tmp_path: Path) -> None:
    with Review(make_big_review(tmp_path / "review", 5), role="ANNA") as review:
        seen = overview(review)
        desk = DiskDecisionStore(review, "ANNA", STAGE, seen.groups, seen.decisions("ANNA", STAGE))
        assert not seen.decisions("ANNA", STAGE)
        first, second, *_ = review.records
        desk.save(Decision(record=first, verdict=Verdict.INCLUDE))
        found = seen.decisions("ANNA", STAGE)
        assert list(found) == [first] and seen.decisions("ANNA", STAGE) is found
        other = DiskDecisionStore(review, "ANNA", STAGE, seen.groups, found)
        other.save(Decision(record=second, verdict=Verdict.EXCLUDE))
        assert list(found) == [first], "a desk keeps what it saves to itself"


def test_a_session_knows_what_another_window_decides_meanwhile(tmp_path: Path) -> None:
    folder = make_big_review(tmp_path / "review", 5)
    with Review(folder, role="ANNA") as here, Review(folder, role="ANNA") as there:
        session, other = DiskReview(here).screening_session(STAGE), DiskReview(there).screening_session(STAGE)
        other.decide(Verdict.INCLUDE)
        assert [each.record for each in session.refresh()] == [session.queue[0]]
        again = DiskReview(here).screening_session(STAGE)
        assert again.decided(session.queue[0]) and again.progress.decided == 1


def test_a_search_update_that_brings_nothing_to_a_stage_leaves_nothing_open_there(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=4)
    for stage, verdict in ((STAGE, "include"), ("full-text", "include")):
        for reader in ("ANNA", "BO"):
            decide_all(folder, reader, stage, [(f"T{n}", verdict) for n in range(4)])
    update = tmp_path / "update.ris"
    update.write_text(ris([9]))
    run(folder, "import", str(update), "--source", "Testbase", "--round", "new")
    packed = str(tmp_path / "review.zip")
    assert "interim" in run(folder, "agreement", "full-text").output, "the new record may still come"
    with pytest.raises(TamisError, match="still blind"):
        run(folder, "bundle", packed)
    for reader in ("ANNA", "BO"):
        decide_all(folder, reader, STAGE, [("T9", "exclude")])
    with Review(folder) as review:
        seen = overview(review)
        full_text = review.stage("full-text")
        assert (seen.blind_rounds(full_text), seen.unfinished_rounds(full_text)) == ([2], [])
    assert "interim" not in run(folder, "agreement", "full-text", role="ANNA").output
    assert "still blind" not in run(folder, "disagreements", "full-text").stderr
    run(folder, "bundle", packed)


def test_what_waits_before_a_stage(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review")
    with Review(folder, role="ANNA") as review:
        assert DiskReview(review).waiting_before("full-text") is None, "there are no records"
    (tmp_path / "export.ris").write_text(ris(range(3)))
    run(folder, "import", str(tmp_path / "export.ris"), "--source", "Testbase")
    with Review(folder, role="ANNA") as review:
        assert DiskReview(review).waiting_before("full-text") == {STAGE: 3}
        assert DiskReview(review).waiting_before(STAGE) == {}
