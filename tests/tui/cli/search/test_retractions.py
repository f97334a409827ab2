import hashlib
from pathlib import Path

import pytest

from core.errors import TamisError
from tests.retractions import database, make_flagged_review
from tests.reviews import ris, run, run_json


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_flagged_review(tmp_path / "review")


def texts(folder: Path, *args: str) -> dict[str, list[str]]:
    return {
        each["title"]: [flag["text"] for flag in each["flags"]]
        for each in run_json(folder, "retractions", *args)["flagged"]
    }


def named(number: int) -> str:
    words = ("harbour", "lantern", "meadow", "orchard", "pebble")
    return f"On harbour harbour harbour harbour {words[number]} in study {number}"


def test_what_records_and_notices_say_without_a_file(folder: Path) -> None:
    assert texts(folder) == {
        named(1): [f"corrected by “Erratum to: {named(1)}”"],
        f"Erratum to: {named(1)}": ["correction notice, says its title", f"correction notice of “{named(1)}”"],
        "RETRACTED: Sleep in the wards of a county hospital": ["retracted, says its title"],
    }
    shown = run(folder, "retractions")
    assert "no database of retractions was compared" in shown.stderr and named(1) in shown.stdout


def test_a_file_is_kept_with_its_day_and_checksum_and_replaced_by_a_newer_one(folder: Path) -> None:
    file = folder.parent / "rw.csv"
    found = run_json(folder, "retractions", str(file), "--dated", "2026-11-20")
    assert found["file"]["dated"] == "2026-11-20" and found["file"]["rows"] == 2 and found["file"]["speaks_of"] == 2
    assert found["file"]["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert found["file"]["newest"] == "2019-05-03"
    assert texts(folder)[named(2)] == ["retracted on 3 May 2019, says Retraction Watch (Fake data)"]
    file.write_text(database(["10.5555/t.2"], "Reinstatement"), encoding="utf-8")
    run(folder, "retractions", str(file))
    assert texts(folder)[named(2)] == ["reinstated on 3 May 2019, says Retraction Watch (Fake data)"]
    assert named(3) not in texts(folder)
    run(folder, "retractions", "--undo", "--yes")
    assert named(3) in texts(folder)


def test_records_that_came_in_since_are_counted(folder: Path) -> None:
    file = folder.parent / "rw.csv"
    run(folder, "retractions", str(file))
    more = folder.parent / "more.ris"
    more.write_text(ris([7, 8]), encoding="utf-8")
    run(folder, "import", str(more), "--source", "Otherbase")
    assert run_json(folder, "retractions")["file"]["imported_since"] == 2
    assert run_json(folder, "retractions", str(file))["file"]["imported_since"] == 0


def test_it_is_said_in_the_history_and_in_the_report_and_excludes_nothing(folder: Path) -> None:
    before = run_json(folder, "status")
    run(folder, "retractions", str(folder.parent / "rw.csv"))
    assert run_json(folder, "status") == before
    flagged = next(each for each in run_json(folder, "retractions")["flagged"] if each["title"] == named(1))
    rows = run_json(folder, "history", flagged["record_id"])
    assert [row["to"] for row in rows if row["what"] == "flag"] == [f"corrected by “Erratum to: {named(1)}”"]
    run(folder, "report", "--out", str(folder.parent / "report"))
    report = (folder.parent / "report" / "report.md").read_text()
    assert hashlib.sha256((folder.parent / "rw.csv").read_bytes()).hexdigest() in report
    assert len((folder.parent / "report" / "flags.csv").read_text().splitlines()) == 7


def test_another_file_is_refused_and_nothing_written(folder: Path) -> None:
    with pytest.raises(TamisError, match="no file of the Retraction Watch database"):
        run(folder, "retractions", str(folder.parent / "flagged.ris"))
    assert run_json(folder, "retractions")["file"] is None


def test_damaged_lines_are_named(folder: Path) -> None:
    file = folder.parent / "rw.csv"
    file.write_text(file.read_text() + "8,cut off", encoding="utf-8")
    assert "line 4: not read: 2 columns, where the first line has 20" in run(folder, "retractions", str(file)).stderr
