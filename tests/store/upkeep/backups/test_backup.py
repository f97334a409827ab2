"""Backups: consistent under a live session, complete, verifiable, and not more than needed."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.records.record import RawField, Record
from store.folder.records import RecordStore, write_records
from store.journal.errors import NotSaved
from store.journal.files import make_own_dir
from store.journal.journal import Journal
from store.upkeep.backups.backup import backup, backups, verify_backup
from store.upkeep.damage import check_journal
from tests.store.faults import TABLE, Writer, change, decision
from tests.store.users import as_user, needs_root, reachable

WALK = os.walk
START = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def review(tmp_path: Path) -> Path:
    folder = tmp_path / "review"
    (folder / "records").mkdir(parents=True)
    batch = folder / "people" / "anna" / "ta.1"
    make_own_dir(batch)
    batch.chmod(0o2700)
    (folder / "protocol.toml").write_text("title = 'é'")
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").touch()
    write_records(folder / "records", "1-scopus", [Record(id="00ff", raw=(RawField("TI", "x"),))], lambda _: {})
    with Journal(folder / "people" / "anna" / "ta.1" / "decisions.jsonl", who="anna") as journal:
        journal.commit([change(1)])
        journal.commit([change(2), change(3)])
    return folder


def test_backup_wipe_restore_check(review: Path, tmp_path: Path) -> None:
    made = backup(review, tmp_path / "backups", now=START)
    assert made.folder.name == "20260101T120000.000000Z"
    assert (made.files, made.skipped) == (5, ())
    assert verify_backup(made.folder) == []

    shutil.rmtree(review)
    subprocess.run(["cp", "-a", str(made.folder), str(review)], check=True)
    path = review / "people" / "anna" / "ta.1" / "decisions.jsonl"
    assert verify_backup(review) == []
    assert check_journal(path) == []
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o2700
    assert stat.S_IMODE((review / "records" / "1-scopus.json").stat().st_mode) == 0o444
    assert len(RecordStore([review / "records" / "1-scopus.json"])) == 1
    with Journal(path, who="anna") as journal:
        assert journal.tables == {TABLE: {str(number): decision(number) for number in (1, 2, 3)}}
        journal.commit([change(4)])
    assert backup(review, tmp_path / "backups", now=START + timedelta(days=1)).files == 5


def test_the_copies_are_for_one_user_alone(review: Path) -> None:
    made = backup(review, review / "backups", now=START)
    assert stat.S_IMODE((review / "backups").stat().st_mode) == 0o3770
    assert made.folder.stat().st_mode & 0o777 == 0o700
    second = backup(review, review / "backups", now=START + timedelta(days=1))
    assert second.files == made.files


def test_the_list_is_what_sha256sum_reads(review: Path, tmp_path: Path) -> None:
    (review / "odd\nname \\ é").write_text("x")
    made = backup(review, tmp_path / "backups", now=START)
    subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=made.folder, check=True)
    assert verify_backup(made.folder) == []


def test_the_list_names_folders_in_their_order_in_whatever_order_the_disk_lists_them(
    review: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that two backups of the same files have the same list."""
    for name in ("dora", "bo", "eli", "cy"):
        (review / "people" / name).mkdir()
        (review / "people" / name / "note.txt").write_text(name)
    lists = []
    for turn, backwards in enumerate((False, True)):

        def listed(folder: Path, backwards: bool = backwards, **how: Any) -> Iterator[tuple[str, list[str], list[str]]]:
            for at, folders, names in WALK(folder, **how):
                folders.sort(reverse=backwards)
                yield at, folders, names

        monkeypatch.setattr(os, "walk", listed)
        made = backup(review, tmp_path / f"backups{turn}", now=START)
        lists.append([line.split("  ", 1)[1] for line in (made.folder / "SHA256SUMS").read_text().splitlines()])
    people = [name for name in lists[0] if name.endswith("note.txt")]
    assert lists[0] == lists[1] and people == [f"people/{each}/note.txt" for each in ("bo", "cy", "dora", "eli")]


def test_what_is_altered_or_missing_in_a_backup_is_found(review: Path, tmp_path: Path) -> None:
    made = backup(review, tmp_path / "backups", now=START)
    path = made.folder / "people" / "anna" / "ta.1" / "decisions.jsonl"
    path.write_bytes(path.read_bytes()[:-1])
    (made.folder / "protocol.toml").unlink()
    problems = {problem.where: problem.what for problem in verify_backup(made.folder)}
    assert problems == {
        str(path): "it is not as it was copied",
        str(made.folder / "protocol.toml"): "it cannot be read: No such file or directory",
    }
    (made.folder / "SHA256SUMS").write_text("nonsense\n")
    assert "checksums" in verify_backup(made.folder)[0].what


def test_a_torn_tail_is_not_copied(review: Path, tmp_path: Path) -> None:
    path = review / "people" / "anna" / "ta.1" / "decisions.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"half')
    made = backup(review, tmp_path / "backups", now=START)
    assert (made.folder / path.relative_to(review)).read_bytes() == whole


