"""Writes TinyDB files with one document a line, and reads one document without reading the rest of the file.

Stock TinyDB opens it. The first line names the table, each following line holds one document, and the last line is one
more table, which holds the number and the first byte of each document:

    {"records":{
    "4660":{"title":"…"},
    "22136":{"title":"…"}
    },
    "_index":{"1":{"ids":[4660,22136],"starts":[12,36]}}}
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from store.journal.errors import StoreCorrupt, StoreUnreadable
from store.journal.files import open_regular, whole_file
from store.journal.line import canonical

_INDEX_START = b'\n"_index":'
_raw_decode = json.JSONDecoder().raw_decode
_BLOCK, _PAGE = 1 << 18, 1 << 17
_TOGETHER = 100
_PLACE = 40
"""More bytes than the index needs for one document: its number, its first byte, two commas."""


class WrittenDocuments:
    """A file of documents that is being written, and what was written once it is whole.

    Args:
        file: The file.
        table: The name of the one table in it.

    """

    def __init__(self, file: BinaryIO, table: str) -> None:
        self._file, self._digest = file, hashlib.sha256()
        self._line = b"{%s:{" % canonical(table)
        self._offset, self._ids, self._starts = 0, array("Q"), array("Q")

    @property
    def sha256(self) -> str:
        """The checksum of what was written so far, in hexadecimal."""
        return self._digest.hexdigest()

    def fits(self, number: int, document: bytes, limit: int) -> bool:
        """Whether the file has so many bytes at most with one more document; the first one always fits."""
        size = self._offset + len(self._line) + len(_entry(number, document)) + _PLACE * (len(self._ids) + 2)
        return not self._ids or size <= limit

    def add(self, number: int, document: bytes) -> None:
        """Write one more document, given as JSON; each number once."""
        self._write(self._line + (b",\n" if self._ids else b"\n"))
        self._ids.append(number)
        self._starts.append(self._offset)
        self._line = _entry(number, document)

    def end(self) -> None:
        """Write what stands after the last document."""
        index = {"1": {"ids": self._ids.tolist(), "starts": self._starts.tolist()}}
        self._write(self._line + b"\n},%s%s}\n" % (_INDEX_START, canonical(index)))

    def _write(self, text: bytes) -> None:
        self._file.write(text)
        self._digest.update(text)
        self._offset += len(text)


def _entry(number: int, document: bytes) -> bytes:
    return b'"%d":%s' % (number, document)


@contextlib.contextmanager
def new_documents(path: Path, table: str) -> Iterator[WrittenDocuments]:
    """Writes a read-only file (mode 0444) of the documents that are added meanwhile, whole or not at all.

    Raises:
        OSError: The file could not be written; there is no new file.
    """
    with whole_file(path, 0o444) as file:
        written = WrittenDocuments(file, table)
        yield written
        written.end()


@dataclass(frozen=True, slots=True)
class Page:
    """Consecutive lines of a file, which can be searched without being parsed.

    Attributes:
        path: The file.
        text: The lines, as UTF-8 JSON.
        numbers: The number of each line's document.
        starts: Where each line begins in the file, and where the last one ends.
    """

    path: Path
    text: bytes
    numbers: Sequence[int]
    starts: Sequence[int]

    def line(self, place: int) -> bytes:
        """The line at index `place` of the page, from 0."""
        return self.text[self.starts[place] - self.starts[0] : self.starts[place + 1] - self.starts[0]]

    def lines_with(self, part: bytes) -> Iterator[int]:
        """The indexes of the lines that hold these bytes, from the last to the first.

        Python searches a text backward in two thirds of the time that it takes forward.
        """
        first = self.starts[0]
        at = self.text.rfind(part)
        while at >= 0:
            place = bisect_right(self.starts, first + at) - 1
            yield place
            at = self.text.rfind(part, 0, self.starts[place] - first)


class Documents:
    """The documents of one file. Only their numbers and places are held in memory, 16 bytes each.

    Args:
        path: A file that `new_documents` wrote.

    Attributes:
        ids: Their numbers, in the order of the file.

    Raises:
        StoreCorrupt: The file is not there or is not of this form.
        StoreUnreadable: This user may not read it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._file = open(open_regular(path, os.O_RDONLY), "rb", buffering=0)  # noqa: SIM115 (open as long as the review)
        except PermissionError:
            advice = "Ask its owner for the right to read it."
            raise StoreUnreadable("you may not read this file", where=str(path), advice=advice) from None
        except FileNotFoundError:
            raise self._corrupt("the file is not there") from None
        try:
            start, index = self._read_index()
            self.ids = array("Q", index["ids"])
            self._starts = array("Q", [*index["starts"], start])
            if len(self._starts) != len(self.ids) + 1:
                raise ValueError("a start for each number")
        except (ValueError, KeyError, TypeError, OverflowError):
            raise self._corrupt("its last line, the index, is missing or damaged") from None

    def _read_index(self) -> tuple[int, dict[str, Any]]:
        """(offset at which the table of documents ends, the one document of the table `_index`)."""
        start, tail = os.fstat(self._file.fileno()).st_size, b""
        while (place := tail.find(_INDEX_START)) < 0:
            if start == 0:
                raise ValueError("no index")
            length = min(_BLOCK, start)
            start -= length
            tail = os.pread(self._file.fileno(), length, start) + tail
        return start + place, json.loads(tail[place + len(_INDEX_START) : -2])["1"]

    def _corrupt(self, what: str) -> StoreCorrupt:
        return StoreCorrupt(what, where=str(self.path), advice="Restore the file from a backup.")

    def __len__(self) -> int:
        return len(self.ids)

    def close(self) -> None:
        """Close the file; nothing more can be read of it by place."""
        self._file.close()

    def at(self, place: int) -> dict[str, Any]:
        """The document at that place in the file, counted from 0.

        Raises:
            StoreCorrupt: The line is damaged.
        """
        return self._parsed(self.line(place), place)

    def line(self, place: int) -> bytes:
        """The unparsed line of the document at that place, with the comma and line feed after it."""
        start, stop = self._starts[place], self._starts[place + 1]
        return os.pread(self._file.fileno(), stop - start, start)

    def pages(self) -> Iterator[Page]:
        """All lines in the order of the file, a few hundred a page."""
        place = 0
        while place < len(self):
            start = self._starts[place]
            after = max(bisect_right(self._starts, start + _PAGE) - 1, place + 1)
            text = os.pread(self._file.fileno(), self._starts[after] - start, start)
            yield Page(self.path, text, self.ids[place:after], self._starts[place : after + 1])
            place = after

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """The documents in the order of the file.

        Raises:
            StoreCorrupt: A line is damaged.
        """
        lines = self.lines()
        for first in range(0, len(self), _TOGETHER):
            some = list(islice(lines, _TOGETHER))
            yield from self._parsed_together(some, range(first, first + len(some)))

    def several(self, places: Sequence[int]) -> Iterator[dict[str, Any]]:
        """The documents at some places, which rise; quicker than one by one.

        Raises:
            StoreCorrupt: A line is damaged.
        """
        for first in range(0, len(places), _TOGETHER):
            some = places[first : first + _TOGETHER]
            yield from self._parsed_together(list(map(self.line, some)), some)

    def lines(self) -> Iterator[bytes]:
        """The unparsed lines of the documents, in the order of the file."""
        with open(self.path, "rb", buffering=_BLOCK) as file:
            file.readline()
            yield from islice(file, len(self))

    def _parsed_together(self, lines: list[bytes], places: Sequence[int]) -> Iterable[dict[str, Any]]:
        """The documents of some lines, parsed as one JSON object: twice as fast as line by line."""
        try:
            documents: dict[str, dict[str, Any]] = json.loads(b"{%s}" % b"".join(lines).rstrip(b",\n"))
        except ValueError:
            documents = {}
        if list(documents) == [str(self.ids[place]) for place in places]:
            return documents.values()
        return list(map(self._parsed, lines, places))

    def _parsed(self, line: bytes, place: int) -> dict[str, Any]:
        """The document of a line that may end in a comma and a line feed."""
        head = b'"%d":' % self.ids[place]
        document: dict[str, Any]
        try:
            if not line.startswith(head):
                raise ValueError("it is another document's line")
            text = line.decode()
            document, end = _raw_decode(text, len(head))
            if text[end : end + 1] not in ("", ",", "\n"):
                raise ValueError("more than a document")
        except ValueError:
            raise self._corrupt(f"line {place + 2} is damaged") from None
        return document
