"""Reads and writes the snapshot of a journal: its state as a file that stock TinyDB opens.

Beside `NAME.jsonl` there is `NAME.json`: one document a line, and as the last table `_meta`, which holds the place in
the journal up to which the snapshot goes, and a hash of its own bytes. A snapshot may be behind. One that somebody
edited is not used. A whole one that does not fit the journal byte for byte means that the journal has lost lines.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from store.journal.errors import StoreCorrupt
from store.journal.files import atomic_write, open_regular, read_regular
from store.journal.line import FORMAT, Document, Position, canonical

Tables = dict[str, dict[str, Document]]

META = "_meta"

_META_START = b'\n"_meta":{'
_META_LONGEST = 1000


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
        data = read_regular(path)
        digest = hashlib.sha256(memoryview(data)[: data.rindex(_META_START) + 1]).hexdigest()
        text = data.decode()
        del data  # a snapshot may be large, and this is when most memory is in use
        tables = json.loads(text)
        meta = tables.pop(META)["1"]
        if meta["format"] != FORMAT or meta["sha256"] != digest:
            return None
        return Snapshot(tables, Position(meta["offset"], meta["seq"], meta["chain"], meta["crc"]))
    except (OSError, StoreCorrupt, ValueError, KeyError, TypeError, RecursionError):
        return None


def place_known(path: Path) -> Position | None:
    """The place that a snapshot goes up to, without reading what it holds; None as for `read_snapshot`."""
    try:
        data = read_regular(path)
        start = data.rindex(_META_START)
        meta = json.loads(b"{" + data[start:])[META]["1"]
        if meta["format"] != FORMAT or meta["sha256"] != hashlib.sha256(memoryview(data)[: start + 1]).hexdigest():
            return None
        return Position(meta["offset"], meta["seq"], meta["chain"], meta["crc"])
    except (OSError, StoreCorrupt, ValueError, KeyError, TypeError, RecursionError):
        return None


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
