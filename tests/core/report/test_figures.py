"""`tamis report --json` gives each sentence with its values."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from core.report.figures import report_form
from tests.core.report.reports import EVERY
from tests.reviews import differing_review, run_json


def test_every_sentence_with_its_values(tmp_path: Path) -> None:
    found = run_json(differing_review(tmp_path / "review"), "report")
    assert found["interim"] is True and found["software"].startswith("tamis ")
    said = {each["text"]: each for each in found["sentences"]}
    identified = said["In all, 6 records were identified."]
    assert (identified["part"], identified["passage"]) == ("Results", "Search")
    assert identified["values"] == [{"number": 6, "unit": "record", "at": "status: identified"}]
    assert all(each["values"] and each["source"] for each in found["sentences"])
    stage = found["stages"][0]
    assert stage["disagreements"]["differed"] == stage["disagreements"]["open"] == 3
    assert [each["round"] for each in stage["openings"]] == [1]


@pytest.mark.parametrize("name", EVERY)
def test_the_form_whole(name: str, snapshot: SnapshotAssertion) -> None:
    """The values of each sentence on a line of their own; the sentences are pinned with the paragraphs."""
    form = report_form(EVERY[name]())
    sentences = form.pop("sentences")
    rest = [
        f"{each['part']}, {each['passage']}; {each['source']}: "
        + "; ".join(f"{value['number']} {value['unit']} {value['at']}" for value in each["values"])
        for each in sentences
    ]
    assert "\n".join((json.dumps(form, indent=1, ensure_ascii=False), *rest)) == snapshot
