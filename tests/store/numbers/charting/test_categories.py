"""What the records of a stage are, counted before any of them is excluded."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from tests.reviews import record_ids, run, run_json
from tests.store.numbers.test_status import stepped


def listed(folder: Path, *options: str) -> list[str]:
    return [each["record_id"] for each in run_json(folder, "records", "entered", "--stage", "language", *options)]


def test_all_that_entered_are_counted_excluded_or_not(tmp_path: Path) -> None:
    folder = tmp_path / "review"
    ids = stepped(folder)
    said = f"{ids[8]},include,,good example\n{ids[0]},exclude,language,good example\n"
    (tmp_path / "said.csv").write_text(f"record_id,verdict,reason,labels\n{said}")
    run(folder, "decisions", "import", str(tmp_path / "said.csv"), "--stage", "language", "--reviewer", "ANNA")
    found = run_json(folder, "status", "--categories")["stages"][0]["categories"]
    assert found == {
        "labels": {"good example": 2},
        "types": {"not known": 9},
        "suggested": {"nothing suggested": 5, "German": 4},
    }
    assert "categories" not in run_json(folder, "status")["stages"][0]
    assert listed(folder, "--suggested", "german") == ids[:4] and listed(folder) == record_ids(folder)
    assert listed(folder, "--suggested", "German", "--label", "good example") == ids[:1]
    lines = run(folder, "status", "--categories").stdout.splitlines()
    assert ["suggested", "German", "4"] in [line.split() for line in lines]


def test_a_category_that_is_not_there_is_refused(tmp_path: Path) -> None:
    stepped(tmp_path / "review")
    with pytest.raises(TamisError, match="Of those that entered: nothing suggested, German"):
        listed(tmp_path / "review", "--suggested", "Frisian")
    with pytest.raises(TamisError, match="Name the stage"):
        run(tmp_path / "review", "records", "identified", "--label", "x")
