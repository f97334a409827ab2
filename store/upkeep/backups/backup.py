"""Makes and verifies backups of a review folder.

`cp -a` restores a backup, and `sha256sum -c SHA256SUMS` verifies it without tamis.

Journals only grow, so a copy that ends at a line feed is a journal as it once was. Files that nobody may write, such as
records, are linked to the previous copy while they are unchanged: each backup is complete and costs little.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BufferedReader
from pathlib import Path

from core.errors import advice_on
from store.journal.errors import LinesMissing, NotSaved, StoreCorrupt
from store.journal.files import fsync_dir, leftovers, make_dir, open_regular, read_regular, temporary_name
from store.journal.line import read_lines
from store.journal.system import set_mode, sync
from store.upkeep.damage import journal_files, lines_missing, size_between_writes
from store.upkeep.problem import Problem, told

SUMS = "SHA256SUMS"
BACKUPS = "backups"
"""The folder of a review in which backups are made by default."""
KEEP_DAYS, KEEP_WEEKS = 7, 4

STAMP = "%Y%m%dT%H%M%S.%fZ"
_STAMPED = re.compile(r"\d{8}T\d{6}\.\d{6}Z")
_BLOCK = 1 << 20
_SHARED_MODE = 0o3770


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup just made.

    Attributes:
        folder: Its folder.
        files: How many files it holds.
        skipped: What is not in it because this user may not read it, or because it is no file.
        missing: The journals that lack lines. While there are any, no older backup is removed: it may be the only one
            with those lines.
    """

    folder: Path
    files: int
    skipped: tuple[Path, ...]
    missing: tuple[LinesMissing, ...]


def backup(review: Path, to: Path, *, now: datetime | None = None) -> Backup:
    """Copies a review folder, then removes the backups that are too old to keep.

    The last backup of each of the last seven days that have one is kept, and of each of the last four weeks. Snapshots
    (they are derived from the journals), hidden files, other backups in the review folder and `to` are not copied.

    Args:
        review: The review folder.
        to: The folder of all backups. In the review folder it is the team's, and each account makes its own there;
            elsewhere a new one is this account's. Each backup is its account's alone: it holds everybody's decisions.
        now: The time; by default the clock's.

    Raises:
        NotSaved: The backup could not be finished. Nothing of it is left, and no older backup was removed.
    """
    review, to = review.resolve(), to.resolve()
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    folder = to / moment.strftime(STAMP)
    try:
        if not to.exists():
            make_dir(to, 0o700)
            if to.parent == review:
                set_mode(to, _SHARED_MODE)
        for each in leftovers(to):
            shutil.rmtree(each, ignore_errors=True)
        previous = max(backups(to), default=None)
        temporary = temporary_name(folder)
        temporary.mkdir(mode=0o700)
        try:
            copying = _Copying(review, temporary, previous)
            copying.run(leave_out={to, review / BACKUPS})
            temporary.rename(folder)
        except BaseException:
            shutil.rmtree(temporary, ignore_errors=True)
            raise
        fsync_dir(to)
    except OSError as error:
        where = str(error.filename or folder)
        raise NotSaved(f"no backup was made: {error.strerror}", where=where, advice=advice_on(error)) from error
    missing = tuple(found for path in journal_files(review) if (found := lines_missing(path)))
    for old in () if missing else _too_old([each for each in backups(to) if each.stat().st_uid == os.geteuid()]):
        shutil.rmtree(old, ignore_errors=True)
    return Backup(folder, len(copying.sums), tuple(copying.skipped), missing)


def backups(to: Path) -> list[Path]:
    """The finished backups in a folder that this account may look into, the oldest first."""
    stamped = (each for each in to.iterdir() if _STAMPED.fullmatch(each.name))
    return sorted(each for each in stamped if os.access(each, os.R_OK | os.X_OK) and (each / SUMS).is_file())


def verify_backup(folder: Path) -> list[Problem]:
    """The files of a backup that are missing or differ from what was copied.

    Args:
        folder: One backup, or the folder that it was restored to.
    """
    return list(differing(folder, SUMS, {}, "it is not as it was copied", "Use another backup."))


def differing(folder: Path, sums: str, known: dict[tuple[int, int], str], what: str, advice: str) -> Iterator[Problem]:
    """The files of a folder that are missing or differ from its list of checksums.

    Args:
        folder: The folder.
        sums: The name of the list.
        known: Device and inode → SHA-256, of what was read already; filled.
        what: What is said of a file that differs.
        advice: What to do.
    """
    try:
        listed = read_sums(folder, sums)
    except (OSError, StoreCorrupt, ValueError):
        yield Problem(str(folder / sums), "the list of checksums is missing or damaged", advice)
        return
    for name, expected in listed.items():
        path = folder / name
        try:
            with open(open_regular(path, os.O_RDONLY), "rb") as file:
                status = os.fstat(file.fileno())
                key = status.st_dev, status.st_ino
                if key not in known:
                    known[key] = hashlib.file_digest(file, "sha256").hexdigest()
        except StoreCorrupt as error:
            yield told(error)
            continue
        except OSError as error:
            yield Problem(str(path), f"it cannot be read: {error.strerror}", advice)
            continue
        if known[key] != expected:
            yield Problem(str(path), what, advice)


