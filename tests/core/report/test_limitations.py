"""The limits of a review are said with their numbers."""

from __future__ import annotations

from pathlib import Path

from core.report.limitations import limitations
from store.folder.review import Review
from store.numbers.report import gather
from store.state.review_state import review_state
from tests.reviews import decide_all, make_review, protocol, record_ids, run, run_json

STAGE = "title-abstract"


def limits(folder: Path) -> list[str]:
    run(folder, "status")  # opens what all have finished
    with Review(folder) as review:
        return [each.text for each in limitations(gather(review_state(review)))]


def test_what_is_blind_and_what_was_not_to_be_had(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    for reader in ("ANNA", "BO"):
        decide_all(folder, reader, STAGE, [("T0", "include"), ("T1", "include")])
    run(folder, "fulltext", "full-text", record_ids(folder)[0], "--not-retrieved", "no library lends it")
    assert limits(folder) == ["Still blind, and so without figures: “Full text”.", "1 report was not retrieved."]


def test_what_one_reader_alone_saw(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=8, coverage="1/2")
    run(folder, "dedup")
    run(folder, "sample", STAGE, "--draw", "--yes")
    for each in record_ids(folder):
        run(folder, "decide", STAGE, each, "exclude", role="ANNA")
    for each in run_json(folder, "sample", STAGE)[0]["ids"]:
        run(folder, "decide", STAGE, each, "exclude", role="BO")
    said = limits(folder)
    assert "At “Title and abstract”, ANNA alone excluded 4 records, of which 0 to 3 may be relevant (95% CI)." in said


def test_a_stage_of_one_reader(tmp_path: Path) -> None:
    alone = protocol().replace(', { reviewer = "BO", coverage = "all" }', "", 1).replace('"COVERAGE"', '"all"')
    folder = make_review(
        tmp_path / "review", records=1, text=alone.replace(', { reviewer = "BO", coverage = "all" }', "")
    )
    decide_all(folder, "ANNA", STAGE, [("T0", "include")])
    assert limits(folder)[0] == "One reader alone decides at 2 stages: “Title and abstract” and “Full text”."
