"""Goes through the lines of a journal from a place on, and verifies each of them."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from store.journal.errors import NewerFormat
from store.journal.line import DIGITS, FORMAT, FORMAT_ACT, Fields, Position, decode, read_blocks

_raw_decode = json.JSONDecoder().raw_decode
_AFTER_BODY = len(b',"~":""}\n') + DIGITS
"""How many bytes of a line stand after what its `~` is of."""


class Batch(NamedTuple):
    """The events of one commit, as fields, and the place after the last."""

    lines: Sequence[Fields]
    end: Position


class Replay:
    """Iterates over the whole batches of a journal and verifies each line; afterwards it knows how the journal ends.

    Args:
        descriptor: The open journal.
        start: Where to begin.
        size: Where to stop, in bytes.
        fields: The fields of a line that its batch keeps; None for all. An act may have a hundred thousand lines.

    Attributes:
        end: The place after the last whole batch.
        torn: Whether bytes follow `end` that were never confirmed: a line or a batch cut off while it was written.
        damage: What is wrong with the next line, or a later line of its batch, when it is not merely cut off; else "".
    """

    def __init__(self, descriptor: int, start: Position, size: int, fields: Collection[str] | None = None) -> None:
        self._descriptor = descriptor
        self._size = size
        self._fields = fields
        self.end = start
        self.torn = False
        self.damage = ""

    def __iter__(self) -> Iterator[Batch]:
        """The batches in order.

        Raises:
            NewerFormat: A later version wrote the lines from this place on.
        """
        offset, seq, chain, crc = self.end
        pending: list[Fields] = []
        before = whole = 0  # lines of the batch so far, and how many it should have
        for block in read_blocks(self._descriptor, offset, self._size):
            text, at, read, done = _text_of(block), 0, 0, 0
            for line in _lines_of(block):
                try:
                    fields, link, at = _decoded(line, chain, text, at)
                    if fields["seq"] != seq + 1:
                        raise ValueError(f"it is numbered {fields['seq']}")
                    if fields["act"] == FORMAT_ACT and fields["after"]["format"] > FORMAT:
                        raise NewerFormat(
                            f"line {fields['seq']} announces format {fields['after']['format']}; "
                            f"this tamis reads {FORMAT}",
                            advice="Use the version of tamis that wrote it, or a later one.",
                        )
                    place, length = fields.get("batch", (1, 1))
                    if place != before + 1 or (before and length != whole):
                        raise ValueError("it does not continue its batch")
                except (ValueError, KeyError, TypeError) as error:
                    self.torn = _is_cut_off(line, chain)
                    self.damage = "" if self.torn else f"line {seq + 1}: {_explained(error)}"
                    return
                read, seq, chain = read + len(line), seq + 1, link
                before, whole = place, length
                pending.append(fields if self._fields is None else {name: fields[name] for name in self._fields})
                if place == length:
                    crc, done = zlib.crc32(memoryview(block)[done:read], crc), read
                    self.end = Position(offset + read, seq, chain, crc)
                    yield Batch(pending, self.end)
                    pending, before = [], 0
            offset, crc = offset + len(block), zlib.crc32(memoryview(block)[done:], crc)
        self.torn = bool(before)


def _text_of(block: bytes) -> str:
    """The lines as one text, of which each is parsed where it stands; "" where they are none."""
    try:
        return block.decode()
    except ValueError:
        return ""


def _lines_of(block: bytes) -> Iterator[bytes]:
    *lines, rest = block.split(b"\n")
    yield from (line + b"\n" for line in lines)
    if rest:
        yield rest


def _decoded(line: bytes, chain: str, text: str, at: int) -> tuple[Fields, str, int]:
    """As `decode`, and the place of the next line in the text in which this one is at a place."""
    end = text.find("\n", at)
    try:
        fields, stop = _raw_decode(text, at)
        link = hashlib.sha256(b"%b%b}" % (chain.encode(), line[:-_AFTER_BODY])).hexdigest()[:DIGITS]
        if stop == end and line.endswith(b',"~":"%b"}\n' % link.encode()):
            del fields["~"]
            return fields, link, end + 1
    except ValueError:
        pass
    return *decode(line, chain), end + 1  # which says what is wrong with it


def _explained(error: Exception) -> str:
    return str(error) if isinstance(error, ValueError) else "it lacks a field"


def _is_cut_off(line: bytes, chain: str) -> bool:
    """Whether a line that cannot be decoded is only the beginning of one: the last write, never confirmed.

    A confirmed line ends in a line feed. One without it was cut off, unless the line feed itself was altered.
    """
    if line.endswith(b"\n"):
        return False
    try:
        decode(line[:-1] + b"\n", chain)
    except ValueError:
        return True
    return False
