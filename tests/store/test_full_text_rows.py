"""The reports of a full-text stage: where each is, and nobody's verdict but one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from store.decision_tables import import_decisions
from store.duplicates import duplicate_groups
from store.full_text_rows import report_rows
from store.retrieval import lost, retrieved, set_retrievals
from store.review import Review
from store.review_state import overview
from store.studies import group
from tests.reviews import decide_all, make_review

STAGE = "full-text"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four records, of which the last did not come to the full texts."""
    folder = make_review(tmp_path / "review", records=4)
    for who in ("ANNA", "BO"):
        decide_all(folder, who, "title-abstract", [(f"T{n}", "include" if n < 3 else "exclude") for n in range(4)])
    return folder


def test_where_each_report_is_and_who_said_so(folder: Path) -> None:
    with Review(folder, role="ANNA") as review:
        first, second, third, _ = review.records
        groups, stage = duplicate_groups(review), review.stage(STAGE)
        set_retrievals(review, groups, stage, [lost(first, "gone"), retrieved(review, second, "https://example.org/1")])
        group(review, groups, [first, third])
        rows = report_rows(overview(review), stage)
    assert [row["record_id"] for row in rows] == [first, second, third]
    assert [(row["state"], row["why"], row["url"], row["who"]) for row in rows] == [
        ("not-retrieved", "gone", "", "ANNA"),
        ("retrieved", "", "https://example.org/1", "ANNA"),
        ("sought", "", "", ""),
    ]
    assert rows[0]["study"] == rows[2]["study"] == min(first, third) and rows[1]["study"] == second
    assert rows[0]["at"] and rows[0]["title"].startswith("On ")


@pytest.mark.parametrize(("role", "verdict"), [("ANNA", "include"), ("BO", "exclude"), ("CHIEF", ""), (None, "")])
def test_only_ones_own_verdict_is_shown(folder: Path, role: str | None, verdict: str) -> None:
    decide_all(folder, "ANNA", STAGE, [("T0", "include")])
    (folder.parent / "b.csv").write_text("accession,verdict,reason\nT0,exclude,wrong-population\n")
    with Review(folder, role="BO") as review:
        import_decisions(review, folder.parent / "b.csv", review.stage(STAGE), "BO", duplicate_groups(review))
    with Review(folder, role=role) as review:
        assert [row["verdict"] for row in report_rows(overview(review), review.stage(STAGE))] == [verdict, "", ""]


def test_other_stages_have_no_reports(folder: Path) -> None:
    with Review(folder) as review, pytest.raises(TamisError, match="fulltext"):
        report_rows(overview(review), review.stage("title-abstract"))
