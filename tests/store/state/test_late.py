"""What comes into an open batch late is read, told apart, and in no agreement, sample or estimate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from store.folder.review import Review
from store.state.late import entered_late
from store.state.review_state import review_state
from tests.reviews import decide_all, make_review, protocol, read_review, record_ids, ris, run, run_json

STAGE = "title-abstract"


def bring_in(folder: Path, numbers: range, *options: str) -> Any:
    file = folder.parent / "more.ris"
    file.write_text(ris(numbers), encoding="utf-8")
    return run_json(folder, "import", str(file), "--source", "Testbase", *options)


def late(folder: Path) -> list[str]:
    with Review(folder) as review:
        return entered_late(review_state(review), review.stage(STAGE))


def test_what_is_imported_into_an_open_batch_is_late(tmp_path: Path) -> None:
    folder = read_review(tmp_path / "review")
    before = run_json(folder, "agreement", STAGE)["stages"][0]
    assert late(folder) == []
    bring_in(folder, range(4, 6), "--round", "1")
    new = record_ids(folder)[4:]
    assert late(folder) == new
    decide_all(folder, "ANNA", STAGE, [("T4", "include"), ("T5", "include")])
    decide_all(folder, "BO", STAGE, [("T4", "include"), ("T5", "exclude")])
    after = run_json(folder, "agreement", STAGE)["stages"][0]
    assert (late(folder), after["n"], after["table"]) == (new, 4, before["table"])
    [stage] = [each for each in run_json(folder, "status")["stages"] if each["stage"] == STAGE]
    assert (stage["late"], stage["disagreements"]) == (2, 1)
    assert "2 records came when all had read the rest" in run(folder, "status").output
    behind = run_json(folder, "records", "late", "--stage", STAGE)
    assert [each["record_id"] for each in behind] == new
    run(folder, "report", "--out", str(tmp_path / "report"))
    methods = (tmp_path / "report" / "methods.md").read_text(encoding="utf-8")
    assert "2 records came into the stage when all had read the rest, so they are in no agreement" in methods


def test_a_report_that_is_had_after_all_is_late(tmp_path: Path) -> None:
    folder = read_review(tmp_path / "review")
    ids = record_ids(folder)
    run(folder, "fulltext", "full-text", ids[1], "--not-retrieved", "no copy")
    for who in ("ANNA", "BO"):
        decide_all(folder, who, "full-text", [("T2", "include"), ("T3", "include")])
    with Review(folder) as review:
        state = review_state(review)
        assert entered_late(state, review.stage("full-text")) == [] and state.open_rounds(review.stage("full-text"))
    run(folder, "fulltext", "full-text", ids[1], "--retrieved", "https://example.org/1")
    with Review(folder) as review:
        assert entered_late(review_state(review), review.stage("full-text")) == [ids[1]]


def test_of_a_batch_that_was_opened_early_nothing_is_late(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    decide_all(folder, "ANNA", STAGE, [("T0", "include"), ("T1", "include")])
    run(folder, "unblind", STAGE, "--rationale", "BO is ill")
    assert late(folder) == []


@pytest.mark.parametrize(("coverage", "drawn"), [("all", False), ("1/2", True)])
def test_an_import_begins_a_search_round_once_the_last_one_is_open_or_drawn(
    tmp_path: Path, coverage: str, drawn: bool
) -> None:
    folder = make_review(tmp_path / "review", records=4, text=protocol(coverage))
    assert bring_in(folder, range(4, 6))["round"] == 1
    if drawn:
        run(folder, "sample", STAGE, "--draw", "--yes")
    else:
        for who in ("ANNA", "BO"):
            decide_all(folder, who, STAGE, [(f"T{n}", "include") for n in range(6)])
    assert bring_in(folder, range(6, 8), "--dry-run")["round"] == 2
    assert bring_in(folder, range(6, 8))["round"] == 2
    assert bring_in(folder, range(8, 9))["round"] == 2, "the new round is neither"
    assert bring_in(folder, range(9, 10), "--round", "1")["round"] == 1


def test_an_update_leaves_the_figures_of_the_open_rounds_as_interim(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=8, text=protocol("1/2"))
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include" if n < 3 else "exclude") for n in range(8)])
    run(folder, "sample", STAGE, "--draw", "--yes")
    sample = set(run_json(folder, "sample", STAGE)[0]["ids"])
    known = {row["record_id"]: row["accession"] for row in run_json(folder, "dedup", "--groups")}
    decide_all(folder, "BO", STAGE, [(known[each], "exclude") for each in sample])
    agreed, missed = (run_json(folder, name, STAGE)["stages"][0] for name in ("agreement", "missed"))
    assert agreed["complete"] and missed["complete"]
    bring_in(folder, range(8, 12))
    decide_all(folder, "ANNA", STAGE, [("T8", "exclude")])
    for role in (None, "ANNA", "BO", "CHIEF"):
        now = run_json(folder, "agreement", STAGE, role=role)["stages"][0]
        assert (now["n"], now["table"], now["complete"]) == (agreed["n"], agreed["table"], False)
        assert "interim" in now["note"]
        now = run_json(folder, "missed", STAGE, role=role)["stages"][0]
        same = ("excluded", "double_read", "found_relevant", "recall")
        assert [now[each] for each in same] == [missed[each] for each in same] and not now["complete"]


def test_what_came_after_the_draw_is_in_no_estimate(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=8, text=protocol("1/2"))
    run(folder, "sample", STAGE, "--draw", "--yes")
    bring_in(folder, range(8, 12), "--round", "1")
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "exclude") for n in range(12)])
    known = {row["record_id"]: row["accession"] for row in run_json(folder, "dedup", "--groups")}
    sample = run_json(folder, "sample", STAGE)[0]["ids"]
    decide_all(folder, "BO", STAGE, [(known[each], "exclude") for each in sample])
    [found] = run_json(folder, "missed", STAGE)["stages"]
    assert (found["excluded"], found["double_read"]) == (8, 4)
