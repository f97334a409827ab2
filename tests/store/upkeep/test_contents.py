"""`tamis check`: what each file says fits what the others say."""

from __future__ import annotations

from pathlib import Path

from core.charting.answers import Answer
from core.charting.values import Value
from core.screening.decision import Decision, Verdict
from store.decisions.access import decisions_of
from store.folder.review import Review
from store.journal.journal import Change
from store.state.chart_answers import VALUES
from store.work.screening import DiskDecisionStore
from tests.charts import charting_review
from tests.reviews import make_review, records_file, run_json

GONE = "f" * 16


def problems(folder: Path) -> list[str]:
    found = run_json(folder, "check", role="ANNA")
    assert not found["ok"]
    return [f"{each['what']} {each['advice']}" for each in found["problems"]]


def test_a_decision_on_a_record_that_is_not_there(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=1)
    with Review(folder, role="ANNA") as review:
        DiskDecisionStore(review, "ANNA", "title-abstract").save(Decision(record=GONE, verdict=Verdict.INCLUDE))
    [problem] = problems(folder)
    assert f"a decision on {GONE}" in problem and "Restore the records file" in problem


def test_a_chart_of_a_record_that_is_not_there(tmp_path: Path) -> None:
    folder, _ = charting_review(tmp_path / "review", "ANNA", records=1)
    value = Value(study=GONE, item="country", answer=Answer(("Norway",)))
    with Review(folder, role="ANNA") as review:
        journals = decisions_of(review, "ANNA", "charting")
        journals.commit({"1": [Change(VALUES, 1, value.as_document())]}, act="set")
    [problem] = problems(folder)
    assert f"a chart of {GONE}" in problem


def test_records_of_an_import_that_are_gone(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    for file in records_file(folder).parent.glob("*.json"):
        file.unlink()
    assert any("backup" in each for each in problems(folder))
