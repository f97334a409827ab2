"""Writes changes as lines of a journal, each with a checksum of all lines before it, and reads them back verified.

A journal is a text file. Line N holds event N as JSON with sorted keys, and ends in `"~"`, the first 32 hexadecimal
digits of SHA-256(the `~` of line N-1 + this line without its `~`). A lost, inserted, reordered or altered line breaks
the chain from there on. This detects accidents; it does not stop a forger who recomputes the chain.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import ne
from pathlib import Path
from typing import Any, NamedTuple

FORMAT = 1
"""The format this version writes. A line of the act "format" announces the format of the lines after it.

A later format is announced by one more such line in the same journal, never by editing old lines: old lines keep their
shape for ever, and the reader of the new format learns to read them.
"""
FORMAT_ACT = "format"
MOVED_ACT = "moved"
"""The act of saying again in one journal what another one holds; no undo takes it back."""
DIGITS = 32
"""How many hexadecimal digits `~` has."""
_LINK_END = -len(b'"}\n')
_LINK_START = _LINK_END - DIGITS
_BODY_END = _LINK_START - len(b',"~":"')
_BYTES = [bytes((each,)) for each in range(256)]

Document = dict[str, Any]
Fields = dict[str, Any]

_ENCODER = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":"), sort_keys=True, allow_nan=False
)
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Event:
    """One change of one document, as the journal keeps it for ever.

    Attributes:
        seq: Counted from 1; also the number of the line in the journal.
        at: When, in UTC, ISO 8601 with milliseconds and "Z". Clocks go wrong: order by `seq`, never by `at`.
        who: The login of the operating system's user.
        act: "edit", "undo", "redo", a caller's word, or "format" for a line that announces the format.
        table: The table of the document; "" for "format".
        id: The document's number in its table.
        before: The document before the change, or None when there was none. Not to be altered.
        after: The document after the change, or None when it was removed. Not to be altered.
        note: Why, in the person's words.
        spent: Milliseconds the person spent on it; in a batch only on its first event.
        version: The version of the protocol under which it was made.
        batch: (place from 1, length) when several changes were made at once.
        undoes: The `seq` of the first event of the batch that this one takes back.
        redoes: The `seq` of the first event of the batch that this one makes again.
        salt: 32 random hexadecimal digits in a journal whose lines nobody must guess from their `~`.
    """

    seq: int
    at: str
    who: str
    act: str
    table: str
    id: int
    before: Document | None
    after: Document | None
    note: str = ""
    spent: int | None = None
    version: str = ""
    batch: tuple[int, int] | None = None
    undoes: int | None = None
    redoes: int | None = None
    salt: str = ""

    @property
    def first(self) -> int:
        """The `seq` of the first event of its batch."""
        return self.seq - (self.batch[0] - 1 if self.batch else 0)

    @property
    def change(self) -> int:
        """The `seq` of the first event of the change that this event belongs to, takes back or makes again."""
        return self.undoes or self.redoes or self.first

    def as_fields(self) -> Fields:
        """The line as JSON has it, without the optional fields that are empty."""
        fields: Fields = {name: getattr(self, name) for name in _REQUIRED}
        for name in _OPTIONAL:
            if (value := getattr(self, name)) not in ("", None):
                fields[name] = value
        return fields

    @classmethod
    def from_fields(cls, fields: Fields) -> Event:
        """The inverse of `as_fields`; unknown fields are ignored."""
        values = {name: fields[name] for name in _REQUIRED}
        values.update((name, fields[name]) for name in _OPTIONAL if name in fields)
        if "batch" in values:
            values["batch"] = tuple(values["batch"])
        return cls(**values)

    @classmethod
    def from_line(cls, line: bytes) -> Event:
        """The event of a line that was verified before, with or without its line feed."""
        return cls.from_fields(json.loads(line))


_REQUIRED = ("seq", "at", "who", "act", "table", "id", "before", "after")
_OPTIONAL = ("note", "spent", "version", "batch", "undoes", "redoes", "salt")


class Position(NamedTuple):
    """A place between two lines of a journal, with what is needed to read or write on from there.

    Attributes:
        offset: Bytes before it.
        seq: Lines before it.
        chain: The `~` of the line before it.
        crc: The CRC-32 of all bytes before it.
    """

    offset: int = 0
    seq: int = 0
    chain: str = "0" * DIGITS
    crc: int = 0

    def after(self, lines: bytes, seq: int, chain: str) -> Position:
        """The place after these lines, the last of which has the number `seq` and the `~` `chain`."""
        return Position(self.offset + len(lines), seq, chain, zlib.crc32(lines, self.crc))

    def is_in(self, descriptor: int, size: int) -> bool:
        """Whether the open journal, `size` bytes long, still begins with all bytes before this place."""
        return self.offset <= size and crc_of(descriptor, self.offset) == self.crc


START = Position()


def canonical(value: Any) -> bytes:
    """JSON with sorted keys, without spaces, in UTF-8.

    A lone surrogate, which UTF-8 cannot hold, becomes its JSON escape. Own code, since rfc8785 0.1 and canonicaljson
    2.0 refuse such a text, and rfc8785 refuses whole numbers above 2**53 and writes 1.0 as 1, which is another value.

    Raises:
        TypeError: Something in it has no JSON form.
        ValueError: It holds NaN or an infinity.
    """
    return _ENCODER.encode(value).encode("utf-8", "backslashreplace")


def encode(event: Event, chain: str) -> tuple[bytes, str]:
    """The line of an event and its `~`, given the `~` of the line before."""
    return _with_link(canonical(event.as_fields()), chain)


def decode(line: bytes, chain: str) -> tuple[Fields, str]:
    """The fields of a line and its `~`.

    Raises:
        ValueError: It is not a whole line, or not the line after the one that ends in `chain`.
    """
    if line[_BODY_END:_LINK_START] != b',"~":"' or line[_LINK_END:] != b'"}\n':
        raise ValueError("it is not a whole line of a journal")
    body = line[:_BODY_END] + b"}"
    link = _link(chain, body)
    if link.encode() != line[_LINK_START:_LINK_END]:
        raise ValueError("its checksum does not fit it and the line before")
    fields: Fields = json.loads(body.decode())
    return fields, link


def put_right(line: bytes, chain: str) -> bytes:
    """The line after the one that ends in `chain`, of which one byte was altered; b"" where that is not what happened.

    That it was this byte, 128 bits of its `~` vouch for: no other line has it.
    """
    body, link = line[:_BODY_END], link_of(line)
    framed, _ = _with_link(body + b"}", chain)
    if len(framed) == len(line) and sum(map(ne, framed, line)) == 1:
        return framed  # it was in the `~`, or beside it
    if b'%s,"~":"%s"}\n' % (body, link.encode()) != line:
        return b""
    for place in range(len(body)):
        before, after = hashlib.sha256(chain.encode() + body[:place]), body[place + 1 :] + b"}"
        for byte in _BYTES:
            tried = before.copy()
            tried.update(byte + after)
            if tried.hexdigest().startswith(link):
                return body[:place] + byte + line[place + 1 :]
    return b""


def link_of(line: bytes) -> str:
    """The `~` of a line, whatever it is worth."""
    return line[_LINK_START:_LINK_END].decode("ascii", "replace")


def _with_link(body: bytes, chain: str) -> tuple[bytes, str]:
    link = _link(chain, body)
    return b'%s,"~":"%s"}\n' % (body[:-1], link.encode()), link


def _link(chain: str, body: bytes) -> str:
    return hashlib.sha256(chain.encode() + body).hexdigest()[:DIGITS]


def read_lines(descriptor: int, start: int, stop: int) -> Iterator[bytes]:
    """The lines between two offsets, each with its line feed; the last may lack it."""
    rest = b""
    while start < stop:
        block = os.pread(descriptor, min(_BLOCK, stop - start), start)
        if not block:
            break
        start += len(block)
        lines = (rest + block).split(b"\n")
        rest = lines.pop()
        for line in lines:
            yield line + b"\n"
    if rest:
        yield rest


def read_blocks(descriptor: int, start: int, stop: int) -> Iterator[bytes]:
    """As `read_lines`, many lines at once."""
    rest = b""
    while start < stop and (block := os.pread(descriptor, min(_BLOCK, stop - start), start)):
        start += len(block)
        whole = block.rfind(b"\n") + 1
        if whole:
            yield rest + block[:whole]
            rest = b""
        rest += block[whole:]
    if rest:
        yield rest


def lines_holding(lines: bytes, words: Iterable[bytes]) -> Iterator[bytes]:
    """Those of many lines, in their order, that hold one of these words; all are searched at once, not each by itself.

    Args:
        lines: The lines, each with its line feed but the last, perhaps.
        words: The words, none with a line feed.
    """
    starts = set[int]()
    for word in words:
        at = lines.find(word)
        while at >= 0:
            starts.add(lines.rfind(b"\n", 0, at) + 1)
            end = lines.find(b"\n", at)
            at = lines.find(word, end) if end >= 0 else -1
    for start in sorted(starts):
        yield lines[start : (lines.find(b"\n", start) + 1) or None]


def read_lines_back(descriptor: int, stop: int) -> Iterator[bytes]:
    """The whole lines before an offset, the last one first, without their line feeds."""
    rest: list[bytes] = []  # of the line that begins further back, its last part first
    while stop > 0:
        start = max(0, stop - _BLOCK // 16)
        first, *lines = os.pread(descriptor, stop - start, start).split(b"\n")
        stop = start
        if lines:
            lines[-1] += b"".join(reversed(rest))
            rest = []
            yield from (line for line in reversed(lines) if line)
        rest.append(first)
    if last := b"".join(reversed(rest)):
        yield last


def last_line(path: Path) -> tuple[int, str]:
    """The number of the last whole line of a journal, and its `~`.

    Raises:
        OSError: It cannot be read.
        ValueError: It has no such line, or one that is damaged.
        KeyError: The line is of no journal.
    """
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        line = next((each for each in read_lines_back(file.fileno(), size) if each.endswith(b'"}')), b"")
    return json.loads(line)["seq"], link_of(line + b"\n")


def end_of(lines: bytes) -> Position | None:
    """The place after the lines of a journal by what its last line says; None where that is no end of a batch."""
    last = lines[lines.rfind(b"\n", 0, -1) + 1 :]
    try:
        fields = Event.from_line(last)
        place, length = fields.batch or (1, 1)
        return START.after(lines, fields.seq, link_of(last)) if last.endswith(b'"}\n') and place == length else None
    except (ValueError, KeyError, TypeError):
        return None


def crc_of(descriptor: int, stop: int) -> int:
    """The CRC-32 of the first `stop` bytes."""
    crc = position = 0
    while position < stop and (block := os.pread(descriptor, min(_BLOCK, stop - position), position)):
        crc = zlib.crc32(block, crc)
        position += len(block)
    return crc
