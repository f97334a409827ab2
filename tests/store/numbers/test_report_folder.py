"""A report's folder: whole or as it was, and what somebody else put there stays."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from core.errors import TamisError
from store.numbers import report_folder
from store.numbers.report_folder import SUMS, default_folder, write_report

FIRST = {"report.html": b"<p>one", "records/a.csv": b"a"}
SECOND = {"report.html": b"<p>two"}


def there(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != SUMS)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_a_report_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    folder = default_folder(tmp_path / "review")
    write_report(FIRST, folder)
    assert there(folder) == FIRST
    write_report(SECOND, folder)
    assert there(folder) == SECOND and [each.name for each in folder.parent.iterdir()] == ["report"]


def test_the_sums_are_those_that_sha256sum_checks(tmp_path: Path) -> None:
    write_report(FIRST, tmp_path / "report")
    lines = (tmp_path / "report" / SUMS).read_text().splitlines()
    assert lines == [f"{hashlib.sha256(FIRST[name]).hexdigest()}  {name}" for name in sorted(FIRST)]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("notes.txt", "mine", "not part of a report"),
        ("records/b.csv", "mine", "not part of a report"),
        ("report.html", "corrected by hand", "changed since tamis wrote it"),
    ],
)
def test_what_is_not_ours_is_left_and_named(tmp_path: Path, name: str, content: str, why: str) -> None:
    folder = tmp_path / "report"
    write_report(FIRST, folder)
    (folder / name).write_text(content)
    before = there(folder)
    with pytest.raises(TamisError, match=why) as refused:
        write_report(SECOND, folder)
    assert refused.value.where == str(folder / name) and "--out" in refused.value.advice
    assert there(folder) == before


def test_a_folder_of_somebody_elses_is_left(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(TamisError, match="not part of a report"):
        write_report(FIRST, tmp_path)


def test_a_link_and_a_file_are_no_folder(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "file").write_text("x")
    for name in ("link", "file"):
        with pytest.raises(TamisError, match="not a folder"):
            write_report(FIRST, tmp_path / name)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_the_team_may_write_it_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        write_report(FIRST, tmp_path / "report")
    finally:
        os.umask(before)
    modes = {each.name: each.stat().st_mode & 0o7777 for each in (tmp_path / "report").rglob("*")}
    assert modes == {"records": 0o775, "a.csv": 0o664, "report.html": 0o664, SUMS: 0o664}
    assert (tmp_path / "report").stat().st_mode & 0o7777 == 0o775


@pytest.mark.parametrize("fails", ["_write", "fsync_dir"])
def test_a_failure_leaves_a_whole_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str) -> None:
    folder = tmp_path / "report"
    write_report(FIRST, folder)

    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(report_folder, fails, fail)
        with pytest.raises(TamisError, match="No space left"):
            write_report(SECOND, folder)
    assert there(folder) in (FIRST, SECOND)
    write_report(SECOND, folder)
    assert there(folder) == SECOND and [each.name for each in tmp_path.iterdir()] == ["report"]


def test_what_a_killed_process_left_is_taken_away_and_what_cannot_be_stops_nothing(tmp_path: Path) -> None:
    """A file of such a name is no folder, and so is not taken away as one."""
    dead = 4_194_305  # above the greatest number that a process can have
    (tmp_path / f".report.{dead}.0123abcd.tmp" / "records").mkdir(parents=True)
    (tmp_path / f".report.{dead}.0123abce.tmp").write_text("x")
    (tmp_path / f".other.{dead}.0123abcd.tmp").mkdir()
    write_report(FIRST, tmp_path / "report")
    assert there(tmp_path / "report") == FIRST
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        f".other.{dead}.0123abcd.tmp",
        f".report.{dead}.0123abce.tmp",
        "report",
    ]
