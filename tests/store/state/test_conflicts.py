"""Different words on records that were merged: side by side to whom it may concern, waiting, and gone when parted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.errors import TamisError
from store.acts.duplicates.groups import duplicate_groups
from store.folder.review import Review
from store.state.chart_answers import consensus, filled_in
from store.state.review_state import review_state
from tests.charts import charting_review, fill, fill_in
from tests.reviews import decide_all, differing_review, make_review, protocol, record_ids, run, run_json

STAGE = "title-abstract"
ALONE = protocol().replace(', { reviewer = "BO", coverage = "all" }', "")


def same(folder: Path, a: str, b: str) -> str:
    run(folder, "dedup", "--same", a, b, "--even-so")
    with Review(folder) as review:
        return duplicate_groups(review).of(a)


def conflicts(folder: Path, role: str | None = None, stage: str = STAGE) -> dict[str, Any]:
    """Record → item, of those in conflict; they wait and count as conflicts."""
    items = run_json(folder, "disagreements", stage, role=role)["items"]
    found = {each["record_id"]: each for each in items if each["state"] == "conflict"}
    status = run_json(folder, "status", role=role)
    [at_stage] = [each for each in status["stages"] if each["stage"] == stage]
    assert status["adds_up"] and at_stage["conflicts"] == len(found)
    waiting = {each["record_id"] for each in run_json(folder, "records", "waiting", "--stage", stage, role=role)}
    assert found.keys() <= waiting
    behind = run_json(folder, "records", "conflicts", "--stage", stage, role=role)
    assert {each["record_id"] for each in behind} == found.keys()
    return found


def said(item: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {(each["what"], each["record"], each["said"]) for each in item["conflict"]}


def test_while_it_is_sealed_a_conflict_is_its_readers_alone(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=4)
    a, b, *_ = record_ids(folder)
    decide_all(folder, "ANNA", STAGE, [("T0", "include"), ("T1", "exclude")])
    survivor = same(folder, a, b)
    assert [conflicts(folder, role) for role in (None, "BO", "CHIEF")] == [{}, {}, {}]
    [item] = conflicts(folder, "ANNA").values()
    assert item["record_id"] == survivor and item["decisions"] == [] and item["resolution"] is None
    assert said(item) == {("decision", a, "include"), ("decision", b, "exclude")}
    run(folder, "decide", STAGE, survivor, "include", role="ANNA")
    assert conflicts(folder, "ANNA") == {}
    run(folder, "undo", STAGE, role="ANNA")
    assert set(conflicts(folder, "ANNA")) == {survivor}
    run(folder, "dedup", "--undo", a, b)
    assert conflicts(folder, "ANNA") == {}


@pytest.mark.parametrize("how", ["decide", "resolve", "escalate"])
def test_when_it_is_open_it_concerns_all_and_ends_like_a_disagreement(tmp_path: Path, how: str) -> None:
    folder = make_review(tmp_path / "review", records=3)
    a, b, _ = record_ids(folder)
    decide_all(folder, "ANNA", STAGE, [("T0", "include"), ("T1", "exclude"), ("T2", "include")])
    decide_all(folder, "BO", STAGE, [(f"T{n}", "include") for n in range(3)])
    survivor = same(folder, a, b)
    for role in (None, "ANNA", "BO", "CHIEF"):
        [item] = conflicts(folder, role).values()
        assert [each["reviewer"] for each in item["decisions"]] == ["BO"]
        assert said(item) == {("decision", a, "include"), ("decision", b, "exclude")}
    assert "ANNA on" in run(folder, "disagreements", STAGE).stdout
    hidden = run(folder, "disagreements", STAGE, "--hide-names").stdout
    assert "ANNA" not in hidden and "reader" in hidden
    assert "Title and abstract: 1 conflict" in run(folder, "status").output
    if how == "decide":
        run(folder, "decide", STAGE, survivor, "include", role="ANNA")
    elif how == "resolve":
        run(folder, "resolve", STAGE, survivor, "include", "--rationale", "as one", role="ANNA")
        assert run_json(folder, "status")["stages"][0]["reviewers"]["ANNA"] == {"owed": 2, "done": 2}
    else:
        run(folder, "resolve", STAGE, survivor, "--escalate", "--rationale", "hm", role="BO")
        assert run_json(folder, "status")["stages"][0]["escalated"] == 1
        run(folder, "resolve", STAGE, survivor, "include", "--rationale", "as one", role="CHIEF")
    assert conflicts(folder) == {} and run_json(folder, "status")["stages"][0]["included"] == 2
    run(folder, "dedup", "--undo", a, b)
    found = run_json(folder, "status")["stages"][0]
    assert (found["included"], found["disagreements"], found["conflicts"]) == (2, 1, 0)


@pytest.mark.parametrize("end", [("--escalate",), ("include",)])
def test_what_ended_one_record_alone_ends_no_conflict(tmp_path: Path, end: tuple[str, ...]) -> None:
    folder = make_review(tmp_path / "review", records=2)
    a, b = record_ids(folder)
    decide_all(folder, "ANNA", STAGE, [("T0", "include"), ("T1", "exclude")])
    decide_all(folder, "BO", STAGE, [("T0", "exclude"), ("T1", "exclude")])
    run(folder, "resolve", STAGE, a, *end, "--rationale", "of this one", role="ANNA")
    survivor = same(folder, a, b)
    assert set(conflicts(folder)) == {survivor}
    run(folder, "resolve", STAGE, survivor, *end, "--rationale", "as one", role="BO")
    [item] = run_json(folder, "disagreements", STAGE)["items"]
    assert item["resolution"]["rationale"] == "as one"
    assert item["state"] == ("escalated" if end == ("--escalate",) else "resolved")


def test_two_ends_of_a_disagreement_stand_side_by_side(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    a, b = record_ids(folder)
    for who, verdict in (("ANNA", "include"), ("BO", "exclude")):
        decide_all(folder, who, STAGE, [("T0", verdict), ("T1", verdict)])
    for record, verdict in ((a, "include"), (b, "exclude")):
        run(folder, "resolve", STAGE, record, verdict, "--rationale", f"why {verdict}")
    survivor = same(folder, a, b)
    [item] = conflicts(folder).values()
    assert said(item) == {("resolution", a, "include"), ("resolution", b, "exclude")} and len(item["decisions"]) == 2
    run(folder, "resolve", STAGE, survivor, "include", "--rationale", "as one")
    assert conflicts(folder) == {}
    run(folder, "dedup", "--undo", a, b)
    assert {
        each["record_id"]: each["resolution"]["verdict"] for each in run_json(folder, "disagreements", STAGE)["items"]
    } == {a: "include", b: "exclude"}


def test_one_reader_alone_has_conflicts_too(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2, text=ALONE)
    a, b = record_ids(folder)
    decide_all(folder, "ANNA", STAGE, [("T0", "include"), ("T1", "maybe")])
    survivor = same(folder, a, b)
    stages = {each["stage"]: each["items"] for each in run_json(folder, "disagreements")["stages"]}
    assert [each["record_id"] for each in stages[STAGE]] == [survivor]
    run(folder, "decide", STAGE, survivor, "maybe", role="ANNA")
    assert conflicts(folder) == {}


def test_one_report_had_and_not_had_waits_whatever_was_decided(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    a, b = record_ids(folder)
    for who in ("ANNA", "BO"):
        decide_all(folder, who, STAGE, [("T0", "include"), ("T1", "include")])
    run(folder, "fulltext", "full-text", a, "--not-retrieved", "no library lends it", role="ANNA")
    run(folder, "fulltext", "full-text", b, "--retrieved", "https://example.org/1", role="BO")
    for who in ("ANNA", "BO"):
        decide_all(folder, who, "full-text", [("T1", "include")])
    with pytest.raises(TamisError, match="the reports said not-retrieved of"):
        run(folder, "dedup", "--same", a, b)
    survivor = same(folder, a, b)
    [item] = conflicts(folder, stage="full-text").values()
    assert said(item) == {("report", a, "not-retrieved"), ("report", b, "retrieved")}
    assert run_json(folder, "status")["included_records"] == 0
    run(folder, "fulltext", "full-text", survivor, "--retrieved", "https://example.org/1", role="ANNA")
    assert conflicts(folder, stage="full-text") == {} and run_json(folder, "status")["included_records"] == 1
    run(folder, "dedup", "--undo", a, b)
    reports = {each["record_id"]: each["state"] for each in run_json(folder, "fulltext", "full-text")["reports"]}
    assert reports == {a: "not-retrieved", b: "retrieved"}


def test_different_answers_wait_and_the_same_ones_are_one(tmp_path: Path) -> None:
    folder, _ = charting_review(tmp_path / "r", "ANNA", "BO", records=2)
    a, b = record_ids(folder)
    for who in ("ANNA", "BO"):
        fill(folder, who, design="trial", year="1999", **{"first-author": "Nilsen"})
    run(folder, "chart", "set", "charting", b, "design", "survey", role="ANNA")
    with pytest.raises(TamisError, match="ANNA said survey of"):
        run(folder, "dedup", "--same", a, b)
    survivor = same(folder, a, b)
    [item] = conflicts(folder, stage="charting").values()
    assert {(each["what"], each["about"], each["said"]) for each in item["conflict"]} == {
        ("answer", "design", "trial"),
        ("answer", "design", "survey"),
    }
    [form] = run_json(folder, "chart", "missing", role="ANNA")["studies"]
    assert (form["complete"], form["missing"]) == (False, ["design"])
    run(folder, "chart", "set", "charting", survivor, "design", "survey", role="ANNA")
    assert conflicts(folder, stage="charting") == {}
    assert run_json(folder, "chart", role="ANNA")["studies"][0]["complete"]
    run(folder, "dedup", "--undo", a, b)
    with Review(folder) as review:
        values = filled_in(review_state(review), review.stage("charting"))["ANNA"]
    assert (values[a]["design"].text, values[b]["design"].text) == ("trial", "survey")


def test_different_answers_on_two_reports_of_a_study_wait_too(tmp_path: Path) -> None:
    folder, _ = charting_review(tmp_path / "r", "ANNA", "BO", records=2)
    a, b = record_ids(folder)
    for who in ("ANNA", "BO"):
        fill(folder, who, design="trial", year="1999", **{"first-author": "Nilsen"})
    run(folder, "chart", "set", "charting", b, "design", "survey", role="ANNA")
    run(folder, "study", a, b)
    [item] = conflicts(folder, stage="charting").values()
    assert {(each["about"], each["said"]) for each in item["conflict"]} == {("design", "trial"), ("design", "survey")}
    run(folder, "chart", "set", "charting", b, "design", "survey", role="ANNA")
    assert conflicts(folder, stage="charting") == {}
    assert run_json(folder, "chart", role="ANNA")["studies"][0]["complete"]


@pytest.mark.parametrize("stands", [0, 1])
def test_no_report_of_a_study_goes_on_while_its_answers_wait(tmp_path: Path, stands: int) -> None:
    """Neither the one that stands for the study nor the other, whichever of them came so far."""
    folder, ids = charting_review(tmp_path / "r", "ANNA", appraisal=True)
    ids.sort()
    pair, other = ids[:2], ids[2]
    for record in ids:
        fill_in(folder, record, "ANNA", design="survey" if record == pair[stands] else "trial")
    before = stage_counts(folder, "appraisal")
    assert before["entered"] == 3
    run(folder, "study", *pair)
    now, charting = stage_counts(folder, "appraisal"), stage_counts(folder, "charting")
    assert (now["entered"], charting["included"], charting["waiting"], charting["conflicts"]) == (1, 1, 2, 1)
    [item] = conflicts(folder, stage="charting").values()
    assert {each["said"] for each in item["conflict"]} == {"trial", "survey"}
    assert run(folder, "show", other).exit_code == 0
    run(folder, "chart", "set", "charting", pair[1 - stands], "design", "interviews", role="ANNA")
    assert stage_counts(folder, "appraisal")["entered"] == 3 and conflicts(folder, stage="charting") == {}


def stage_counts(folder: Path, stage: str) -> dict[str, int]:
    status = run_json(folder, "status", role="ANNA")
    assert status["adds_up"]
    found: dict[str, int] = next(each for each in status["stages"] if each["stage"] == stage)
    return found


def test_two_answers_agreed_on_are_open_again(tmp_path: Path) -> None:
    folder, _ = charting_review(tmp_path / "r", "ANNA", "BO", records=2)
    a, b = record_ids(folder)
    for who, design in (("ANNA", "trial"), ("BO", "survey")):
        fill(folder, who, design=design, year="1999", **{"first-author": "Nilsen"})
    for record, design in ((a, "trial"), (b, "survey")):
        run(folder, "chart", "consensus", "charting", record, "design", "--value", design, role="ANNA")
    survivor = same(folder, a, b)

    def agreed() -> dict[str, str]:
        with Review(folder) as review:
            found = consensus(review_state(review), review.stage("charting"))
        return {study: values["design"].text for study, values in found.items() if values}

    assert agreed() == {}
    run(folder, "chart", "consensus", "charting", survivor, "design", "--value", "trial", role="ANNA")
    assert agreed() == {survivor: "trial"}
    run(folder, "dedup", "--undo", a, b)
    assert agreed() == {a: "trial", b: "survey"}


def test_a_conflict_waits_for_its_reader_before_it_is_the_adjudicator_s(tmp_path: Path) -> None:
    """What the list calls a conflict is not counted as escalated, whatever else of it differs; then it is both ways."""
    bo = '{ reviewer = "BO", coverage = "all" }'
    text = (
        protocol()
        .replace('[[reviewer]]\nid = "CHIEF"', '[[reviewer]]\nid = "CY"\nrole = "second"\n[[reviewer]]\nid = "CHIEF"')
        .replace(bo, f"{bo}, {bo.replace('BO', 'CY')}", 1)
        .replace('kind = "screen"', 'kind = "screen"\ndisagreements = "adjudicator"')
    )
    folder = make_review(tmp_path / "r", records=2, text=text)
    a, b = record_ids(folder)
    decide_all(folder, "ANNA", STAGE, [("T0", "include"), ("T1", "exclude")])
    for who, verdict in (("BO", "include"), ("CY", "exclude")):
        decide_all(folder, who, STAGE, [("T0", verdict), ("T1", verdict)])
    survivor = same(folder, a, b)
    assert conflicts(folder).keys() == {survivor}
    counted = stage_counts(folder, STAGE)
    assert (counted["escalated"], counted["conflicts"], counted["disagreements"]) == (0, 1, 1)
    run(folder, "decide", STAGE, survivor, "include", role="ANNA")
    counted = stage_counts(folder, STAGE)
    assert (counted["escalated"], counted["conflicts"], counted["disagreements"]) == (1, 0, 1)
    [item] = run_json(folder, "disagreements", STAGE)["items"]
    assert item["state"] == "escalated"


def test_of_each_record_of_a_group_the_verdicts_on_it_are_known(tmp_path: Path) -> None:
    """Whether an end of one of them still counts follows from what was said of that one."""
    folder = differing_review(tmp_path / "review")
    differ, *_, agree = record_ids(folder)
    survivor = same(folder, differ, agree)
    with Review(folder, role="ANNA") as review:
        found = review_state(review).decided_as(review.stage(STAGE), survivor)
    assert found == {differ: {"include", "exclude"}, agree: {"include"}}
