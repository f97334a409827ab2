"""A file that is put back from a backup, or replaced, while the app has it open: nothing read before is relied on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.screening.decision import Decision, Verdict
from store.folder.review import Review
from store.journal.errors import LinesMissing
from store.state.review_state import review_state
from store.work.charting import chart_session
from store.work.screening import DiskDecisionStore
from tests.charts import charting_review, fill_in
from tests.reviews import make_review, record_ids, run

STAGE = "title-abstract"


def put_back(journal: Path, kept: Path) -> None:
    """As `cp -a` of a backup does it by way of a new file; a snapshot that knows more is moved away, as tamis asks."""
    journal.with_suffix(".json").unlink(missing_ok=True)
    fresh = journal.with_suffix(".fresh")
    shutil.copy2(kept, fresh)
    fresh.replace(journal)


def test_decisions(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    one, two, three = record_ids(folder)
    journal, kept = folder / "people" / "ANNA" / f"{STAGE}.1" / "decisions.jsonl", tmp_path / "kept.jsonl"
    with Review(folder, role="ANNA") as review:
        desk = DiskDecisionStore(review, "ANNA", STAGE)
        desk.save(Decision(record=one, verdict=Verdict.INCLUDE))
        shutil.copy2(journal, kept)
        desk.save(Decision(record=one, verdict=Verdict.EXCLUDE))
        desk.save(Decision(record=two, verdict=Verdict.EXCLUDE))
        put_back(journal, kept)
        changed = {each.record: each.after and each.after.verdict for each in desk.refresh()}
        assert changed == {one: Verdict.INCLUDE, two: None}
        assert not desk.refresh()
        with pytest.raises(LinesMissing, match="4 are known"):
            desk.save(Decision(record=three, verdict=Verdict.INCLUDE))
        run(folder, "repair", "--accept-loss", "no backup has them", role="ANNA")
        desk.save(Decision(record=three, verdict=Verdict.INCLUDE))
    assert run(folder, "check").exit_code == 0


def test_forms(tmp_path: Path) -> None:
    folder, studies = charting_review(tmp_path / "review", "ANNA", records=2)
    journal, kept = folder / "people" / "ANNA" / "charting.1" / "decisions.jsonl", tmp_path / "kept.jsonl"
    fill_in(folder, studies[0], "ANNA")
    shutil.copy2(journal, kept)
    fill_in(folder, studies[1], "ANNA")
    with Review(folder, role="ANNA") as review:
        session = chart_session(review_state(review), review.stage("charting"), "ANNA")
        assert [session.is_complete(each) for each in studies] == [True, True]
        put_back(journal, kept)
        assert session.refresh()
        assert [session.is_complete(each) for each in studies] == [True, False]
