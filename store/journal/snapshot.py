"""Reads and writes the snapshot of a journal: its state as a file that stock TinyDB opens.

Beside `NAME.jsonl` there is `NAME.json`: one document a line, and as the last table `_meta`, which holds the place in
the journal up to which the snapshot goes, and a hash of its own bytes. A snapshot may be behind. One that somebody
edited is not used. A whole one that does not fit the journal byte for byte means that the journal has lost lines.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, ItemsView, Iterator, KeysView, Mapping, MutableMapping, ValuesView
from pathlib import Path
from typing import NamedTuple, TypeAlias

from store.journal.errors import StoreCorrupt
from store.journal.files import atomic_write, open_regular
from store.journal.line import FORMAT, Document, Position, canonical
from store.journal.stored_text import Text, sha256_of, text_of

Telling: TypeAlias = "Callable[[dict[str, Document]], dict[str, Document]]"
Tables = dict[str, MutableMapping[str, Document]]

META = "_meta"

_META_START = b'\n"_meta":{'
_META_LONGEST = 1000
_BLOCK = 1 << 17
_FEW = 20
"""How many documents are looked for in the text of a table before all of it is parsed."""


def _as_they_are(documents: dict[str, Document]) -> dict[str, Document]:
    return documents


class StoredTable(MutableMapping[str, Document]):
    """A table as its lines in a snapshot, of which few documents are parsed unless somebody asks for more.

    Args:
        text: A text in which the lines of the table are, each after a line feed.
        span: Where they begin and end there.
        told: Gives of documents, by their numbers as text, what is to be told of each; nothing of those left out.
    """

    def __init__(
        self,
        text: Text,
        span: tuple[int, int],
        told: Telling = _as_they_are,
    ) -> None:
        self._text, self._span, self._told = text, span, told
        self._known: dict[str, Document | None] = {}
        self._all: dict[str, Document] | None = None

    def told(self, told: Telling = _as_they_are) -> StoredTable:
        """A table of what is to be told of the documents of this one, of which all is told."""
        table = StoredTable(self._text, self._span, told)
        known = told({key: each for key, each in self._known.items() if each is not None})
        table._known = {key: known.get(key) for key in self._known}
        if self._all is not None:
            table._all = dict(told(self._all))
        return table

    def keys_with(self, field: str) -> list[str]:
        """The numbers of the documents that have a field."""
        part, found, (at, end) = b'"%s":' % field.encode(), list(self._known), self._span
        while self._all is None and (at := self._text.find(part, at, end)) >= 0:
            start = self._text.rfind(b"\n", 0, at) + 2
            found.append(self._text[start : self._text.find(b'"', start, at)].decode())
            at = self._end_of_line(at)
        return [key for key in dict.fromkeys(found if self._all is None else self._all) if field in self.get(key, {})]

    def _whole(self) -> dict[str, Document]:
        if self._all is None:
            self._all = self._told(json.loads(b"{%s}" % self._text[slice(*self._span)]))
            for key, known in self._known.items():
                if known is not None:
                    self._all[key] = known
                else:
                    self._all.pop(key, None)
            self._text, self._known = b"", {}
        return self._all

    def passing_items(self) -> Iterator[tuple[str, Document]]:
        """As `items`, of which none is kept that was not parsed before: a few at a time are held."""
        if self._all is not None:
            yield from self._all.items()
            return
        changed, (at, end) = dict(self._known), self._span
        while at < end:
            stop = self._end_of_line(min(at + _BLOCK, end))
            every = json.loads(b"{%s}" % self._text[at:stop].rstrip(b","))
            at = stop
            if changed.keys().isdisjoint(every):
                yield from self._told(every).items()
                continue
            told = self._told({key: each for key, each in every.items() if key not in changed})
            for key in every:
                found = changed.pop(key) if key in changed else told.get(key)
                if found is not None:
                    yield key, found
        yield from ((key, each) for key, each in changed.items() if each is not None)

    def _end_of_line(self, at: int) -> int:
        end = self._text.find(b"\n", at, self._span[1])
        return end if end >= 0 else self._span[1]

    def _found(self, key: str) -> Document | None:
        head = b'\n"%s":' % key.encode()
        at = self._text.find(head, *self._span)
        if at < 0:
            return None
        line = self._text[at + len(head) : self._end_of_line(at + 1)]
        return self._told({key: json.loads(line.removesuffix(b","))}).get(key)

    def __getitem__(self, key: str) -> Document:
        if self._all is None and key not in self._known and len(self._known) < _FEW:
            self._known[key] = self._found(key)
        found = self._known[key] if self._all is None and key in self._known else self._whole().get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __setitem__(self, key: str, document: Document) -> None:
        if self._all is not None:
            self._all[key] = document
            return
        if self._known.get(key) is None:
            self._known.pop(key, None)  # it comes after those that were set before, in whatever order they were read
        self._known[key] = document

    def __delitem__(self, key: str) -> None:
        del self._whole()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def __bool__(self) -> bool:
        return next(self.passing_items(), None) is not None

    def keys(self) -> KeysView[str]:
        """As of any mapping; those of the dictionary itself, which are ten times as quick."""
        return self._whole().keys()

    def values(self) -> ValuesView[Document]:
        """As `keys`."""
        return self._whole().values()

    def items(self) -> ItemsView[str, Document]:
        """As `keys`."""
        return self._whole().items()


def keys_with(documents: Mapping[str, Document], field: str) -> list[str]:
    """The numbers of the documents of a table that have a field."""
    if isinstance(documents, StoredTable):
        return documents.keys_with(field)
    return [key for key, each in documents.items() if field in each]


def passing_items(documents: Mapping[str, Document]) -> Iterator[tuple[str, Document]]:
    """The documents of a table with their numbers, for whoever needs each of them once."""
    return documents.passing_items() if isinstance(documents, StoredTable) else iter(documents.items())


def passing(documents: Mapping[str, Document]) -> Iterator[Document]:
    """As `passing_items`, without the numbers."""
    return (each for _, each in passing_items(documents))


class Snapshot(NamedTuple):
    """What a snapshot file holds.

    Attributes:
        tables: Table → document id as text → document.
        position: The place in the journal it goes up to.
    """

    tables: Tables
    position: Position


def put(tables: Tables, table: str, number: int, document: Document | None) -> None:
    """Sets a document or, with None, removes it; a table without documents is removed too."""
    if document is not None:
        tables.setdefault(table, {})[str(number)] = document
    elif table in tables:
        tables[table].pop(str(number), None)
        if not tables[table]:
            del tables[table]


def read_snapshot(path: Path) -> Snapshot | None:
    """The snapshot; None when it is missing, was altered, or is of another version."""
    try:
        text = text_of(path)
        position = _place_in(text)
        return position and Snapshot(_tables_in(text), position)
    except (OSError, StoreCorrupt, ValueError, KeyError, TypeError, RecursionError):
        return None


def place_known(path: Path) -> Position | None:
    """The place that a snapshot goes up to, without reading what it holds; None as for `read_snapshot`."""
    try:
        return _place_in(text_of(path))
    except (OSError, StoreCorrupt, ValueError, KeyError, TypeError, RecursionError):
        return None


def _place_in(text: Text) -> Position | None:
    """The place that a snapshot goes up to; None where it was altered, or is of another version."""
    start = text.rfind(_META_START, 0, len(text))
    meta = json.loads(b"{" + text[max(start, 0) :])[META]["1"]
    if meta["format"] != FORMAT or meta["sha256"] != sha256_of(text, start + 1):
        return None
    return Position(meta["offset"], meta["seq"], meta["chain"], meta["crc"])


def _tables_in(text: Text) -> Tables:
    tables, at, meta = Tables(), len(b"{\n"), _META_START[1:]
    while text[at : at + len(meta)] != meta:
        head = text.find(b":{\n", at, len(text))
        end = text.find(b"\n},\n", head, len(text))
        if head < 0 or end < 0:
            raise ValueError("a table without an end")
        tables[json.loads(text[at:head])] = StoredTable(text, (head + 2, end))
        at = end + len(b"\n},\n")
    return tables


def lines_known(path: Path) -> int:
    """How many lines of the journal a snapshot knows, read from its end alone; 0 when it cannot be told."""
    try:
        with open(open_regular(path, os.O_RDONLY), "rb") as file:
            file.seek(max(0, file.seek(0, 2) - _META_LONGEST))
            end = file.read()
        return int(json.loads(b"{" + end[end.rindex(_META_START) :])[META]["1"]["seq"])
    except (OSError, StoreCorrupt, ValueError, KeyError, TypeError):
        return 0


def write_snapshot(path: Path, snapshot: Snapshot, mode: int) -> None:
    """Replaces the snapshot atomically.

    Raises:
        OSError: The old one is still there, whole.
    """
    atomic_write(path, _chunks(snapshot), mode)


def _chunks(snapshot: Snapshot) -> Iterator[bytes]:
    digest = hashlib.sha256()
    for chunk in _content(snapshot.tables):
        digest.update(chunk)
        yield chunk
    place = snapshot.position._asdict()
    yield b"%s:%s}\n" % (canonical(META), canonical({"1": place | {"format": FORMAT, "sha256": digest.hexdigest()}}))


def _content(tables: Tables) -> Iterator[bytes]:
    """The tables before `_meta`, each document on a line of its own."""
    yield b"{\n"
    for name, documents in tables.items():
        line = b"%s:{\n" % canonical(name)
        for number, document in documents.items():
            yield line
            line = b'"%s":%s,\n' % (number.encode(), canonical(document))
        yield line.removesuffix(b",\n") + b"\n},\n"
