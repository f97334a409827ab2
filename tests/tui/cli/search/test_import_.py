import json
import re
import sys
import tempfile
import zipfile
from functools import partial
from pathlib import Path
from shlex import split

import pytest
from click.testing import CliRunner

from core.errors import TamisError
from tests.reviews import decide_all, make_review, record_ids, records_file, ris, run, run_json
from tui.cli import main, tamis
from tui.cli.call import Call


def test_json_says_what_was_found(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r")
    file = tmp_path / "export.ris"
    file.write_text(ris(range(3)), encoding="utf-8")
    found = run_json(folder, "import", str(file), "--source", "Scopus", "--reported", "4")
    assert (found["round"], found["source"], found["records"], found["new"], found["already_imported"]) == (
        (1, "Scopus", 3, 3, 0)
    )
    [one] = found["files"]
    assert {key: one[key] for key in ("file", "format", "ty_lines", "er_lines", "records", "skipped", "warnings")} == {
        "file": "export.ris",
        "format": "ris",
        "ty_lines": 3,
        "er_lines": 3,
        "records": 3,
        "skipped": 0,
        "warnings": [],
    }
    assert len(one["sha256"]) == 64


def test_the_same_file_again_brings_nothing_under_whatever_name_and_line_ends(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r")
    text = ris(range(5))
    contents = {"a.ris": text, "b.ris": text, "c.ris": text.replace("\n", "\r\n"), "d.ris": f"\ufeff{text}"}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content.encode())
        run(folder, "import", str(tmp_path / name), "--source", "Scopus")
    ids = record_ids(folder)
    again = run_json(folder, "import", str(tmp_path / "c.ris"), "--source", "scopus")
    assert (again["new"], again["already_imported"]) == (0, 5)
    said = run(folder, "import", str(tmp_path / "d.ris"), "--source", "Scopus").stdout
    assert "brought 0 of 5 records; 5 were there already" in said
    assert record_ids(folder) == ids and len(ids) == 5


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r")
    file = tmp_path / "export.ris"
    file.write_text(ris(range(3)), encoding="utf-8")
    assert run_json(folder, "import", str(file), "--source", "Scopus", "--dry-run")["new"] == 3
    assert [path.name for path in folder.rglob("*")] == ["protocol.toml"]


def test_a_second_search_round_brings_only_what_is_new(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=4)
    file = tmp_path / "update.ris"
    file.write_text(ris(range(2, 7)), encoding="utf-8")
    found = run_json(folder, "import", str(file), "--source", "Testbase", "--round", "new")
    assert (found["round"], found["new"], found["already_imported"]) == (2, 3, 2)
    rounds = run_json(folder, "status")["rounds"]
    assert [(each["round"], each["identified"]) for each in rounds] == [(1, 4), (2, 3)]


def test_a_search_update_leaves_what_was_decided_and_counts_for_itself(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=4)
    decide_all(
        folder, "ANNA", "title-abstract", [("T0", "include"), ("T1", "exclude"), ("T2", "maybe"), ("T3", "include")]
    )
    ids, of_anna = record_ids(folder), ("decisions", "export", "--reviewer", "ANNA", "--stage", "title-abstract")
    before = run_json(folder, *of_anna)
    file = tmp_path / "update.ris"
    file.write_text(ris(range(2, 6)), encoding="utf-8")
    assert run_json(folder, "import", str(file), "--source", "Elsewhere", "--round", "new")["new"] == 4
    run(folder, "dedup")
    first, second = run_json(folder, "status")["rounds"]
    assert (first["identified"], first["duplicates_removed"], first["unique"]) == (4, 0, 4)
    assert (second["identified"], second["duplicates_removed"], second["unique"]) == (4, 2, 2)
    assert run_json(folder, *of_anna) == before and record_ids(folder)[:4] == ids
    [stage, *_] = run_json(folder, "status")["stages"]
    assert stage["reviewers"]["ANNA"] == {"owed": 6, "done": 4}


def test_the_plan_of_a_source_is_taken_from_the_protocol(tmp_path: Path) -> None:
    text = make_review(tmp_path / "x").joinpath("protocol.toml").read_text()
    text += '[[source]]\nname = "Reference lists"\nroute = "citation-searching"\n'
    folder = make_review(tmp_path / "r", text=text)
    file = tmp_path / "lists.ris"
    file.write_text(ris(range(2)), encoding="utf-8")
    run(folder, "import", str(file), "--source", "reference LISTS")
    [source] = run_json(folder, "sources")
    assert (source["name"], source["route"]) == ("Reference lists", "citation-searching")
    assert run_json(folder, "flow")["citations_results"] == 2


def test_a_wrong_file_leaves_the_review_as_it_was(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=2)
    good = tmp_path / "good.ris"
    good.write_text(ris(range(5, 9)), encoding="utf-8")
    with pytest.raises(TamisError):
        run(folder, "import", str(good), str(tmp_path / "missing.ris"), "--source", "Scopus")
    assert len(record_ids(folder)) == 2
    assert run(folder, "check").exit_code == 0


def test_a_mismatch_with_the_reported_count_is_said(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r")
    file = tmp_path / "export.ris"
    file.write_text(ris(range(3)), encoding="utf-8")
    out = run(folder, "import", str(file), "--source", "Scopus", "--reported", "1203").stdout
    assert "reported 1,203 records, the files hold 3" in out


def test_records_are_one_json_document_a_line_and_read_only(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=3)
    path = records_file(folder)
    assert path.stat().st_mode & 0o777 == 0o444
    from tinydb import TinyDB

    with TinyDB(path, access_mode="r") as database:
        assert [each["title"][:2] for each in database.table("records")] == ["On"] * 3
    assert json.loads(path.read_text())


def test_a_folder_needs_no_source_and_is_asked_once(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r")
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "scopus.ris").write_text(ris(range(3)), encoding="utf-8")
    (exports / "export (3).ris").write_text(ris(range(10, 14)), encoding="utf-8")
    (exports / "letter.txt").write_text("Dear all", encoding="utf-8")
    with pytest.raises(TamisError, match="not done: 1 file of 3 would be brought in"):
        run(folder, "import", str(exports))
    table = run(folder, "import", str(exports), "--dry-run").output
    assert "file name" in table and "none of its marks" in table and "! letter.txt" in table and not record_ids(folder)
    said = run(folder, "import", str(exports), "--yes").output
    assert "brought 3 records of 1 file" in said
    named = next(line for line in said.splitlines() if "no source: tamis import" in line)
    assert split(named)[2:] == ["tamis", "import", str(exports / "export (3).ris"), "--source", "NAME"]
    again = run_json(folder, "import", str(exports), "--yes")
    assert (again["new"], again["already_imported"], len(again["files"]), again["imports"]) == (0, 3, 3, [])


def test_a_file_of_an_archive_without_a_source_is_to_be_unpacked_and_its_twin_is_not_named(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r")
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as archive:
        for name, numbers in (("scopus.ris", [1]), ("a.ris", [2]), ("b/c.ris", [2])):
            archive.writestr(name, ris(numbers))
    said = run(folder, "import", str(tmp_path / "e.zip"), "--yes").output
    assert [line.strip() for line in said.splitlines() if "no source" in line] == [
        "no source: tamis import a.ris --source NAME; unpack e.zip first"
    ]


def test_a_folder_of_one_source(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r")
    (tmp_path / "e").mkdir()
    for number in range(2):
        (tmp_path / "e" / f"{number}.ris").write_text(ris([number]), encoding="utf-8")
    done = run_json(folder, "import", str(tmp_path / "e"), "--source", "Embase", "--yes", "--limits", "English")
    assert [(each["source"], each["new"]) for each in done["imports"]] == [("Embase", 1)] * 2


def test_a_file_of_which_no_source_can_be_found_is_refused_with_what_to_say(tmp_path: Path) -> None:
    (tmp_path / "a.ris").write_text(ris([1]), encoding="utf-8")
    with pytest.raises(TamisError, match="--source NAME"):
        run(make_review(tmp_path / "r"), "import", str(tmp_path / "a.ris"))


def test_what_cited_a_record_comes_with_it_and_is_said_of_both(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=2)
    citing, other = record_ids(folder)
    file = tmp_path / "references.ris"
    file.write_text(ris(range(5, 8)), encoding="utf-8")
    run(folder, "import", str(file), "--source", "Reference lists", "--found-by", citing, "--found-by", other)
    last = run_json(folder, "sources")[-1]
    assert (last["route"], last["found_by"]) == ("citation-searching", [citing, other])
    assert run_json(folder, "flow")["citations_results"] == 3
    new = next(each for each in record_ids(folder) if each not in (citing, other))
    assert f"found by {citing}, {other}" in run_json(folder, "history", new)[0]["note"]
    assert "3 records by its references or citations" in run(folder, "history", citing).stdout


def test_what_is_found_by_a_record_is_of_citation_searching_and_that_record_is_known(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=1)
    file = tmp_path / "references.ris"
    file.write_text(ris(range(5, 8)), encoding="utf-8")
    with pytest.raises(TamisError, match="no record of that id"):
        run(folder, "import", str(file), "--source", "Reference lists", "--found-by", "0" * 16)
    refused = run(
        folder, "import", str(file), "--source", "X", "--found-by", record_ids(folder)[0], "--route", "experts"
    )
    assert refused.exit_code == 2 and len(record_ids(folder)) == 1


@pytest.mark.parametrize(("answered", "shown"), [((), True), (("--dry-run",), False), (("--yes",), False)])
def test_with_json_the_table_is_shown_beside_it_where_somebody_is_asked_and_nowhere_else(
    tmp_path: Path, answered: tuple[str, ...], shown: bool
) -> None:
    folder = make_review(tmp_path / "r")
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "scopus.ris").write_text(ris(range(3)), encoding="utf-8")
    command = ["-C", str(folder), "import", str(exports), *answered, "--json"]
    done = CliRunner(env={"TAMIS_REVIEWER": ""}).invoke(tamis, command, obj=Call())
    assert ("file name" in done.stderr) is shown
    assert done.stdout == "" if shown else json.loads(done.stdout)["files"]
    assert len(record_ids(folder)) == (3 if answered == ("--yes",) else 0)


def test_ten_and_more_imports_stay_in_their_order_in_every_list_and_when_opened_anew(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r")
    for number in range(1, 13):
        file = tmp_path / f"{number}.ris"
        file.write_text(ris([number]), encoding="utf-8")
        run(folder, "import", str(file), "--source", f"Source {number}")
    expected = [f"Source {number}" for number in range(1, 13)]
    for _ in range(2):
        assert [each["source"] for each in run_json(folder, "sources")] == expected
        lines = run(folder, "sources").stdout.splitlines()
        told = [name for line in lines for name in re.findall(r"Source \d+", line)]
        assert told == expected
        run(folder, "check")


@pytest.mark.parametrize("more", [[], ["--dry-run"], ["--json"]])
def test_a_disk_that_is_full_while_records_are_put_aside_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], more: list[str]
) -> None:
    folder, file = make_review(tmp_path / "review", records=4), tmp_path / "more.ris"
    file.write_text(ris(range(10, 1200)), encoding="utf-8")
    words = ["-C", str(folder), "import", str(file), "--source", "Otherbase", *more]
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    monkeypatch.setattr(sys, "argv", ["tamis", *words])
    with monkeypatch.context() as full:
        full.setattr(tempfile, "TemporaryFile", partial(Path("/dev/full").open, "w+b"))
        with pytest.raises(SystemExit) as ended:
            main()
    out, err = capsys.readouterr()
    assert (ended.value.code, out) == (2, "")
    assert err.splitlines() == [
        f"tamis: {tempfile.gettempdir()}: what is read cannot be put aside: No space left on device",
        "Make room there, or set TMPDIR to a folder on another disk.",
    ]
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert run(folder, *words[2:]).exit_code == 0
    assert len(record_ids(folder)) == (4 if more == ["--dry-run"] else 1194) and run(folder, "check").exit_code == 0
