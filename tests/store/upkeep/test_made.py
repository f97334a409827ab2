"""What commands made in a review folder, the report and backups, is named by a check where it is not as it was made."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from store.numbers.report_folder import SUMS as REPORT_SUMS
from store.upkeep.backups.backup import SUMS
from tests.reviews import differing_review, made_once, run, run_json


@made_once
def reported_and_backed_up(folder: Path) -> Path:
    made = differing_review(folder)
    for command in ("report", "backup"):
        run(made, command)
    assert run_json(made, "check")["ok"]
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return reported_and_backed_up(tmp_path / "review")


def flip(path: Path) -> None:
    data = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(data[:-3] + bytes([data[-3] ^ 1]) + data[-2:])


def cut(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-5])


def named(folder: Path) -> list[str]:
    found = run(folder, "check")
    assert found.exit_code == 1
    return found.stdout.splitlines()[:-1]


@pytest.mark.parametrize("does", [flip, cut, Path.unlink])
@pytest.mark.parametrize(
    "name",
    [
        "report/methods.md",
        f"report/{REPORT_SUMS}",
        f"backups/2*/{SUMS}",
        "backups/2*/protocol.toml",
        "backups/2*/people/*/acts.jsonl",
        "backups/2*/report/methods.md",
        "backups/2*/people/@*/records/*.raw.json",
    ],
)
def test_each_change_of_each_file_is_one_line(folder: Path, name: str, does: Callable[[Path], None]) -> None:
    path = sorted(folder.glob(name))[0]
    does(path)
    found = named(folder)
    # A list of checksums that names another file is said of the file that it names no more.
    assert len(found) == 1 or (len(found) == 2 and path.name in (SUMS, REPORT_SUMS)), found
    assert any(each.startswith(f"{path}: ") for each in found) or path.name in (SUMS, REPORT_SUMS), found
    assert all(each.startswith(f"{folder}/{path.relative_to(folder).parts[0]}/") for each in found)


@pytest.mark.parametrize("name", [f"report/{REPORT_SUMS}", f"backups/2*/{SUMS}"])
def test_what_follows_a_list_is_named(folder: Path, name: str) -> None:
    path = sorted(folder.glob(name))[0]
    path.write_bytes(path.read_bytes() + bytes(40))
    [line] = named(folder)
    assert line.startswith(f"{path}: the list of checksums is missing or damaged")


@pytest.mark.parametrize("name", ["report/notes.txt", "report/deep/er/notes.txt", "backups/2*/notes.txt"])
def test_what_was_put_there_is_named(folder: Path, name: str) -> None:
    there = sorted(folder.glob(name.partition("/notes")[0]))
    path = (there[0] if there else folder / name.rpartition("/")[0]) / "notes.txt"
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text("x")
    [line] = named(folder)
    assert line.startswith(f"{path}: ") and "does not name it" in line


def test_a_copy_that_is_no_backup_is_one_line(folder: Path) -> None:
    shutil.copytree(folder / "people", folder / "backups" / "old" / "people")
    (folder / "backups" / "list.txt").write_text("x")
    one, other = named(folder)
    assert one.startswith(f"{folder}/backups/list.txt: no backup") and other.startswith(f"{folder}/backups/old: no ba")


def test_what_a_killed_backup_left_is_named_until_the_next(folder: Path) -> None:
    left = folder / "backups" / ".20260101T120000.000000Z.999999999.0123abcd.tmp"
    left.mkdir()
    (left / "protocol.toml").write_text("x")
    [line] = named(folder)
    assert line.startswith(f"{left}: a backup that was killed")
    run(folder, "backup")
    assert run_json(folder, "check")["ok"]


def test_a_damaged_report_is_moved_away_and_written_anew(folder: Path, tmp_path: Path) -> None:
    flip(folder / "report" / "methods.md")
    [line] = named(folder)
    assert "Move the folder report out" in line
    (folder / "report").rename(tmp_path / "report")
    assert run(folder, "report").exit_code == 0 and run_json(folder, "check")["ok"]
