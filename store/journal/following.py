"""A journal as it is followed: the documents as its lines left them, while other processes append to it."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Iterator
from itertools import dropwhile, takewhile
from pathlib import Path

from store.journal.errors import LinesMissing, StoreCorrupt
from store.journal.known_ends import KnownEnd, Memory, NoMemory, lacking
from store.journal.line import START, Document, Event, Fields, Position
from store.journal.logfile import Fault, LogFile, Unchanged, no_fault
from store.journal.snapshot import Tables, lines_known, place_known, put, read_snapshot


class FollowedJournal:
    """The reading half of a journal. Several processes and threads may write to its file meanwhile.

    Args:
        path: The `.jsonl` file, in a folder that exists. The snapshot beside it has the suffix `.json`.
        read_only: Create and change nothing; a file that is not there is an empty journal.
        timeout: Seconds to wait for another writer.
        mode: The permissions of the files that are made, whatever the umask.
        cache: Where the snapshot of another person's journal is kept; None for one's own. What lies beside a journal is
            its writer's word, and only its writer starts from it; others go by the lines alone.
        memory: What else is known of the journal: nothing is written to one that lacks lines.
        unchanged: What is known of the file from an earlier reading: what is as it was is not read again.
        fault: For tests: called with "write", "sync" and "truncate" before each of these, and with "saved" at the end;
            may raise, kill the process, or before "write" return how many bytes to write at most.

    Attributes:
        tables: Table → document id as text → document. The documents are not to be altered.
        generation: Grows when the file was replaced or shortened under the session. Whatever was derived from `tables`
            or from `refresh` must then be derived anew.

    Raises:
        StoreCorrupt: A line that was once confirmed is damaged.
        LinesMissing: The file is gone, or lacks lines that its snapshot knows.
        StoreReadOnly: This user may not write the file.
        StoreUnreadable: This user may not read the file.
        NewerFormat: A later version wrote it.
        NotSaved: It can be neither opened nor made.
    """

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool,
        timeout: float,
        mode: int,
        cache: Path | None = None,
        memory: Memory | None = None,
        unchanged: Unchanged | None = None,
        fault: Fault | None,
    ) -> None:
        self.path = path
        self._cache = cache
        self._memory = memory or NoMemory()
        self.read_only = read_only
        self.tables: Tables = {}
        self.generation = -1
        self._snapshot_path = path.with_suffix(".json")
        self._known = START
        self._snapshot_state = (0, 0)
        self._unseen: list[Event] = []
        with contextlib.suppress(PermissionError):  # opening the file raises the better error
            if not path.exists() and self._snapshot_path.exists():
                snapshot = read_snapshot(self._snapshot_path)
                raise LinesMissing(path, snapshot and snapshot.position.seq, None)
        fault = fault or no_fault
        self._log = LogFile(path, read_only=read_only, timeout=timeout, mode=mode, fault=fault, unchanged=unchanged)
        try:
            self._catch_up()
        except BaseException:
            self._log.close()
            raise

    @property
    def end(self) -> Position:
        """The place after the last line."""
        return self._log.end

    @property
    def seq(self) -> int:
        """The number of lines so far, and so the `seq` of the last event."""
        return self._log.end.seq

    def lacking(self, ends: Iterable[KnownEnd]) -> list[KnownEnd]:
        """Those of the lines known that the journal does not hold, the last one first."""
        return lacking(self.seq, self._log.lines_back(), ends)

    def document(self, table: str, number: int) -> Document | None:
        """A document, not to be altered, or None."""
        return self.tables.get(table, {}).get(str(number))

    def refresh(self) -> list[Event]:
        """Reads what others appended; costs two calls of `stat` when there is nothing.

        Returns:
            The events of others since the last call, including those that a `commit` of this session read. [] when the
            file was replaced or shortened; `generation` has then changed.

        Raises:
            StoreCorrupt: A line is damaged. Everything before it was applied.
            LinesMissing: The file lacks lines that its snapshot knows. Memory is unchanged.
            NewerFormat: A later version appended to it.
        """
        with self._log.guarded():
            self._catch_up()
            events, self._unseen = self._unseen, []
            return events

    def _catch_up(self) -> None:
        before = self.tables, self._log.end
        known = self._lines_known_anew()  # read before the journal: all lines that a snapshot knows were in the journal
        try:
            if self._log.starts_over():
                self._start_over()
                if before[1].seq and self.lacking([KnownEnd(before[1].seq, before[1].chain, "")]):
                    self._memory.remember(before[1].seq, before[1].chain)
            for batch in self._log.new_batches():
                self._apply(batch.lines)
                self._unseen.extend(Event.from_fields(fields) for fields in batch.lines if fields["table"])
            if self.seq < known:
                self._log.go_back(self._log.end)
                self._log.starts_over()
                self._start_over()
                if self.seq < known:
                    raise LinesMissing(self.path, known, self.seq)
        except LinesMissing:
            self.tables, end = before
            self._log.go_back(end)
            raise
        except StoreCorrupt:
            # Without the lock, a failed write may be read before it is removed, even with the next write over it.
            if self._log.is_locked:
                raise
            with self._log.locked():
                self._catch_up()

    def _lines_known_anew(self) -> int:
        """How many lines the snapshot knows, if it was replaced since the last call; else 0."""
        last = self._snapshot_state
        try:
            status = self._snapshot_path.stat()
            self._snapshot_state = (status.st_ino, status.st_mtime_ns)
        except OSError:
            return 0
        return 0 if self._snapshot_state == last else lines_known(self._snapshot_path)

    def _start_over(self) -> None:
        self.generation += 1
        self.tables = {}
        self._unseen = []
        self._known = START
        snapshot = read_snapshot(self._cache or self._snapshot_path)
        if snapshot is None and (read := self._memory.read()) and self._log.reaches(read.position):
            snapshot = read
        fits = snapshot is None or self._log.reaches(snapshot.position)
        if self._cache and not fits:
            snapshot = None  # of another review, perhaps; it is written anew
        if snapshot and fits:
            self.tables = snapshot.tables
            self._log.end = snapshot.position
            self._known = snapshot.position
        try:
            for batch in self._log.new_batches(("table", "id", "after")):
                self._apply(batch.lines)
        except StoreCorrupt:
            known = place_known(self._snapshot_path) if self._cache else snapshot and snapshot.position
            if known is None or known.offset <= self._log.size():
                raise
            if self._cache:
                raise LinesMissing(self.path, known.seq, self.seq) from None
        if snapshot and not fits:
            raise LinesMissing(self.path, snapshot.position.seq, self.seq)

    def _apply(self, lines: Iterable[Fields]) -> None:
        for fields in lines:
            if fields["table"]:
                put(self.tables, fields["table"], fields["id"], fields["after"])

    def events(self, holding: Collection[str] = ()) -> Iterator[Event]:
        """All events, format lines included, the first one first, verified.

        Args:
            holding: Words of which a line must have one somewhere: the others are not parsed, and none is verified
                again. () for all.

        Raises:
            StoreCorrupt: A line is damaged.
        """
        return self._log.events_holding(holding) if holding else self._log.events()

    def events_back(self) -> Iterator[Event]:
        """All events, format lines included, the last one first."""
        return map(Event.from_line, self._log.lines_back())

    def events_with(self, part: bytes) -> Iterator[Event]:
        """The events whose line holds these bytes, the last one first."""
        return (Event.from_line(line) for line in self._log.lines_back() if part in line)

    def batch(self, end: Event) -> list[Event]:
        """All events of the batch that ends with this one, in their order."""
        back = dropwhile(lambda event: event.seq > end.seq, self.events_back())
        return list(takewhile(lambda event: event.seq >= end.first, back))[::-1]


class OtherFileError(Exception):
    """The file does not begin with the bytes that are known, or not any more."""


class JournalTail(FollowedJournal):
    """A journal that is followed from a place on: `tables` and `refresh` know the lines after it alone.

    Args:
        path: As for `FollowedJournal`.
        since: The place; all bytes before it were verified once.
        timeout: Seconds to wait for another writer.
        unchanged: As for `FollowedJournal`.

    Raises:
        OtherFileError: The file does not begin with what was before that place; also from `refresh`.
        TamisError: As for `FollowedJournal`.
    """

    def __init__(self, path: Path, since: Position, *, timeout: float, unchanged: Unchanged | None = None) -> None:
        self._since = since
        super().__init__(path, read_only=True, timeout=timeout, mode=0, unchanged=unchanged, fault=None)

    def close(self) -> None:
        """Close the file; harmless when it is closed."""
        self._log.close()

    def _start_over(self) -> None:
        self.generation += 1
        if self.generation or not self._log.reaches(self._since):
            raise OtherFileError(str(self.path))
        self._log.end = self._since
