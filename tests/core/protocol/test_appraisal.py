"""Appraisal by the design of a study: which questions are asked, who answers them, and what tables make of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.errors import TamisError
from core.protocol.appraisal import CHECKLIST
from core.protocol.appraisal_tools import TOOLS
from core.protocol.read import ProtocolError
from store.folder.review import Review
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


def answer(folder: Path, study: str, tool: str, **but: str) -> Any:
    """Choose a checklist and answer its questions with yes, or what `but` says; then say that the form is complete."""
    run(folder, "chart", "set", "appraisal", study, CHECKLIST, TOOLS[tool].title, role="BO")
    for each in TOOLS[tool].questions:
        if text := but.get(each.id, "yes"):
            run(folder, "chart", "set", "appraisal", study, f"{tool}-{each.id}", text, role="BO")
    return run(folder, "chart", "complete", "appraisal", study, role="BO")


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
