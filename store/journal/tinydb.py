"""TinyDB's whole interface, with a journal as its storage.

Each writing call is one durable batch; each reading call sees what other processes wrote. Stock TinyDB parses the whole
file at each call and rewrites it at each write; here a write appends what it changed, and a read uses memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, cast
from typing import Protocol as Interface

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from store.journal.journal import Change, Journal
from store.journal.line import Event
from store.journal.snapshot import Tables, passing_items

Documents = dict[str, dict[str, Any]]


class Written(Interface):
    """What holds the tables: a journal, or several that count as one."""

    @property
    def generation(self) -> int:
        """Grows when the documents must be read anew."""

    @property
    def tables(self) -> Tables:
        """Table → number as text → document."""

    @property
    def seq(self) -> int:
        """Grows with each change."""

    def refresh(self) -> list[Event]:
        """Read what others have written."""

    def locked(self) -> AbstractContextManager[None]:
        """Keep other writers away."""

    def commit(self, changes: Iterable[Change], /) -> list[Event]:
        """Make changes durable, all or none."""

    def close(self) -> None:
        """Close all files."""


class JournalStorage(Storage):
    """TinyDB's storage, on a journal.

    Args:
        path: The `.jsonl` file.
        who: The operating system's login.
        options: As `Journal`.

    Attributes:
        journal: The journal.
    """

    def __init__(self, path: Path | str, *, who: str, **options: Any) -> None:
        self.journal: Written = Journal(Path(path), who=who, **options)

    def read(self) -> dict[str, Any]:
        """The tables. The outer mapping is a copy, since TinyDB removes tables from it."""
        self.journal.refresh()
        return dict(self.journal.tables)

    def write(self, data: Mapping[str, Any]) -> None:
        """Removes the tables that `data` lacks; TinyDB calls it to drop tables.

        Raises:
            TypeError: A table was changed in place, as TinyDB's own `Table` does; it is unknown what changed.
        """
        tables = self.journal.tables
        if any(tables.get(name) is not documents for name, documents in data.items()):
            raise TypeError("a journal is changed through JournalTable, not through TinyDB's own Table")
        dropped = [(name, int(key)) for name in tables if name not in data for key in tables[name]]
        self.journal.commit(Change(name, number, None) for name, number in dropped)

    def close(self) -> None:
        """Closes the journal."""
        self.journal.close()


class JournalTable(Table):
    """TinyDB's table, on a journal. It gives out copies, so that nobody changes what is stored by changing a result.

    It overrides `Table._update_table`, through which TinyDB makes every change of a table; a contract test watches over
    that private method.
    """

    _storage: JournalStorage
    _state: tuple[int, int] | None = None

    @property
    def _journal(self) -> Written:
        return self._storage.journal

    def _notice_changes(self) -> None:
        """Clears TinyDB's cache of queries and its next number if the contents have changed."""
        self._journal.refresh()
        state = (self._journal.generation, self._journal.seq)
        if state != self._state:
            self.clear_cache()
            self._next_id = None
            self._state = state

    def _update_table(self, updater: Callable[[dict[int, Any]], None]) -> None:
        with self._journal.locked():
            self._notice_changes()
            changes = _Changes(self._journal.tables.get(self.name, {}))
            updater(cast(dict[int, Any], changes))
            self._journal.commit(changes.as_changes(self.name))
            self.clear_cache()
            self._state = (self._journal.generation, self._journal.seq)

    def insert(self, document: Mapping[str, Any]) -> int:
        """As TinyDB; no two processes give out the same number."""
        with self._journal.locked():
            self._notice_changes()
            return super().insert(document)

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """As TinyDB; no other process comes between the update and the insertion."""
        with self._journal.locked():
            return super().upsert(document, cond)

    def search(self, cond: QueryLike) -> list[Document]:
        """As TinyDB."""
        self._notice_changes()
        return [_own(document) for document in super().search(cond)]

    def get(self, *args: Any, **kwargs: Any) -> Any:
        """As TinyDB."""
        found = super().get(*args, **kwargs)
        if isinstance(found, list):
            return [_own(document) for document in found]
        return found and _own(found)

    def all(self) -> list[Document]:
        """As TinyDB."""
        return list(map(_own, super().__iter__()))

    def __iter__(self) -> Iterator[Document]:
        """As TinyDB; a few documents at a time are held of a table that nobody has read before."""
        for number, document in passing_items(self._storage.read().get(self.name, {})):
            yield _own(Document(document, int(number)))


class JournalDB(TinyDB):
    """TinyDB, on a journal.

    Args:
        path: The `.jsonl` file.
        who: The operating system's login.
        options: As `Journal`.
    """

    table_class = JournalTable
    default_storage_class = JournalStorage  # type: ignore[assignment]  # TinyDB means any Storage

    @property
    def journal(self) -> Journal:
        """The journal: its events, undo and redo."""
        return cast(Journal, cast(JournalStorage, self.storage).journal)

    def drop_table(self, name: str) -> None:
        """As TinyDB, as one batch; can be undone."""
        with self.journal.locked():
            super().drop_table(name)

    def drop_tables(self) -> None:
        """As TinyDB, as one batch; can be undone."""
        with self.journal.locked():
            super().drop_tables()


class _Changes(MutableMapping[int, Any]):
    """The table as TinyDB's functions see it: copies a stored document when it is accessed, and notes the changes."""

    def __init__(self, stored: Mapping[str, Any]) -> None:
        self._stored = stored
        self._touched: dict[int, Any] = {}
        self._removed: set[int] = set()

    def _is_stored(self, number: object) -> bool:
        return number not in self._removed and str(number) in self._stored

    def __contains__(self, number: object) -> bool:
        return number in self._touched or self._is_stored(number)

    def __getitem__(self, number: int) -> Any:
        if number not in self._touched:
            if not self._is_stored(number):
                raise KeyError(number)
            self._touched[number] = _copied(self._stored[str(number)])
        return self._touched[number]

    def __setitem__(self, number: int, document: Any) -> None:
        self._touched[number] = document
        self._removed.discard(number)

    def __delitem__(self, number: int) -> None:
        if number not in self:
            raise KeyError(number)
        self._touched.pop(number, None)
        self._removed.add(number)

    def __iter__(self) -> Iterator[int]:
        stored = [number for number in map(int, self._stored) if number not in self._removed]
        known = set(stored)
        return iter(stored + [number for number in self._touched if number not in known])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        self._touched.clear()
        self._removed.update(map(int, self._stored))

    def as_changes(self, table: str) -> Iterator[Change]:
        """The changes to commit, without documents that were accessed but not altered."""
        for number in sorted(self._removed):
            yield Change(table, number, None)
        for number, document in self._touched.items():
            if document != self._stored.get(str(number)):
                yield Change(table, number, document)


def _own(document: Document) -> Document:
    return Document(_copied(document), document.doc_id)


def _copied(value: Any) -> Any:
    """A copy of a JSON value that shares nothing with it."""
    if isinstance(value, dict):
        return {key: each if type(each) is str else _copied(each) for key, each in value.items()}
    if isinstance(value, list):  # of 20,000 ids, it may be
        return [each if type(each) is str else _copied(each) for each in value]
    return value
