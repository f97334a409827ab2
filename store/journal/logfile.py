"""The file of a journal: locks it, reads what others appended, and appends durably or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import threading
import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Protocol as Interface

from store.journal.errors import REMEDIES, NewerFormat, NotSaved, StoreCorrupt, StoreReadOnly, StoreUnreadable
from store.journal.files import atomic_write, free_name, fsync_dir, open_or_create, open_regular
from store.journal.line import DIGITS, START, Event, Position, lines_holding, read_blocks, read_lines, read_lines_back
from store.journal.lock import acquire, busy, release
from store.journal.replay import Batch, Replay
from store.journal.system import sync_data

Fault = Callable[[str], int | None]


def no_fault(point: str) -> int | None:
    """Raises nothing and limits no write."""


class Unchanged(Interface):
    """What is known of files from an earlier reading."""

    def holds(self, path: Path, status: os.stat_result, position: Position) -> bool:
        """Whether the file, as the system describes it now, was read and began with all bytes before the place."""

    def note(self, path: Path, status: os.stat_result, position: Position, before: int) -> None:
        """Note that it does; `before` is a time before it was described and read, in nanoseconds since 1970."""


class LogFile:
    """An append-only file of chained lines, shared with other processes and threads.

    The lock is on the file itself. A restored backup or a git pull puts another file in its place, and a writer would
    go on writing into the deleted one. So under each lock the open file is compared with the file of that name.

    Args:
        path: The file; it is made when it is not there, unless `read_only`.
        read_only: Never write; a missing file counts as empty.
        timeout: Seconds to wait for another writer.
        mode: The permissions of a file that is made.
        fault: See `store.journal.journal.Journal`.
        unchanged: What is known of the file from an earlier reading.

    Attributes:
        end: The place up to which the file was read.
    """

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool,
        timeout: float,
        mode: int,
        fault: Fault,
        unchanged: Unchanged | None = None,
    ) -> None:
        self._descriptor = -1
        self._inode: tuple[int, int] | None = None
        self.path = path
        self.read_only = read_only
        self.end = START
        self._timeout = timeout
        self._mode = mode
        self._fault = fault
        self._unchanged = unchanged
        self._guard = threading.RLock()
        self._depth = 0
        self._begun = False
        self._refusal = ""
        self._open(create=not read_only)

    # -- locking

    @contextlib.contextmanager
    def guarded(self) -> Iterator[None]:
        """Keeps other threads of this process away.

        Raises:
            StoreBusy: One of them did not finish in time.
        """
        if not self._guard.acquire(timeout=self._timeout):
            raise busy(self.path, self._timeout)
        try:
            yield
        finally:
            self._guard.release()

    @contextlib.contextmanager
    def locked(self) -> Iterator[bool]:
        """Keeps every other writer away; may be nested. Yields whether this is the outermost.

        Raises:
            StoreBusy: Another one did not finish in time.
            NotSaved: The file is gone.
        """
        with self.guarded():
            self._depth += 1
            try:
                if self._depth == 1:
                    self._lock_what_is_there()
                yield self._depth == 1
            finally:
                self._depth -= 1
                if self._depth == 0 and self.is_open:
                    release(self._descriptor)

    @property
    def is_locked(self) -> bool:
        """Whether this session holds the lock."""
        return self._depth > 0

    def _lock_what_is_there(self) -> None:
        while True:
            if self.is_open:
                acquire(self._descriptor, self.path, self._timeout)
            status = self._status()
            if status is not None and _inode(status) == self._inode:
                return
            if status is None and self.end.seq:
                raise NotSaved(
                    "NOT SAVED: the file is not there any more",
                    where=str(self.path),
                    advice="Put it back, or restore it from a backup; the next decision is then written to it.",
                )
            self._open(create=status is None and not self.read_only)

    # -- opening

    def _open(self, *, create: bool = False) -> None:
        """Opens the file that has the name at this moment, if any, to be read from its start."""
        self.close()
        self._begun = False
        flags = os.O_RDONLY if self.read_only else os.O_RDWR | os.O_APPEND
        try:
            if create:
                self._descriptor = open_or_create(self.path, flags, self._mode)
            else:
                self._descriptor = open_regular(self.path, flags)
        except FileNotFoundError:
            if create:
                raise
            return
        except OSError as error:
            raise self._cannot_open(error) from error
        self._inode = _inode(os.fstat(self._descriptor))

    def _cannot_open(self, error: OSError) -> Exception:
        where = str(self.path)
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
            return NotSaved(f"the file cannot be opened: {error.strerror}", where=where)
        if self.read_only:
            return StoreUnreadable("you may not read this file", where=where)
        return StoreReadOnly("you may not write this file", where=where, advice="Is it another reviewer's?")

    def _status(self) -> os.stat_result | None:
        try:
            return self.path.stat()
        except (FileNotFoundError, PermissionError):
            return None

    def close(self) -> None:
        """Closes the file; harmless when it is closed."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor = -1
        self._inode = None

    def __del__(self) -> None:
        self.close()

    # -- reading

    def starts_over(self) -> bool:
        """Whether the file must be read from its start: at first, when another is in its place, when lines are missing.

        A file that is missing for a moment (git unlinks before it creates) counts as unchanged; a write would raise.
        """
        status = self._status()
        if status is not None:
            if _inode(status) != self._inode:
                self._open()
            elif status.st_size < self.end.offset or (self.is_locked and not self._past_is_unchanged()):
                self._begun = False
        if self._begun:
            return False
        self._begun = True
        self.end = START
        return True

    def go_back(self, end: Position) -> None:
        """Undoes a read that was refused: the file counts as read up to `end`, and is read from its start next time."""
        self.end = end
        self._begun = False

    def _past_is_unchanged(self) -> bool:
        """Whether the last line read is still there; a backup may have been copied over the file in place."""
        chain = os.pread(self._descriptor, DIGITS, max(0, self.end.offset - DIGITS - 3))
        return self.end == START or chain == self.end.chain.encode()

    @property
    def is_open(self) -> bool:
        """Whether there is a file and it is open."""
        return self._descriptor >= 0

    def size(self) -> int:
        """Bytes in the file at this moment."""
        return os.fstat(self._descriptor).st_size if self._descriptor >= 0 else 0

    def reaches(self, position: Position) -> bool:
        """Whether the file begins with all bytes before that place."""
        if not self.is_open:
            return position.is_in(self._descriptor, 0)
        before, status = time.time_ns(), os.fstat(self._descriptor)
        if self._unchanged is not None and self._unchanged.holds(self.path, status, position):
            return True
        fits = position.is_in(self._descriptor, status.st_size)
        if fits and self._unchanged is not None:
            self._unchanged.note(self.path, status, position, before)
        return fits

    def sync(self) -> None:
        """Makes sure that lines of other sessions are on the disk, in case one died between its write and its sync.

        Raises:
            OSError: The disk failed.
        """
        sync_data(self._descriptor)

    def new_batches(self, fields: Collection[str] | None = None) -> Iterator[Batch]:
        """The batches after `end`, which moves forward with them; `fields` as for `Replay`.

        Raises:
            StoreCorrupt: A line is damaged; `end` is before it.
            NewerFormat: A later version wrote it.
        """
        size = self.size()
        if size <= self.end.offset:
            return
        replay = Replay(self._descriptor, self.end, size, fields)
        for batch in self._explained(replay):
            yield batch
            self.end = batch.end

    def events(self) -> Iterator[Event]:
        """All events up to `end`, the first one first, verified.

        Raises:
            StoreCorrupt: A line is damaged.
        """
        with self._kept_open() as descriptor:
            replay = Replay(descriptor, START, self.end.offset)
            for batch in self._explained(replay):
                yield from map(Event.from_fields, batch.lines)

    def events_holding(self, words: Collection[str]) -> Iterator[Event]:
        """The events up to `end` whose line has one of these words somewhere. They were verified when first read."""
        wanted = [each.encode() for each in words]
        with self._kept_open() as descriptor:
            for lines in read_blocks(descriptor, 0, self.end.offset if descriptor >= 0 else 0):
                yield from map(Event.from_line, lines_holding(lines, wanted))

    def lines_back(self) -> Iterator[bytes]:
        """All lines up to `end`, the last one first. They were verified when they were first read."""
        with self._kept_open() as descriptor:
            yield from read_lines_back(descriptor, self.end.offset)

    @contextlib.contextmanager
    def _kept_open(self) -> Iterator[int]:
        """The file as it is now, even if it is replaced and reopened while somebody iterates over it."""
        if self._descriptor < 0:
            yield -1
            return
        descriptor = os.dup(self._descriptor)
        try:
            yield descriptor
        finally:
            os.close(descriptor)

    def _explained(self, replay: Replay) -> Iterator[Batch]:
        """The batches of a replay; errors say which file it is."""
        try:
            yield from replay
        except NewerFormat as error:
            error.where = str(self.path)
            raise
        if replay.damage:
            raise StoreCorrupt(
                f"damaged at {replay.damage}",
                where=str(self.path),
                advice="Nothing is written to it. `tamis check` says more; `tamis repair` keeps what is whole.",
            )

    # -- appending

    def append(self, lines: bytes) -> None:
        """Writes lines behind `end` and waits until they are on the disk; the caller then moves `end`.

        The lock is held and everything before was read.

        Raises:
            NotSaved: The lines are not in the file.
            StoreCorrupt: The disk failed earlier in this session.
        """
        if self._refusal:
            raise StoreCorrupt(f"NOT SAVED: {self._refusal}", where=str(self.path), advice=_REOPEN)
        try:
            self._set_torn_tail_aside()
        except OSError as error:
            raise self._not_saved(error) from error
        try:
            self._write(lines)
            if self.end == START:
                fsync_dir(self.path.parent)
        except OSError as error:
            self._take_back(error)
            raise self._not_saved(error) from error
        except BaseException as error:
            self._take_back(error)
            raise
        self._fault("saved")

    def _not_saved(self, error: OSError) -> NotSaved:
        remedy = REMEDIES.get(error.errno or 0, "Have it looked at")
        advice = _REOPEN if self._refusal else f"{remedy}, then decide again; nothing was changed."
        return NotSaved(f"NOT SAVED: {self._refusal or error.strerror}", where=str(self.path), advice=advice)

    def _write(self, lines: bytes) -> None:
        rest = memoryview(lines)
        while rest:
            most = self._fault("write")
            rest = rest[os.write(self._descriptor, rest[:most] if most else rest) :]
        self._fault("sync")
        sync_data(self._descriptor)

    def _take_back(self, error: BaseException) -> None:
        """Removes the bytes that a failed append may have left.

        After EIO nothing more is written in this session: Linux marks pages clean that it could not write, so a second
        fdatasync would succeed without them (https://wiki.postgresql.org/wiki/Fsync_Errors).
        """
        if isinstance(error, OSError) and error.errno == errno.EIO:
            self._refusal = f"the disk reported an error ({error.strerror})"
        try:
            self._fault("truncate")
            os.ftruncate(self._descriptor, self.end.offset)
            sync_data(self._descriptor)
        except OSError as second:
            self._refusal = f"a failed write could not be taken back ({second.strerror})"

    def _set_torn_tail_aside(self) -> None:
        """Moves the bytes after the last whole batch, which a killed writer left, into a file of their own."""
        size = self.size()
        if size > self.end.offset:
            tail = read_lines(self._descriptor, self.end.offset, size)
            atomic_write(free_name(self.path, "torn"), tail, self._mode)
            os.ftruncate(self._descriptor, self.end.offset)


_REOPEN = "Close tamis, have the disk looked at, run `tamis check`, and open it again."


def _inode(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino
