"""What everybody has said for all to see as one TinyDB database; a table's documents are those that count."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from tinydb import TinyDB

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
        return self._review.say(changes, act="edit")

    def close(self) -> None:
        """The review closes its journals."""


class _Storage(JournalStorage):
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
