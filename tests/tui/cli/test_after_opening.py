"""A decision changed once the stage is open is kept and marked everywhere, and no agreement moves."""

import csv
import io
import json
from pathlib import Path

from tests.reviews import decide_all, make_review, run, run_json

STAGE = "title-abstract"


def opened(tmp_path: Path) -> tuple[Path, str]:
    """A review in which ANNA and BO have finished and differ on one record; its id."""
    folder = make_review(tmp_path / "r", records=3)
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include") for n in range(3)])
    decide_all(folder, "BO", STAGE, [("T0", "exclude"), ("T1", "include"), ("T2", "include")])
    [item] = run_json(folder, "disagreements", STAGE)["items"]
    return folder, item["record_id"]


def test_nothing_is_marked_before_anything_is_changed(tmp_path: Path) -> None:
    folder, record = opened(tmp_path)
    [item] = run_json(folder, "disagreements", STAGE)["items"]
    assert [(side["after_opening"], side["at_opening"]) for side in item["decisions"]] == [(False, "")] * 2
    assert {row["after_opening"] for row in run_json(folder, "decisions", "export")} == {""}
    assert not any(row["after_opening"] for row in run_json(folder, "history", record))


def test_a_note_changes_no_decision(tmp_path: Path) -> None:
    folder, record = opened(tmp_path)
    run(folder, "decide", STAGE, record, "exclude", "--note", "see page 3", role="BO")
    [item] = run_json(folder, "disagreements", STAGE)["items"]
    assert [side["after_opening"] for side in item["decisions"]] == [False, False]


def test_a_changed_decision_is_marked_in_every_list(tmp_path: Path) -> None:
    folder, record = opened(tmp_path)
    before = run_json(folder, "agreement", STAGE)["stages"]
    run(folder, "decide", STAGE, record, "maybe", role="BO")
    run(folder, "decide", STAGE, record, "exclude", "--reason", "wrong-topic", role="BO")

    [item] = run_json(folder, "disagreements", STAGE)["items"]
    sides = {side["reviewer"]: side for side in item["decisions"]}
    assert (sides["ANNA"]["after_opening"], sides["BO"]["after_opening"]) == (False, True)
    assert (sides["BO"]["at_opening"], sides["BO"]["reason"]) == ("exclude", "wrong-topic")
    assert "changed after opening; was exclude" in run(folder, "disagreements", STAGE).stdout

    rows = [row for row in run_json(folder, "history", record) if row["who"] == "BO"]
    assert [(row["to"], row["after_opening"]) for row in rows] == [
        ("exclude", False),
        ("maybe", True),
        ("exclude (wrong-topic)", True),
    ]
    assert run(folder, "history", record).stdout.count("(after opening)") == 2

    exported = run(folder, "decisions", "export", "--stage", STAGE).stdout
    marked = [
        (row["record_id"], row["reviewer"]) for row in csv.DictReader(io.StringIO(exported)) if row["after_opening"]
    ]
    assert marked == [(record, "BO")]
    assert run_json(folder, "agreement", STAGE)["stages"] == before


def test_taking_the_change_back_takes_the_mark_back(tmp_path: Path) -> None:
    folder, record = opened(tmp_path)
    run(folder, "decide", STAGE, record, "include", role="BO")
    assert run_json(folder, "disagreements", STAGE)["items"] == [], "they agree now"
    run(folder, "undo", STAGE, role="BO")
    [item] = run_json(folder, "disagreements", STAGE)["items"]
    assert not any(side["after_opening"] for side in item["decisions"])


def test_an_old_date_on_an_imported_decision_hides_nothing(tmp_path: Path) -> None:
    """The mark comes from the journal, not from the time that a table claims."""
    folder, record = opened(tmp_path)
    table = tmp_path / "late.csv"
    table.write_text(f"record_id,verdict,decided_at\n{record},maybe,2001-01-01T00:00:00Z\n")
    run(folder, "decisions", "import", str(table), "--stage", STAGE, "--reviewer", "ANNA")
    rows = json.loads(run(folder, "decisions", "export", "--format", "json").stdout)
    assert [row["reviewer"] for row in rows if row["after_opening"]] == ["ANNA"]