def test_a_copy_under_a_live_session_is_whole(review: Path, tmp_path: Path) -> None:
    path = review / "people" / "anna" / "ta.1" / "decisions.jsonl"
    writer = Writer(path, 1005, 200)
    for number in range(5):
        writer.read(3)
        made = backup(review, tmp_path / "backups", now=START + timedelta(days=number))
        copy = made.folder / path.relative_to(review)
        assert check_journal(copy) == []
        saved = set(Journal(copy, who="x", read_only=True).tables[TABLE])
        assert {str(each) for each in writer.confirmed} <= saved
    writer.kill()
    writer.finish()


def test_unchanged_records_are_shared_between_backups(review: Path, tmp_path: Path) -> None:
    first = backup(review, tmp_path / "backups", now=START)
    second = backup(review, tmp_path / "backups", now=START + timedelta(days=1))
    name = "records/1-scopus.json"
    assert (first.folder / name).samefile(second.folder / name)
    assert not (review / name).samefile(second.folder / name)
    assert not (first.folder / "protocol.toml").samefile(second.folder / "protocol.toml")

    write_records(review / "records", "1-scopus", [Record(id="00fe", raw=())], lambda _: {})
    third = backup(review, tmp_path / "backups", now=START + timedelta(days=2))
    assert not (second.folder / name).samefile(third.folder / name)
    assert all(verify_backup(each) == [] for each in backups(tmp_path / "backups"))


def test_a_damaged_list_of_an_older_backup_does_not_matter(review: Path, tmp_path: Path) -> None:
    first = backup(review, tmp_path / "backups", now=START)
    (first.folder / "SHA256SUMS").write_text("nonsense\n")
    second = backup(review, tmp_path / "backups", now=START + timedelta(days=1))
    assert verify_backup(second.folder) == []


def test_seven_days_and_four_weeks_are_kept(review: Path, tmp_path: Path) -> None:
    shutil.rmtree(review / "records")
    other = tmp_path / "backups" / "my own notes"
    other.mkdir(parents=True)
    for hours in range(0, 24 * 40, 12):
        made = backup(review, tmp_path / "backups", now=START + timedelta(hours=hours))
    kept = [datetime.strptime(each.name[:8], "%Y%m%d").date() for each in backups(tmp_path / "backups")]
    last = (START + timedelta(hours=24 * 40 - 12)).date()
    assert kept[-7:] == [last - timedelta(days=days) for days in range(6, -1, -1)]
    assert [day.isoweekday() for day in kept[:-7]] == [7, 7]
    assert len({day.isocalendar()[:2] for day in kept}) == 4
    assert backups(tmp_path / "backups")[-1] == made.folder
    assert other.is_dir()


def test_a_backup_that_fails_leaves_the_older_ones(
    review: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(review, tmp_path / "backups", now=START)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotSaved, match="no backup was made: No space"):
        backup(review, tmp_path / "backups", now=START + timedelta(days=1))
    assert [each.name for each in (tmp_path / "backups").iterdir()] == ["20260101T120000.000000Z"]


def test_what_a_killed_backup_left_is_removed(review: Path, tmp_path: Path) -> None:
    leftover = tmp_path / "backups" / ".20260101T120000.000000Z.999999999.0123abcd.tmp" / "records"
    leftover.mkdir(parents=True)
    backup(review, tmp_path / "backups", now=START)
    assert not leftover.parent.exists()


@needs_root
def test_what_may_not_be_read_is_listed(review: Path, tmp_path: Path) -> None:
    reachable(tmp_path)
    for each in (review, review / "records", review / "people", review / "people" / "anna"):
        each.chmod(0o755)
    (review / "protocol.toml").chmod(0o600)
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups").chmod(0o777)

    def back_up() -> None:
        made = backup(review, tmp_path / "backups", now=START)
        assert set(made.skipped) == {review / "people" / "anna" / "ta.1", review / "protocol.toml"}
        assert made.files == 3

    as_user(54_321, 54_321, back_up)


def test_other_backups_are_not_copied_again(review: Path, tmp_path: Path) -> None:
    first = backup(review, review / "backups", now=START)
    assert backup(review, tmp_path / "elsewhere", now=START).files == first.files


@needs_root
def test_each_account_makes_its_own_beside_the_others(review: Path, tmp_path: Path) -> None:
    """Who came first locks nobody out, and removes nobody's old copies."""
    reachable(tmp_path)
    for each in (review, review / "records", review / "people", review / "people" / "anna"):
        each.chmod(0o755)
    os.chown(review, 0, 54_321)
    review.chmod(0o2775)
    ours = [backup(review, review / "backups", now=START + timedelta(hours=each)).folder for each in range(3)][-1:]
    assert backups(review / "backups") == ours

    def back_up() -> None:
        mine = [backup(review, review / "backups", now=START + timedelta(days=40 + each)) for each in range(2)]
        assert mine[1].files == 4 and backups(review / "backups") == [each.folder for each in mine]
        assert verify_backup(mine[1].folder) == []

    as_user(54_321, 54_321, back_up)
    assert ours[0] in backups(review / "backups"), "it is root's, who sees all"
    backup(review, review / "backups", now=START + timedelta(days=60))
    assert len(backups(review / "backups")) == 4
