"""The journal: an append-only file of changes, from which everything else is derived.

Each save keeps this order: take the lock, read what others appended, write once, `fdatasync`, and only then change
memory and return. So a change that was reported as saved is on the disk, and one that failed is neither there nor in
memory.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import dropwhile, takewhile
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from store.journal.bookkeeping import Bookkeeping, Warn, no_warning
from store.journal.errors import LinesMissing, StoreCorrupt, StoreReadOnly, UndoConflict
from store.journal.files import free_name
from store.journal.line import FORMAT, FORMAT_ACT, Document, Event, Fields, Position, canonical, encode
from store.journal.logfile import Fault, LogFile, no_fault
from store.journal.snapshot import META, Snapshot, Tables, lines_known, put, read_snapshot, write_snapshot
from store.journal.undo import Ends, ends_back, made, to_redo, to_take_back, to_undo

__all__ = ["Change", "Event", "Journal"]

SNAPSHOT_SHARE = 50
"""The snapshot may lag by one line in so many: reading those costs far less than writing it anew."""


class Change(NamedTuple):
    """A document as it is to be after a change.

    Attributes:
        table: The table's name.
        id: The document's number in it.
        after: The whole document, made of what JSON can hold, or None to remove it.
    """

    table: str
    id: int
    after: Document | None


class Journal:
    """An open journal. Several processes and threads may have it open and write to it at once.

    Args:
        path: The `.jsonl` file, in a folder that exists. The snapshot beside it has the suffix `.json`.
        who: The operating system's login, noted with each change.
        version: The version of the protocol, noted with each change.
        read_only: Create and change nothing; a file that is not there is an empty journal.
        timeout: Seconds to wait for another writer.
        mode: The permissions of the files that are made, whatever the umask.
        now: The clock: the time in UTC as ISO 8601 text.
        warn: Told when the snapshot could not be written.
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
        who: str,
        version: str = "",
        read_only: bool = False,
        timeout: float = 2.0,
        mode: int = 0o640,
        now: Callable[[], str] | None = None,
        warn: Warn = no_warning,
        fault: Fault | None = None,
    ) -> None:
        self.path = path
        self.who = who
        self.version = version
        self.read_only = read_only
        self.tables: Tables = {}
        self.generation = -1
        self._mode = mode
        self._now = now or utc_now
        self._warn = warn
        self._snapshot_path = path.with_suffix(".json")
        self._snapshot_seq = 0
        self._snapshot_state = (0, 0)
        self._unseen: list[Event] = []
        with contextlib.suppress(PermissionError):  # opening the file raises the better error
            if not path.exists() and self._snapshot_path.exists():
                snapshot = read_snapshot(self._snapshot_path)
                raise LinesMissing(path, snapshot and snapshot.position.seq, None)
        self._log = LogFile(path, read_only=read_only, timeout=timeout, mode=mode, fault=fault or no_fault)
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

    def document(self, table: str, number: int) -> Document | None:
        """A document, not to be altered, or None."""
        return self.tables.get(table, {}).get(str(number))

    # -- changing

    def commit(
        self, changes: Iterable[Change], *, act: str = "edit", note: str = "", spent: int | None = None
    ) -> list[Event]:
        """Makes changes durable, all or none; returns when they are on the disk.

        Changes that change nothing are left out; of several changes of one document the last counts.

        Args:
            changes: The documents as they are to be.
            act: What is being done; "format" is not for callers.
            note: Why, in the person's words.
            spent: Milliseconds the person spent on it.

        Returns:
            The events written.

        Raises:
            NotSaved: Nothing was changed, neither on the disk nor in memory.
            StoreBusy: Another process is writing; nothing was changed.
            StoreReadOnly: It was opened for reading.
            StoreCorrupt: The file is damaged, or the disk failed earlier in this session.
            TypeError: A document holds something that JSON cannot.
            ValueError: A document holds NaN or an infinity, or the act or a table has a reserved name.
        """
        wanted = {(change.table, change.id): as_read_back(change.after) for change in changes}
        if act == FORMAT_ACT or any(table in ("", META) for table, _ in wanted):
            raise ValueError(f"the act “{FORMAT_ACT}” and the tables “” and “{META}” are not for callers")
        shared = replace(_BLANK, act=act, note=as_read_back(note), spent=spent)
        with self.locked():
            return self._append([Change(*key, after) for key, after in wanted.items()], shared)

    def undo(self, tables: Collection[str] = (), *, sure: Callable[[Event], bool] | None = None) -> list[Event]:
        """Takes back the last change, or whole batch, that holds; any number of times, in any session.

        Args:
            tables: Only changes of these tables; () for all.
            sure: Given the last event of the change as it was made, before anything is written: whether to go on.

        Returns:
            The events written; [] when there is nothing to take back, or `sure` declined.

        Raises:
            UndoConflict: A document was changed again since; nothing was changed.
            TamisError: As `commit`.
        """
        with self.locked():
            return self._invert(lambda ends: to_undo(ends, tables), "undo", sure)

    def redo(self, *, sure: Callable[[Event], bool] | None = None) -> list[Event]:
        """Makes the last undone change again, as long as no new change was made; otherwise as `undo`."""
        with self.locked():
            return self._invert(to_redo, "redo", sure)

    def undo_batch(self, first_seq: int, *, sure: Callable[[Event], bool] | None = None) -> list[Event]:
        """Takes back one particular change or batch, named by the `seq` of its first event; otherwise as `undo`.

        Raises:
            UndoConflict: Also when there is no such change, or it is taken back already.
        """
        with self.locked():
            return self._invert(lambda ends: to_take_back(ends, first_seq), "undo", sure)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Holds the lock while several changes are made that belong together; memory is up to date.

        Raises:
            TamisError: As `commit`.
        """
        if self.read_only:
            raise StoreReadOnly("it was opened for reading only", where=str(self.path))
        with self._log.locked() as outermost:
            if outermost:
                self._catch_up()
            yield

    def _invert(
        self, find: Callable[[Ends], Event | None], act: str, sure: Callable[[Event], bool] | None = None
    ) -> list[Event]:
        ends = ends_back(self._log.lines_back())
        end = find(ends)
        if end is None or (sure is not None and not sure(made(end, ends))):
            return []
        batch = self.batch(end)
        for event in batch:
            if self.document(event.table, event.id) != event.after:
                raise UndoConflict(
                    f"document {event.id} of “{event.table}” was changed again after line {event.seq}",
                    where=str(self.path),
                    advice="Take the later change back first, or decide anew.",
                )
        change = end.change
        shared = replace(_BLANK, act=act, undoes=change) if act == "undo" else replace(_BLANK, act=act, redoes=change)
        return self._append([Change(event.table, event.id, event.before) for event in batch], shared)

    def _append(self, changes: Sequence[Change], shared: Event) -> list[Event]:
        """Writes changes as events with the fields of `shared`; the caller holds the lock."""
        earlier = [self.document(change.table, change.id) for change in changes]
        pairs = [(change, before) for change, before in zip(changes, earlier, strict=True) if before != change.after]
        if not pairs:
            return []
        shared = replace(shared, at=self._now(), who=self.who, version=self.version)
        header = []
        if self.seq == 0:
            header = [replace(shared, seq=1, act=FORMAT_ACT, after={"format": FORMAT}, note="", spent=None)]
        first = self.seq + len(header) + 1
        events = [
            replace(
                shared,
                seq=first + place,
                table=change.table,
                id=change.id,
                before=before,
                after=change.after,
                spent=shared.spent if place == 0 else None,
                batch=(place + 1, len(pairs)) if len(pairs) > 1 else None,
            )
            for place, (change, before) in enumerate(pairs)
        ]
        lines = []
        chain = self._log.end.chain
        for event in [*header, *events]:
            line, chain = encode(event, chain)
            lines.append(line)
        data = b"".join(lines)
        self._log.append(data)
        for event in events:
            put(self.tables, event.table, event.id, event.after)
        # Last, so that after a Ctrl-C just before it the lines are merely read again.
        self._log.end = self._log.end.after(data, events[-1].seq, chain)
        return events

    # -- following

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
            for batch in self._log.new_batches():
                self._apply(batch.lines)
                self._unseen.extend(Event.from_fields(fields) for fields in batch.lines if fields["table"])
            if self.seq < known:
                self._log.go_back(self._log.end)
                self._log.starts_over()
                self._start_over()
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
        self._snapshot_seq = 0
        snapshot = read_snapshot(self._snapshot_path)
        fits = snapshot is None or self._log.reaches(snapshot.position)
        if snapshot and fits:
            self.tables = snapshot.tables
            self._log.end = snapshot.position
            self._snapshot_seq = snapshot.position.seq
        try:
            for batch in self._log.new_batches():
                self._apply(batch.lines)
        except StoreCorrupt:
            if snapshot is None or snapshot.position.offset <= self._log.size():
                raise
        if snapshot and not fits:
            raise LinesMissing(self.path, snapshot.position.seq, self.seq)

    def _apply(self, lines: Iterable[Fields]) -> None:
        for fields in lines:
            if fields["table"]:
                put(self.tables, fields["table"], fields["id"], fields["after"])

    # -- history

    def events(self) -> Iterator[Event]:
        """All events, format lines included, the first one first, verified.

        Raises:
            StoreCorrupt: A line is damaged.
        """
        return self._log.events()

    def events_back(self) -> Iterator[Event]:
        """All events, format lines included, the last one first."""
        return map(Event.from_line, self._log.lines_back())

    def batch(self, end: Event) -> list[Event]:
        """All events of the batch that ends with this one, in their order."""
        back = dropwhile(lambda event: event.seq > end.seq, self.events_back())
        return list(takewhile(lambda event: event.seq >= end.first, back))[::-1]

    # -- the snapshot

    def next_undo(self, tables: Collection[str] = ()) -> list[Event]:
        """The change that `undo` would take back, as its batch stands; [] when there is none."""
        end = to_undo(ends_back(self._log.lines_back()), tables)
        return [] if end is None else self.batch(end)

    def checkpoint(self) -> bool:
        """Rewrites the snapshot if it is behind; do not call it while a person waits (0.5 s for 100,000 documents).

        A snapshot that cannot be read, or that somebody edited, is set aside first. Every line that the new one knows
        is on the disk, so that a journal that lacks one later has lost it.

        Returns:
            Whether the snapshot is up to date. If the disk is full it is not; `warn` is told, and no decision is lost.
        """
        with self._log.guarded():
            if self.read_only or self._snapshot_seq == self.seq:
                return not self.read_only
            with Bookkeeping(self._warn, f"the snapshot {self._snapshot_path.name} was not written"):
                with self.locked():
                    self._log.sync()
                there = self._snapshot_seq == 0 and self._snapshot_path.exists()
                if there and read_snapshot(self._snapshot_path) is None:
                    self._snapshot_path.rename(free_name(self._snapshot_path, "set-aside"))
                write_snapshot(self._snapshot_path, Snapshot(self.tables, self._log.end), self._mode)
                self._snapshot_seq = self.seq
                return True
            return False

    def close(self) -> None:
        """Closes the file; harmless when it is closed.

        The snapshot is rewritten only when it is so far behind that the next opening would be slow: a script that
        decides one record at a time must not rewrite 100,000 documents each time.
        """
        if self._log.is_open and (self.seq - self._snapshot_seq) * SNAPSHOT_SHARE >= self.seq:
            self.checkpoint()
        self._log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def utc_now() -> str:
    """The time, in UTC, ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def as_read_back(value: Any) -> Any:
    """A value as the journal will give it back: tuples become lists, and no caller can change it."""
    return None if value is None else json.loads(canonical(value))


_BLANK = Event(seq=0, at="", who="", act="", table="", id=0, before=None, after=None)
