"""Appraisal by the design of a study: which questions are asked, who answers them, and what tables make of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from core.errors import TamisError
from core.protocol.appraisal import CHECKLIST, NOT_JUDGED, SCHEMES, appraisal_items, why_not_appraised
from core.protocol.appraisal_tools import TOOLS
from core.protocol.read import ProtocolError
from core.protocol.values import Protocol
from store.folder.review import Review
from store.state.review_state import review_state
from store.work.charting import chart_session
from tests.charts import charting_protocol, fill_in
from tests.reviews import make_review, record_ids, run, run_json

TWO = 'enabled = true\ntools = ["casp-qualitative", "mmat-trial"]\nreaders = ["BO"]'


def review(folder: Path, appraisal: str, records: int = 2) -> tuple[Path, list[str]]:
    plan = charting_protocol(appraisal=True).replace("enabled = true", appraisal)
    plan = plan.replace('[[reviewer]]\nid = "BO"\nrole = "second"\n', "")
    plan = plan.replace("[[stage]]", '[[reviewer]]\nid = "BO"\nrole = "second"\n[[stage]]', 1)
    make_review(folder, records=records, text=plan)
    studies = record_ids(folder)
    for each in studies:
        fill_in(folder, each, "ANNA")
    return folder, studies


def answer(folder: Path, study: str, tool: str, role: str = "BO", **but: str) -> Any:
    """Choose a checklist and answer its questions with yes, or what `but` says; then say that the form is complete."""
    run(folder, "chart", "set", "appraisal", study, CHECKLIST, TOOLS[tool].title, role=role)
    for each in TOOLS[tool].questions:
        if text := but.get(each.id, "yes"):
            run(folder, "chart", "set", "appraisal", study, f"{tool}-{each.id}", text, role=role)
    return run(folder, "chart", "complete", "appraisal", study, role=role)


def test_only_the_questions_of_the_chosen_checklist_are_wanted(tmp_path: Path) -> None:
    folder, (one, other) = review(tmp_path / "r", TWO)
    with pytest.raises(TamisError, match="casp-qualitative-aims"):
        answer(folder, one, "casp-qualitative", aims="")
    run(folder, "chart", "set", "appraisal", one, "casp-qualitative-aims", "no", role="BO")
    run(folder, "chart", "complete", "appraisal", one, role="BO")
    answer(folder, other, "mmat-trial", blinded="can't tell")
    [aims] = run_json(folder, "chart", "tables", "casp-qualitative-aims", "--stage", "appraisal")["tables"]
    assert {row["value"]: row["record_ids"] for row in aims["rows"] if row["n"]} == {
        "no": [one],
        "not asked: another checklist": [other],
    }
    [blinded] = run_json(folder, "chart", "tables", "mmat-trial-blinded", "--stage", "appraisal")["tables"]
    assert [row["record_ids"] for row in blinded["rows"] if row["value"] == "can't tell"] == [[other]]


def test_before_a_checklist_is_chosen_the_choice_alone_is_wanted(tmp_path: Path) -> None:
    folder, (one, _) = review(tmp_path / "r", TWO)
    found = run_json(folder, "chart", "missing", "--stage", "appraisal", role="BO")
    assert [each["missing"] for each in found["studies"] if each["record_id"] == one] == [[CHECKLIST]]


def test_who_answers_a_question_that_is_not_asked_is_told_so(tmp_path: Path) -> None:
    folder, (one, _) = review(tmp_path / "r", TWO)
    for checklist, asked in (("", False), ("casp-qualitative", False), ("mmat-trial", True)):
        if checklist:
            run(folder, "chart", "set", "appraisal", one, CHECKLIST, TOOLS[checklist].title, role="BO")
        done = run(folder, "chart", "set", "appraisal", one, "mmat-trial-blinded", "yes", role="BO")
        assert ("mmat-trial-blinded is not asked of this study" in done.output) is not asked


def test_what_is_not_asked_is_not_counted_by_any_command(tmp_path: Path) -> None:
    folder, (one, other) = review(tmp_path / "r", TWO)
    before = {each["record_id"]: each for each in run_json(folder, "chart", "forms", "appraisal", role="BO")["studies"]}
    assert [before[one][each] for each in ("answered", "missing")] == [0, 1]
    run(folder, "chart", "set", "appraisal", one, "mmat-trial-blinded", "yes", role="BO")
    run(folder, "chart", "set", "appraisal", one, CHECKLIST, TOOLS["casp-qualitative"].title, role="BO")
    run(folder, "chart", "set", "appraisal", one, "casp-qualitative-aims", "yes", role="BO")
    after = {each["record_id"]: each for each in run_json(folder, "chart", "forms", "appraisal", role="BO")["studies"]}
    assert [after[one][each] for each in ("answered", "missing")] == [2, 9]
    assert after[other] == before[other]
    with Review(folder, role="BO") as opened:
        session = chart_session(review_state(opened), opened.stage("appraisal"), "BO")
        assert session.progress(one).total == len(session.fields(one)) == 1 + 2 * 10
        assert [each.id for each in session.items] == session.lines(session.here)
        session.go_to(one, "casp-qualitative-value-comment")
        session.set(CHECKLIST, TOOLS["mmat-trial"].title)
        assert session.item.id == session.lines(one)[-1] == "mmat-trial-adherent-comment", "the last of fewer"
        assert session.field("mmat-trial-blinded").text == "yes", "kept, and there again"


def test_of_two_checklists_the_choice_alone_waits_until_it_is_settled(tmp_path: Path) -> None:
    folder, (one,) = review(tmp_path / "r", TWO.replace('["BO"]', '["ANNA", "BO"]'), records=1)
    answer(folder, one, "casp-qualitative", role="ANNA")
    answer(folder, one, "mmat-trial", role="BO")
    run(folder, "status")
    agreed = run_json(folder, "chart", "agreement", "--stage", "appraisal")
    counted = {each["item"]: each["n"] for each in agreed["pairs"][0]["items"]}
    assert [each for each, n in counted.items() if n] == [CHECKLIST]
    assert [each["item"] for each in run_json(folder, "chart", "consensus", "appraisal")["items"]] == [CHECKLIST]
    run(folder, "chart", "consensus", "appraisal", one, CHECKLIST, "--take", "BO", role="ANNA")
    items = run_json(folder, "chart", "consensus", "appraisal")["items"]
    assert [each["item"] for each in items if each["consensus"] is None] == [
        f"mmat-trial-{each.id}" for each in TOOLS["mmat-trial"].questions
    ]


def test_the_plan_says_who_appraises_and_by_one_checklist_no_choice_is_asked(tmp_path: Path) -> None:
    folder, _ = review(tmp_path / "r", 'enabled = true\ntools = ["jbi-text"]', records=1)
    with Review(folder) as opened:
        assert [each.reviewer for each in opened.stage("appraisal").readers] == ["ANNA"]
    run(folder, "chart", "set", "appraisal", record_ids(folder)[0], "source", "unclear", role="ANNA")
    two, _ = review(tmp_path / "two", TWO, records=1)
    with Review(two) as opened:
        assert [each.reviewer for each in opened.stage("appraisal").readers] == ["BO"]


@pytest.mark.parametrize(
    ("appraisal", "says"),
    [
        ('tools = ["casp"]', "which is no checklist"),
        ('readers = ["NOBODY"]', "which is no first or second reader"),
        ('certainty = "grade"', "the item whose answers are the outcomes"),
        ('certainty = "sure"', "certainty"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, appraisal: str, says: str) -> None:
    with pytest.raises(ProtocolError, match=says):
        review(tmp_path / "r", f"enabled = true\n{appraisal}")


@pytest.mark.parametrize(("scheme", "column"), [("grade", "Imprecision"), ("cerqual", "Adequacy of data")])
def test_strength_of_evidence_is_a_table_to_fill_in(tmp_path: Path, scheme: str, column: str) -> None:
    words = f'enabled = true\ncertainty = "{scheme}"\ncertainty_of = "roles"'
    folder, (one, other) = review(tmp_path / "r", words)
    for study, roles in ((one, "worker; teacher"), (other, "worker")):
        run(folder, "chart", "set", "charting", study, "roles", roles, role="ANNA")
        run(folder, "chart", "complete", "charting", study, role="ANNA")
    table = run_json(folder, "chart", "table", "certainty")
    assert table["columns"][:3] == ["Roles", "Studies", "Which"] and column in table["columns"]
    assert [row[:2] for row in table["rows"]] == [["worker", 2], ["teacher", 1]]
    assert set(table["rows"][0][3:]) == {""} and scheme.upper() in table["caption"]
    assert "certainty.xlsx" in run_json(folder, "chart", "table", "--out", str(tmp_path / "tables"))["files"]


def test_without_a_scheme_there_is_no_such_table(tmp_path: Path) -> None:
    folder, _ = review(tmp_path / "r", "enabled = true", records=1)
    with pytest.raises(TamisError, match="does not say how the strength"):
        run(folder, "chart", "table", "certainty")
    assert "certainty.csv" not in run_json(folder, "chart", "table", "--out", str(tmp_path / "tables"))["files"]


def test_the_items_of_one_checklist_and_of_two(snapshot: SnapshotAssertion) -> None:
    plan = Protocol(title="", seed="", reviewers=(), stages=())
    one, two = appraisal_items(plan), appraisal_items(replace(plan, appraisal_tools=("casp-qualitative", "mmat-trial")))
    assert [*map(repr, one[:2]), *map(repr, two[:3]), repr(two[-1]), len(one), len(two)] == snapshot
    assert why_not_appraised(replace(plan, appraisal=True)) == ""
    assert why_not_appraised(plan) == "Quality appraisal was not done; the protocol says nothing of one."
    settled = why_not_appraised(replace(plan, appraisal_settled=True))
    assert settled == "Quality appraisal was not done, as the protocol planned."
    assert NOT_JUDGED == "The certainty of the evidence was not judged, as the protocol planned."
    assert SCHEMES == {"grade": "GRADE", "cerqual": "GRADE-CERQual"}
