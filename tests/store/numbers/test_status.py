"""The counts of the funnel, and what of them the one who looks may not know yet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from core.protocol.values import Stage
from store.folder.review import Review
from store.numbers.status import status
from store.state.review_state import ReviewState, review_state
from tests.reviews import decide_all, differing_review, make_review, protocol, record_ids, ris, run, run_json

STAGE = "title-abstract"


def test_a_review_without_records_adds_up(tmp_path: Path) -> None:
    found = run_json(make_review(tmp_path / "review"), "status")
    assert (found["identified"], found["duplicates_removed"], found["rounds"]) == (0, 0, [])
    assert found["adds_up"] is True and found["leaks"] == []
    assert [each["stage"] for each in found["stages"]] == [STAGE, "full-text"]


def test_each_round_says_what_its_sources_brought(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=4)
    for name, numbers, options in (("Other", range(2, 6), ()), ("Testbase", [9], ("--round", "new"))):
        file = tmp_path / f"{name}.ris"
        file.write_text(ris(numbers, prefix="U").replace("10.5555/u.", "10.5555/t."))
        run(folder, "import", str(file), "--source", name, *options)
    assert run_json(folder, "status")["imports_to_search"] == [1, 2, 3]
    run(folder, "dedup")
    found = run_json(folder, "status")
    assert found["imports_to_search"] == [] and (found["identified"], found["duplicates_removed"]) == (9, 2)
    assert found["rounds"] == [
        {"round": 1, "identified": 8, "duplicates_removed": 2, "unique": 6, "sources": {"Testbase": 4, "Other": 4}},
        {"round": 2, "identified": 1, "duplicates_removed": 0, "unique": 1, "sources": {"Testbase": 1}},
    ]


def test_what_became_of_those_that_entered_a_stage(tmp_path: Path) -> None:
    folder = differing_review(tmp_path / "review")
    first = run_json(folder, "status")["stages"][0]
    assert (first["entered"], first["included"], first["excluded"], first["waiting"]) == (6, 3, 0, 3)
    assert (first["disagreements"], first["escalated"], first["blind"]) == (3, 0, False)
    record = run_json(folder, "disagreements", STAGE)["items"][0]["record_id"]
    run(folder, "resolve", STAGE, record, "--escalate")
    assert run_json(folder, "status")["stages"][0]["escalated"] == 1
    run(folder, "resolve", STAGE, record, "exclude", "--reason", "wrong-topic", "--rationale", "x", role="CHIEF")
    after = run_json(folder, "status")["stages"][0]
    assert (after["reasons"], after["disagreements"], after["escalated"]) == ({"wrong-topic": 1}, 2, 0)


def test_a_reader_knows_the_others_progress_and_not_the_outcome(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    decide_all(folder, "ANNA", STAGE, [("T0", "include"), ("T1", "exclude")])
    stage = run_json(folder, "status", role="BO")["stages"][0]
    assert stage["reviewers"] == {"ANNA": {"owed": 3, "done": 2}, "BO": {"owed": 3, "done": 0}}
    assert (stage["included"], stage["excluded"], stage["waiting"], stage["blind"]) == (0, 0, 3, True)


def test_whether_the_sample_and_the_pilot_are_drawn(tmp_path: Path) -> None:
    def stage(folder: Path) -> dict[str, object]:
        found = run_json(folder, "status")["stages"][0]
        return {name: found[name] for name in ("sample_drawn", "pilot")}

    assert stage(make_review(tmp_path / "whole", records=2)) == {"sample_drawn": None, "pilot": None}
    folder = make_review(tmp_path / "shared", records=8, text=protocol("1/2"))
    assert stage(folder) == {"sample_drawn": False, "pilot": None}
    run(folder, "sample", STAGE, "--pilot", "2", "--yes")
    assert stage(folder) == {"sample_drawn": False, "pilot": {"records": 2, "blind": True}}
    run(folder, "sample", STAGE, "--draw", "--yes")
    assert stage(folder)["sample_drawn"] is True


STEP = """[[stage]]
id = "language"
title = "Not in English"
kind = "step"
prisma = "PLACE"
readers = [{ reviewer = "ANNA", coverage = "all" }]
reasons = [{ id = "language", label = "Not in English" }]
suggest = { rule = "language", keep = ["eng"] }
"""
STEPS = protocol().replace("[[stage]]", f"{STEP}[[stage]]", 1)


def stepped(folder: Path, place: str = "automation") -> list[str]:
    """Nine records in a step, four of them in German: two decided one by one, three by the rule, four passed on."""
    make_review(folder, text=STEPS.replace("PLACE", place))
    file = folder.parent / f"{folder.name}.ris"
    german = "ER  - \n".join(ris([n]).replace("ER  - \n", "LA  - German\n") for n in range(4))
    file.write_text(f"{german}ER  - \n\n{ris(range(4, 9))}")
    run(folder, "import", str(file), "--source", "Testbase")
    run(folder, "dedup")
    ids = record_ids(folder)
    run(folder, "decide", "language", ids[0], "exclude", "--reason", "language", role="ANNA")
    run(folder, "decide", "language", ids[8], "include", role="ANNA")
    run(folder, "suggest", "language", "--apply", "--pass-rest", role="ANNA")
    return ids


def test_what_was_decided_one_by_one_and_what_in_bulk(tmp_path: Path) -> None:
    ids = stepped(tmp_path / "review")
    stage = run_json(tmp_path / "review", "status")["stages"][0]
    assert stage["acts"] == {"ANNA": {"one_by_one": 2, "confirmed_in_bulk": 3, "passed_in_bulk": 4, "found_in_bulk": 0}}
    assert (stage["excluded"], stage["by_rule"]) == (4, 3)
    lines = run(tmp_path / "review", "status").stdout.splitlines()
    assert [line.split()[2:] for line in lines if line.startswith("ANNA  language")] == [["9", "9", "2", "3", "4"]]
    # Who looks again at what was excluded in bulk has decided on it one by one; undo brings the bulk act back.
    run(tmp_path / "review", "decide", "language", ids[1], "exclude", "--reason", "language", role="ANNA")
    again = run_json(tmp_path / "review", "status")["stages"][0]
    assert again["acts"]["ANNA"] == {"one_by_one": 3, "confirmed_in_bulk": 2, "passed_in_bulk": 4, "found_in_bulk": 0}
    run(tmp_path / "review", "undo", "language", role="ANNA")
    assert run_json(tmp_path / "review", "status")["stages"][0] == stage


def test_how_others_decided_is_sealed_with_what_they_decided(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    decide_all(folder, "ANNA", STAGE, [("T0", "include")])
    stage = run_json(folder, "status", role="BO")["stages"][0]
    assert stage["acts"]["ANNA"] is None and stage["acts_note"] == "sealed"


def test_decisions_that_come_back_from_a_file_know_how_they_were_made(tmp_path: Path) -> None:
    stepped(tmp_path / "review")
    rows = run(tmp_path / "review", "decisions", "export", "--stage", "language", role="ANNA").stdout
    (tmp_path / "said.csv").write_text(rows)
    stage = run_json(tmp_path / "review", "status")["stages"][0]
    other = make_review(tmp_path / "other", text=STEPS.replace("PLACE", "automation"))
    run(other, "import", str(tmp_path / "review.ris"), "--source", "Testbase")
    run(other, "decisions", "import", str(tmp_path / "said.csv"), "--stage", "language", "--reviewer", "ANNA")
    assert run_json(other, "status")["stages"][0]["acts"] == stage["acts"]


def test_what_is_asked_of_the_state_does_not_grow_with_the_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each question costs a look at what was derived; one a record made up half of a status."""
    asked: list[str] = []
    batch_of = ReviewState.batch_of

    def counted(state: ReviewState, stage: Stage) -> Mapping[str, int]:
        asked.append(stage.id)
        return batch_of(state, stage)

    monkeypatch.setattr(ReviewState, "batch_of", counted)
    times = []
    for records in (5, 40):
        asked.clear()
        with Review(make_review(tmp_path / f"{records}", records=records, coverage="20%")) as review:
            assert len(status(review_state(review)).stages[0].state.entered) == records
        times.append(len(asked))
    assert times[0] == times[1]
