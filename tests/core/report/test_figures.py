"""`tamis report --json` gives each sentence with its values."""

from __future__ import annotations

from pathlib import Path

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
