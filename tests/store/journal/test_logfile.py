"""Disks that fill up or fail, signals at the wrong moment, others who do not let go: said, and nothing half done."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.journal.errors import NotSaved, StoreBusy, StoreCorrupt, StoreReadOnly
from store.journal.journal import Change, Journal
from store.upkeep.damage import check_journal
from tests.store.faults import ROOT, TABLE, Writer, change, decision, failing


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ta.jsonl"


def on_disk(path: Path) -> dict[str, object]:
    return dict(Journal(path, who="reader", read_only=True).tables.get(TABLE, {}))


FULL = [errno.ENOSPC, errno.EDQUOT]


@pytest.mark.parametrize("number", [*FULL, errno.EIO, errno.EFBIG], ids=errno.errorcode.get)
@pytest.mark.parametrize("point", ["write", "sync"])
@pytest.mark.parametrize("confirmed", [0, 1])
def test_a_failed_write_changes_nothing_and_says_so(path: Path, point: str, number: int, confirmed: int) -> None:
    for each in range(confirmed):
        Journal(path, who="anna").commit([change(each)])
    journal = Journal(path, who="anna", fault=failing(point, OSError(number, os.strerror(number))))
    before, bytes_before = dict(journal.tables), path.read_bytes()
    with pytest.raises(NotSaved, match="NOT SAVED") as caught:
        journal.commit([change(7), change(8)])
    assert str(path) in str(caught.value)
    assert path.read_bytes() == bytes_before
    assert journal.tables == before
    assert check_journal(path) == []


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (OSError("a mount went away"), "Have it looked at"),
        (OSError(errno.EFBIG, "File too large"), "Have it looked at"),
        (OSError(errno.ENOSPC, "No space left on device"), "Make room on the disk"),
        (OSError(errno.EPERM, "Operation not permitted"), "Ask the review's owner for the right to write there"),
    ],
    ids=str,
)
def test_what_to_do_follows_from_the_error(path: Path, error: OSError, remedy: str) -> None:
    journal = Journal(path, who="anna", fault=failing("write", error))
    with pytest.raises(NotSaved) as caught:
        journal.commit([change(1)])
    assert caught.value.advice == f"{remedy}, then decide again; nothing was changed."


@pytest.mark.parametrize("number", FULL, ids=errno.errorcode.get)
def test_once_there_is_room_again_work_goes_on(path: Path, number: int) -> None:
    journal = Journal(path, who="anna", fault=failing("sync", OSError(number, os.strerror(number)), times=3))
    for _ in range(3):
        with pytest.raises(NotSaved):
            journal.commit([change(1)])
    journal.commit([change(1)])
    assert journal.tables[TABLE] == on_disk(path) == {"1": decision(1)}


@pytest.mark.parametrize("point", ["write", "sync"])
def test_after_a_disk_error_nothing_is_written_until_it_is_opened_again(path: Path, point: str) -> None:
    journal = Journal(path, who="anna", fault=failing(point, OSError(errno.EIO, "Input/output error")))
    with pytest.raises(NotSaved, match="Input/output error"):
        journal.commit([change(1)])
    for _ in range(2):
        with pytest.raises(StoreCorrupt, match=r"NOT SAVED.*\n.*open it again"):
            journal.commit([change(1)])
    assert on_disk(path) == {}
    Journal(path, who="anna").commit([change(1)])
    assert on_disk(path) == {"1": decision(1)}


@pytest.mark.parametrize("most", [1, 30])
def test_a_write_that_can_not_be_taken_back_stops_the_session(path: Path, most: int) -> None:
    """Some bytes are written, then the disk is full, and then not even `ftruncate` works."""
    Journal(path, who="anna").commit([change(1)])
    writes = iter([most, 0])

    def fault(point: str) -> int | None:
        if point == "write" and (count := next(writes)):
            return count
        if point in ("write", "truncate"):
            raise OSError(errno.EIO if point == "truncate" else errno.ENOSPC, "no")
        return None

    journal = Journal(path, who="anna", fault=fault)
    with pytest.raises(NotSaved, match="taken back"):
        journal.commit([change(2)])
    with pytest.raises(StoreCorrupt, match="NOT SAVED"):
        journal.commit([change(2)])
    assert journal.tables[TABLE] == on_disk(path) == {"1": decision(1)}

    again = Journal(path, who="anna")
    again.commit([change(2)])
    assert len(next(path.parent.glob("*.torn-*")).read_bytes()) == most
    assert on_disk(path) == {"1": decision(1), "2": decision(2)}
    assert check_journal(path) == []


def test_short_writes_are_finished(path: Path) -> None:
    with Journal(path, who="anna", fault=lambda point: 7 if point == "write" else None) as journal:
        journal.commit([change(1), change(2)])
    assert check_journal(path) == []
    assert set(on_disk(path)) == {"1", "2"}


def test_what_cannot_be_set_aside_is_not_cut_off(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Journal(path, who="anna").commit([change(1)])
    with path.open("ab") as file:
        file.write(b'{"half')
    journal = Journal(path, who="anna")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("store.journal.logfile.atomic_write", full)
        with pytest.raises(NotSaved, match="No space"):
            journal.commit([change(2)])
    assert path.read_bytes().endswith(b'{"half')
    journal.commit([change(2)])
    assert on_disk(path) == {"1": decision(1), "2": decision(2)}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 kB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)]
    try:
        mounted = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount command")
    if mounted.returncode:
        pytest.skip(f"a small tmpfs cannot be mounted here (that takes root): {mounted.stderr.strip()}")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_really_full_disk_loses_nothing(small_disk: Path) -> None:
    path = small_disk / "ta.jsonl"
    journal = Journal(path, who="anna")
    confirmed = 0
    with pytest.raises(NotSaved, match="No space left"):
        while confirmed < 10_000:
            journal.commit([Change(TABLE, confirmed, {"note": "x" * 300})])
            confirmed += 1
    assert 100 < confirmed < 10_000
    assert len(journal.tables[TABLE]) == len(on_disk(path)) == confirmed
    assert journal.checkpoint() is False
    journal.close()
    assert [each.name for each in small_disk.iterdir()] == ["ta.jsonl"]
    assert check_journal(path) == []
    assert len(on_disk(path)) == confirmed


def test_a_disk_that_fills_up_keeps_the_old_snapshot(small_disk: Path) -> None:
    path = small_disk / "ta.jsonl"
    journal = Journal(path, who="anna")
    journal.commit([change(1)])
    assert journal.checkpoint()
    old = path.with_suffix(".json").read_bytes()
    journal.commit([change(2)])
    ballast = small_disk / "ballast"
    with pytest.raises(OSError, match="No space"), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    assert journal.checkpoint() is False
    assert path.with_suffix(".json").read_bytes() == old
    assert sorted(each.name for each in small_disk.iterdir()) == ["ballast", "ta.json", "ta.jsonl"]
    ballast.unlink()
    assert journal.checkpoint()
    journal.close()
    assert check_journal(path) == []


@pytest.mark.parametrize("point", ["write", "sync", "saved"])
def test_ctrl_c_in_the_middle_of_a_commit_leaves_memory_and_disk_alike(path: Path, point: str) -> None:
    interrupted = False

    def fault(reached: str) -> None:
        nonlocal interrupted
        if reached == point and not interrupted:
            interrupted = True
            signal.raise_signal(signal.SIGINT)

    journal = Journal(path, who="anna", fault=fault)
    with pytest.raises(KeyboardInterrupt):
        journal.commit([change(1), change(2)])
    journal.refresh()
    saved = {"1": decision(1), "2": decision(2)} if point == "saved" else {}
    assert journal.tables.get(TABLE, {}) == on_disk(path) == saved
    Journal(path, who="ole", timeout=0).commit([change(3)])  # the lock is free
    journal.commit([change(4)])
    assert journal.tables[TABLE] == on_disk(path) == saved | {"3": decision(3), "4": decision(4)}
    assert check_journal(path) == []


@pytest.mark.parametrize("how", [signal.SIGHUP, signal.SIGTERM], ids=lambda how: how.name)
@pytest.mark.parametrize("point", ["write:4", "write:4:50", "sync:4", "saved:4"])
def test_losing_the_connection_loses_nothing_that_was_confirmed(path: Path, point: str, how: signal.Signals) -> None:
    writer = Writer(path, 1, 20, point + (":0" if point.count(":") == 1 else "") + f":{int(how)}")
    assert writer.finish() == -how
    assert writer.confirmed <= {int(each) for each in on_disk(path)}
    Journal(path, who="anna").commit([change(99)])
    assert check_journal(path) == []


STOPPED = """
import os, signal, sys
from pathlib import Path
from store.journal.journal import Journal
with Journal(Path(sys.argv[1]), who="ole").locked():
    os.kill(os.getpid(), signal.SIGSTOP)
