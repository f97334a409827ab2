"""Agreement of those who charted: on what each had filled in when the stage was opened, the calibration apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.charting.agreement import ChartAgreement, ItemAgreement
from store.folder.review import Review
from store.numbers.charting.agreement import chart_agreements
from store.state.review_state import review_state
from tests.charts import charting_review, fill
from tests.reviews import run, run_json


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


@pytest.mark.parametrize("how", ["study", "merge"])
def test_what_is_joined_after_the_opening_changes_no_figure_and_is_listed(tmp_path: Path, how: str) -> None:
    folder, (first, second, third) = charting_review(tmp_path / "r", "ANNA", "BO", records=3)
    fill(folder, "ANNA", design="trial")
    fill(folder, "BO", studies=[first], design="trial")
    fill(folder, "BO", studies=[second, third], design="survey")
    [before] = agreements(folder)
    assert (figures(before, "design").n, figures(before, "design").same) == (3, 1)
    join = ("study", first, second) if how == "study" else ("dedup", "--same", first, second, "--even-so")
    run(folder, *join, role="ANNA")
    [after] = agreements(folder)
    assert (after.items, after.complete) == (before.items, before.complete)
    assert set(after.regrouped) == {first, second} and not before.regrouped
    [told] = run_json(folder, "chart", "agreement")["pairs"]
    assert told["regrouped"] == 2 and set(told["regrouped_ids"]) == {first, second}
    assert "2 studies were merged with others or parted from them" in run(folder, "chart", "agreement").stdout
    if how == "study":
        run(folder, "study", "--undo", "--yes", role="ANNA")
        assert agreements(folder) == [before]


def test_what_is_parted_after_the_opening_changes_no_figure_and_is_listed(tmp_path: Path) -> None:
    folder, (first, second, third) = charting_review(tmp_path / "r", "ANNA", "BO", records=3)
    run(folder, "study", first, second, role="ANNA")
    study = min(first, second)
    for who, design in (("ANNA", "trial"), ("BO", "survey")):
        fill(folder, who, studies=[study, third], design=design)
    [before] = agreements(folder)
    assert figures(before, "design").n == 2
    run(folder, "study", "--apart", first, role="BO")
    [after] = agreements(folder)
    assert after.items == before.items and after.regrouped == (study,)
