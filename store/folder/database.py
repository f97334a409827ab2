"""What everybody has said for all to see as one TinyDB database; a table's documents are those that count."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from tinydb import TinyDB
from tinydb.table import Document

from store.journal.journal import Change
from store.journal.line import Event
from store.journal.snapshot import Tables
from store.journal.tinydb import JournalStorage, JournalTable

if TYPE_CHECKING:
    from store.folder.review import Review


class _Words:
    """The union of everybody's words, as TinyDB's storage needs a journal: what is written is said in one's own name.

    Reading reads no file: so all that is derived at one moment is derived from the same words.
    """

    def __init__(self, review: Review) -> None:
        self._review = review
        self._gathered: list[Change] | None = None

    @property
    def tables(self) -> Tables:
        return self._review.acts.tables

    @property
    def generation(self) -> int:
        return self._review.acts.generation

    @property
    def seq(self) -> int:
        return self._review.acts.changes

    def refresh(self) -> list[Event]:
        return []

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        with self._review.saying():
            yield

    def commit(self, changes: Iterable[Change]) -> list[Event]:
        if self._gathered is None:
            return self._review.acts.commit(self._review.who, changes, act="edit")
        self._gathered += changes
        return []

    @contextlib.contextmanager
    def one_act(self) -> Iterator[list[Change]]:
        """Gathers what is written to tables meanwhile, to be said at once."""
        gathered: list[Change] = []
        self._gathered = gathered
        try:
            yield gathered
        finally:
            self._gathered = None

    def close(self) -> None:
        """The review closes its journals."""


class _Storage(JournalStorage):
    journal: _Words

    def __init__(self, review: Review) -> None:
        self.journal = _Words(review)


class Database(TinyDB):
    """TinyDB, on the words of everybody in a review.

    Args:
        review: The review.
    """

    table_class = JournalTable
    default_storage_class = _Storage  # type: ignore[assignment]  # TinyDB means any Storage

    def table(self, name: str, **kwargs: object) -> JournalTable:
        """As TinyDB."""
        return cast(JournalTable, super().table(name, **kwargs))

    def write(self, changes: Iterable[Change]) -> list[Change]:
        """Put whole documents into tables, or remove them; gives what changes by that, to be said as one act."""
        with cast(_Storage, self.storage).journal.one_act() as changed:
            for name, number, document in changes:
                table = self.table(name)
                if document is None:
                    table.remove(doc_ids=[number] if table.contains(doc_id=number) else [])
                elif table.contains(doc_id=number):
                    table.update(partial(_put, document), doc_ids=[number])
                else:
                    table.insert(Document(document, number))
        return changed


def _put(document: Mapping[str, Any], stored: dict[str, Any]) -> None:
    """Put a whole document in the place of a stored one; TinyDB by itself would add its fields."""
    stored.clear()
    stored.update(document)
