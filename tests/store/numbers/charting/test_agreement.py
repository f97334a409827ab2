"""Agreement of those who charted: on what each had filled in when the stage was opened, the calibration apart."""

from __future__ import annotations

from pathlib import Path

from core.charting.agreement import ChartAgreement, ItemAgreement
from store.folder.review import Review
from store.numbers.charting.agreement import chart_agreements
from store.state.review_state import review_state
from tests.charts import charting_review, fill


def agreements(folder: Path) -> list[ChartAgreement]:
    with Review(folder) as review:
        return chart_agreements(review_state(review), review.stage("charting"))


def figures(found: ChartAgreement, item: str) -> ItemAgreement:
    return next(each for each in found.items if each.item.id == item)


def test_nothing_is_compared_while_it_is_blind(tmp_path: Path) -> None:
    folder, _ = charting_review(tmp_path / "r", "ANNA", "BO", records=2)
    fill(folder, "ANNA")
    [found] = agreements(folder)
    assert not found.complete and figures(found, "design").n == 0 and found.pilot is None


def test_what_was_changed_after_the_opening_changes_nothing(tmp_path: Path) -> None:
    folder, (first, _) = charting_review(tmp_path / "r", "ANNA", "BO", records=2)
    fill(folder, "ANNA", design="trial")
    fill(folder, "BO", design="survey")
    [before] = agreements(folder)
    assert before.raters == ("ANNA", "BO") and before.complete and figures(before, "design").n == 2
    assert figures(before, "design").same < figures(before, "country").same
    fill(folder, "BO", studies=[first], design="trial")
    assert agreements(folder) == [before]


def test_one_charter_agrees_with_nobody(tmp_path: Path) -> None:
    folder, _ = charting_review(tmp_path / "r", "ANNA", records=1)
    fill(folder, "ANNA")
    assert agreements(folder) == []
