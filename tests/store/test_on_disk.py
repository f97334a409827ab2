"""What tamis says is written is on the disk, with its name: the content of each file and the names in each folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from store.exchange.zip_writer import write_zip
from store.folder.form import make_folder
from store.journal.files import atomic_write, make_dir
from store.journal.journal import Journal
from store.numbers.report_folder import write_report
from store.upkeep.backups.backup import backup
from tests.bundles import finished_review
from tests.reviews import protocol
from tests.store.faults import change


class Disk:
    """What was on a disk that forgets at a power cut all that nobody waited for."""

    def __init__(self) -> None:
        self._kept: dict[int, object] = {}

    def sync(self, descriptor: int) -> None:
        """As `os.fsync`."""
        state = os.fstat(descriptor)
        self._kept[state.st_ino] = set(os.listdir(descriptor)) if stat.S_ISDIR(state.st_mode) else state.st_size

    def lost(self, folder: Path) -> list[str]:
        """The files and folders, the folder itself among them, that would not be as they are."""
        return [
            str(each.relative_to(folder.parent))
            for each in [folder, *sorted(folder.rglob("*"))]
            if not self._holds(each)
        ]

    def _holds(self, path: Path) -> bool:
        kept = self._kept.get(path.stat().st_ino, set())
        if path.is_dir():  # a name that was taken away may come back, as a backup that is too old
            return isinstance(kept, set) and kept.issuperset(each.name for each in path.iterdir())
        return kept == path.stat().st_size


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk = Disk()
    monkeypatch.setattr(os, "fsync", disk.sync)
    monkeypatch.setattr(os, "fdatasync", disk.sync)
    return disk


def _journal(folder: Path) -> None:
    with Journal(folder / "decisions.jsonl", who="anna") as journal:
        for number in (1, 2, 3):
            journal.commit([change(number)])


def _zip(folder: Path) -> None:
    write_zip(folder / "bundle.zip", {"a.txt": folder.parent / "given" / "a.txt"}, 0o640, too_large="")


def test_a_review_outlives_a_power_cut(tmp_path: Path, disk: Disk) -> None:
    folder = tmp_path / "review"
    folder.mkdir()
    finished_review(folder)
    assert disk.lost(folder) == ["review/protocol.toml"], "which the test wrote anew itself"


@pytest.mark.parametrize(
    "write",
    [
        _journal,
        _zip,
        lambda folder: atomic_write(folder / "status.json", [b"{", b"}"]),
        lambda folder: make_folder(folder / f"new-{len(list(folder.iterdir()))}" / "review", protocol()),
        lambda folder: write_report({"index.html": b"<p>", "lists/a.html": b"<li>"}, folder / "report"),
        lambda folder: backup(folder.parent / "given", folder / "backups"),
    ],
    ids=["a journal", "a zip", "a file that is replaced", "a review", "a report", "a backup"],
)
@pytest.mark.parametrize("again", [False, True], ids=["the first time", "in the place of another"])
def test_what_is_written_outlives_a_power_cut(
    tmp_path: Path, disk: Disk, write: Callable[[Path], object], again: bool
) -> None:
    given, folder = tmp_path / "given", tmp_path / "here"
    (given / "below").mkdir(parents=True)
    (given / "a.txt").write_text("a")
    (given / "below" / "b.txt").write_text("b")
    make_dir(folder)
    for _ in range(1 + again):
        write(folder)
    assert disk.lost(folder) == []
    assert sum(each.is_file() for each in folder.rglob("*")) >= 1