def _too_old(folders: list[Path]) -> list[Path]:
    kept: set[Path] = set()
    for period, many in (("%Y%m%d", KEEP_DAYS), ("%G-%V", KEEP_WEEKS)):
        newest = {datetime.strptime(each.name, STAMP).strftime(period): each for each in folders}
        kept.update(list(newest.values())[-many:])
    return [each for each in folders if each not in kept]


class _Copying:
    """One run of copying.

    Attributes:
        sums: File name below the folder → SHA-256, for each copied file.
        skipped: The files that could not be read.
    """

    def __init__(self, source: Path, target: Path, previous: Path | None) -> None:
        self.sums: dict[str, str] = {}
        self.skipped: list[Path] = []
        self._source = source
        self._target = target
        self._previous = previous
        self._previous_sums: dict[str, str] = {}
        if previous:
            with contextlib.suppress(OSError, ValueError):
                self._previous_sums = read_sums(previous)

    def run(self, leave_out: Collection[Path]) -> None:
        """Copies all but hidden files, snapshots and some folders, and writes the list of checksums."""
        for folder, folders, names in os.walk(self._source, onerror=self._skip):
            here = Path(folder)
            folders[:] = sorted(each for each in folders if not each.startswith(".") and here / each not in leave_out)
            there = self._target / here.relative_to(self._source)
            there.mkdir(mode=0o700, exist_ok=True)
            for path in (here / name for name in sorted(names) if not name.startswith(".")):
                # A restored backup brings its own list along.
                if path.is_file() and not _is_snapshot(path) and path != self._source / SUMS:
                    self._copy(path)
                elif not path.is_file():
                    self.skipped.append(path)
            if here != self._source:
                shutil.copymode(here, there)
            fsync_dir(there)
        sums = self._target / SUMS
        with sums.open("xb") as file:
            file.writelines(sum_line(name, digest) for name, digest in self.sums.items())
            file.flush()
            sync(file.fileno())
        fsync_dir(self._target)

    def _skip(self, error: OSError) -> None:
        if not isinstance(error, PermissionError):
            raise error
        self.skipped.append(Path(error.filename))

    def _copy(self, path: Path) -> None:
        name = path.relative_to(self._source).as_posix()
        try:
            file = path.open("rb")
        except PermissionError as error:
            self._skip(error)
            return
        with file:
            if self._link(file, name):
                return
            digest = hashlib.sha256()
            with (self._target / name).open("xb") as copy:
                for chunk in _content(path, file):
                    digest.update(chunk)
                    copy.write(chunk)
                copy.flush()
                os.fchmod(copy.fileno(), os.fstat(file.fileno()).st_mode & 0o7777)
                sync(copy.fileno())
            self.sums[name] = digest.hexdigest()

    def _link(self, file: BufferedReader, name: str) -> bool:
        """Links the file of the previous backup if it is the same and read-only; returns whether it did."""
        before = self._previous_sums.get(name)
        if self._previous is None or before is None or os.fstat(file.fileno()).st_mode & 0o222:
            return False
        if hashlib.file_digest(file, "sha256").hexdigest() == before:
            with contextlib.suppress(OSError):
                (self._target / name).hardlink_to(self._previous / name)
                self.sums[name] = before
                return True
        file.seek(0)
        return False


def _content(path: Path, file: BufferedReader) -> Iterator[bytes]:
    """The bytes of a file; of a journal only its whole lines."""
    if path.suffix != ".jsonl":
        yield from iter(lambda: file.read(_BLOCK), b"")
        return
    size = size_between_writes(path, file.fileno())
    yield from (line for line in read_lines(file.fileno(), 0, size) if line.endswith(b"\n"))


def _is_snapshot(path: Path) -> bool:
    return path.suffix == ".json" and path.with_suffix(".jsonl").exists()


def sum_line(name: str, digest: str) -> bytes:
    """A line as sha256sum writes it: with a backslash in front when the name had to be escaped."""
    escaped = name.replace("\\", "\\\\").replace("\n", "\\n")
    return os.fsencode(f"{'' if escaped == name else chr(92)}{digest}  {escaped}\n")


def read_sums(folder: Path, name: str = SUMS) -> dict[str, str]:
    """The list of checksums of a folder: file name below it → SHA-256.

    Raises:
        OSError: There is no list.
        ValueError: A line does not have the form of such a list.
    """
    sums = {}
    *lines, rest = os.fsdecode(read_regular(folder / name)).split("\n")
    if rest:
        raise ValueError(f"a list of checksums ends with a whole line: {rest!r}")
    for line in lines:
        digest, separator, file = line.removeprefix("\\").partition("  ")
        if not separator or len(digest) != 64:
            raise ValueError(f"not a line of a list of checksums: {line!r}")
        if line.startswith("\\"):
            file = re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], file)
        sums[file] = digest
    return sums