"""


def test_a_stopped_process_that_holds_the_lock_does_not_freeze_the_others(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.upkeep.damage.TIMEOUT", 0.05)
    Journal(path, who="anna").commit([change(1)])
    other = subprocess.Popen([sys.executable, "-c", STOPPED, str(path)], cwd=ROOT)
    try:
        _, status = os.waitpid(other.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        journal = Journal(path, who="anna", timeout=0.05)
        with pytest.raises(StoreBusy, match="busy"):
            journal.commit([change(2)])
        assert journal.refresh() == []
        assert journal.tables[TABLE] == on_disk(path) == {"1": decision(1)}
        assert check_journal(path) == []
    finally:
        other.send_signal(signal.SIGCONT)
        assert other.wait() == 0
    journal.commit([change(2)])
    assert journal.tables[TABLE] == on_disk(path) == {"1": decision(1), "2": decision(2)}


def test_a_thread_that_does_not_finish_is_busy_too(path: Path) -> None:
    journal = Journal(path, who="anna", timeout=0.01)
    inside, done = threading.Event(), threading.Event()

    def hold() -> None:
        with journal.locked():
            inside.set()
            done.wait()

    thread = threading.Thread(target=hold)
    thread.start()
    inside.wait()
    with pytest.raises(StoreBusy):
        journal.commit([change(1)])
    done.set()
    thread.join()
    journal.commit([change(1)])


def test_a_folder_that_is_not_there_is_the_callers_mistake(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Journal(tmp_path / "no" / "ta.jsonl", who="anna")
    (tmp_path / "folder.jsonl").mkdir()
    with pytest.raises(NotSaved, match="directory"):
        Journal(tmp_path / "folder.jsonl", who="anna")


def test_a_read_only_journal_is_read_and_not_written(path: Path) -> None:
    Journal(path, who="anna").commit([change(1)])
    journal = Journal(path, who="anna", read_only=True)
    for act in (journal.undo, journal.redo, lambda: journal.undo_batch(2), lambda: journal.commit([change(2)])):
        with pytest.raises(StoreReadOnly):
            act()
