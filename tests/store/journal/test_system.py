"""What differs on a Mac, faked: its own call to reach the disk, no fdatasync, a bit it refuses, names in capitals."""

from __future__ import annotations

import errno
import fcntl
import os
from pathlib import Path

import pytest

from store.folder.people import own_folder
from store.folder.review import Review
from store.journal.errors import StoreReadOnly
from store.journal.files import make_own_dir
from store.journal.journal import Change, Journal
from store.journal.system import other_spelling, set_mode, sync, sync_data
from tests.reviews import decide_all, decisions_file, make_review, run_json

FULL = 51


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The calls that reach the disk, on a Mac."""
    told: list[object] = []
    monkeypatch.delattr(os, "fdatasync")
    monkeypatch.setattr(os, "fsync", lambda descriptor: told.append("fsync"))
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", FULL, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", lambda descriptor, command: told.append(command))
    return told


def test_a_mac_s_own_call_reaches_the_disk(calls: list[object], tmp_path: Path) -> None:
    for wait in (sync, sync_data):
        wait(0)
    with Journal(tmp_path / "x.jsonl", who="x") as journal:
        journal.commit([Change("table", 1, {"a": 1})])
    assert calls and set(calls) == {FULL}


def test_where_a_drive_does_not_know_that_call_the_common_one_is_taken(
    calls: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(descriptor: int, command: int) -> None:
        raise OSError(errno.ENOTTY, "no such call")

    monkeypatch.setattr(fcntl, "fcntl", unknown)
    for wait in (sync, sync_data):
        wait(0)
    assert calls == ["fsync", "fsync"]

    def broken(descriptor: int, command: int) -> None:
        raise OSError(errno.EIO, "the disk failed")

    monkeypatch.setattr(fcntl, "fcntl", broken)
    with pytest.raises(OSError, match="the disk failed"):
        sync_data(0)


def test_without_fdatasync_lines_are_synced_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.delattr(os, "fdatasync")
    monkeypatch.delattr(fcntl, "F_FULLFSYNC", raising=False)
    monkeypatch.setattr(os, "fsync", lambda descriptor: told.append("fsync"))
    sync_data(0)
    assert told == ["fsync"]


def test_a_bit_that_the_system_refuses_is_left_out_and_what_is_sealed_stays_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.chmod

    def refuses(path: Path, mode: int, **more: bool) -> None:
        if mode & 0o2000:
            raise PermissionError(errno.EPERM, "Operation not permitted")
        real(path, mode, **more)

    (tmp_path / "review").mkdir()
    monkeypatch.setattr(Path, "chmod", refuses)
    make_own_dir(tmp_path / "own")
    set_mode(tmp_path / "own", 0o2755)
    assert (tmp_path / "own").stat().st_mode & 0o7777 == 0o755
    review = make_review(tmp_path / "review", records=2)
    decide_all(review, "ANNA", "title-abstract", [("T0", "include")])
    sealed = decisions_file(review, "ANNA", "title-abstract").parent
    assert sealed.stat().st_mode & 0o077 == 0
    for who in ("ANNA", "BO", "ANNA"):
        decide_all(review, who, "title-abstract", [("T0", "include"), ("T1", "include")])
        run_json(review, "status", role=who)
    assert sealed.stat().st_mode & 0o777 == 0o755
    assert run_json(review, "check", role="ANNA")["problems"] == []


def test_an_id_that_differs_from_a_folder_in_capitals_only_is_refused_where_a_disk_takes_them_for_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ANNA").mkdir()
    assert other_spelling(tmp_path / "ANNA") == other_spelling(tmp_path / "anna") == ""
    exists = Path.exists
    monkeypatch.setattr(Path, "exists", lambda path: exists(path) or exists(path.with_name(path.name.upper())))
    assert other_spelling(tmp_path / "anna") == "ANNA"
    folder = make_review(tmp_path / "review")
    (folder / "people" / "BO").mkdir(parents=True)
    with Review(folder) as review, pytest.raises(StoreReadOnly, match="takes it for BO"):
        own_folder(review, "bo")
