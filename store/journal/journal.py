"""The journal: an append-only file of changes, from which everything else is derived.

Each save keeps this order: take the lock, read what others appended, write once, `fdatasync`, and only then change
memory and return. So a change that was reported as saved is on the disk, and one that failed is neither there nor in
memory.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from store.journal.bookkeeping import Bookkeeping, Warn, no_warning
from store.journal.errors import LinesMissing, StoreReadOnly, UndoConflict
from store.journal.files import free_name
from store.journal.following import FollowedJournal
from store.journal.known_ends import Memory
from store.journal.line import FORMAT, FORMAT_ACT, Document, Event, canonical, encode
from store.journal.logfile import Fault, Unchanged
from store.journal.snapshot import META, Snapshot, put, read_snapshot, write_snapshot
from store.journal.undo import Ends, changes_back, ends_back, made, to_invert, to_redo, to_undo

__all__ = ["Change", "Event", "Journal"]

SNAPSHOT_SHARE = 50
"""The snapshot may lag by one line in so many: reading those costs far less than writing it anew."""
CACHE_LAG = 200_000
"""Bytes that the snapshot of another person's journal may lag besides: reading them costs some milliseconds."""


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


def document_id(*keys: str) -> int:
    """The number of a document for text keys, since TinyDB needs numbers: 60 bits of their SHA-256."""
    return int(hashlib.sha256("\n".join(keys).encode()).hexdigest()[:15], 16)


class Journal(FollowedJournal):
    """An open journal. Several processes and threads may have it open and write to it at once.

    Args:
        path, read_only, timeout, mode, cache, memory, unchanged, fault: As for `FollowedJournal`; it names attributes
            and errors.
        who: The operating system's login, noted with each change.
        version: The version of the protocol, noted with each change.
        salted: Whether each line gets random digits, so that nothing can be told from its `~`.
        now: The clock: the time in UTC as ISO 8601 text.
        warn: Told when the snapshot could not be written.

    Attributes:
        worth_caching: Whether closing it may write what it holds to the cache; True unless somebody knows better.
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
        salted: bool = False,
        cache: Path | None = None,
        memory: Memory | None = None,
        unchanged: Unchanged | None = None,
        now: Callable[[], str] | None = None,
        warn: Warn = no_warning,
        fault: Fault | None = None,
    ) -> None:
        self.who = who
        self.version = version
        self._mode = mode
        self._salted = salted
        self._now = now or utc_now
        self._warn = warn
        self._fits = -1
        self.worth_caching = True
        super().__init__(
            path,
            read_only=read_only,
            timeout=timeout,
            mode=mode,
            cache=cache,
            memory=memory,
            unchanged=unchanged,
            fault=fault,
        )

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

    def undo_batch(
        self, first_seq: int, *, again: bool = False, sure: Callable[[Event], bool] | None = None
    ) -> list[Event]:
        """Takes back one particular change or batch, named by the `seq` of its first event; otherwise as `undo`.

        Args:
            first_seq: The number of its first event.
            again: Whether it is made again instead.
            sure: As for `undo`; asked when it is known that nothing stands against it.

        Raises:
            UndoConflict: Also when there is no such change, or it is taken back (or holds) already.
        """
        with self.locked():
            return self._invert(lambda ends: to_invert(ends, first_seq, again=again), "redo" if again else "undo", sure)

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
                self._refuse_lacking()
            yield

    def _refuse_lacking(self) -> None:
        """Let nothing be written over lines that are known and not there."""
        if self._fits == self.generation:
            return
        if missing := self.lacking(self._memory.known()):
            there = self.seq if self._log.is_open else None
            raise LinesMissing(self.path, missing[0].seq, there, missing[0].by)
        self._fits = self.generation

    def _invert(
        self, find: Callable[[Ends], Event | None], act: str, sure: Callable[[Event], bool] | None = None
    ) -> list[Event]:
        end = find(ends_back(self._log.lines_back()))
        if end is None:
            return []
        batch = self.batch(end)
        for event in batch:
            if self.document(event.table, event.id) != event.after:
                raise UndoConflict(
                    f"document {event.id} of “{event.table}” was changed again after line {event.seq}",
                    where=str(self.path),
                    advice="Take the later change back first, or decide anew.",
                )
        if sure is not None and not sure(made(end, ends_back(self._log.lines_back()))):
            return []
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
            header = [replace(each, salt=self._salt()) for each in header]
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
                salt=self._salt(),
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

    def _salt(self) -> str:
        if not self._salted:
            return ""
        import secrets  # slow to import, and not wanted where nothing is written

        return secrets.token_hex(16)

    # -- the snapshot

    def next_undo(self, tables: Collection[str] = ()) -> Event | None:
        """The last event of the change that `undo` would take back, as it was made; None when there is none."""
        ends = ends_back(self._log.lines_back())
        end = to_undo(ends, tables)
        return end and made(end, ends)

    def next_redo(self) -> Event | None:
        """The last event of the change that `redo` would make again, as it was made; None when there is none."""
        ends = ends_back(self._log.lines_back())
        end = to_redo(ends)
        return end and made(end, ends)

    def changes_back(self) -> Iterator[tuple[Event, bool]]:
        """Each change, the one made last first: its last event as it was made, and whether it holds."""
        return changes_back(ends_back(self._log.lines_back()))

    def changed_at(self, end: Event) -> str:
        """When a change was last made or taken back, in UTC, ISO 8601; the change is known by its last event."""
        return next(each.at for each in ends_back(self._log.lines_back()) if each.change == end.change)

    def checkpoint(self) -> bool:
        """Rewrites the snapshot if it is behind; do not call it while a person waits (0.5 s for 100,000 documents).

        A snapshot that cannot be read, or that somebody edited, is set aside first. Every line that the new one knows
        is on the disk, so that a journal that lacks one later has lost it.

        Returns:
            Whether the snapshot is up to date. If the disk is full it is not; `warn` is told, and no decision is lost.
        """
        with self._log.guarded():
            if self.read_only or self._known.seq == self.seq:
                return not self.read_only
            with Bookkeeping(self._warn, f"the snapshot {self._snapshot_path.name} was not written"):
                with self.locked():
                    self._log.sync()
                there = self._known.seq == 0 and self._snapshot_path.exists()
                if there and read_snapshot(self._snapshot_path) is None:
                    self._snapshot_path.rename(free_name(self._snapshot_path, "set-aside"))
                write_snapshot(self._snapshot_path, Snapshot(self.tables, self._log.end), self._mode)
                self._known = self._log.end
                return True
            return False

    def close(self) -> None:
        """Closes the file; harmless when it is closed.

        The snapshot is rewritten only when it is so far behind that the next opening would be slow: a script that
        decides one record at a time must not rewrite 100,000 documents each time.
        """
        if self._log.is_open and not self.read_only:
            self._memory.remember(self.seq, self._log.end.chain)
        if self._log.is_open and (self.seq - self._known.seq) * SNAPSHOT_SHARE >= self.seq:
            if self._cache is None:
                self.checkpoint()
            elif self.worth_caching and self._log.end.offset - self._known.offset > CACHE_LAG:
                self._write_to_cache(self._cache)
        self._log.close()

    def _write_to_cache(self, path: Path) -> None:
        # Without it the next opening is slower, and nothing else.
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_snapshot(path, Snapshot(self.tables, self._log.end), 0o600)

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
