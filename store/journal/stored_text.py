"""The text of a large file that nobody alters in place: what is asked for is read, and nothing else is held."""

from __future__ import annotations

import hashlib
import os
import weakref
from pathlib import Path
from typing import Protocol

from store.journal.files import open_regular

_HELD = 1 << 20
"""Bytes up to which a file is held whole."""
_BLOCK = 1 << 17


class Text(Protocol):
    """What is asked of a text; as of bytes."""

    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> bytes: ...

    def find(self, part: bytes, start: int, end: int, /) -> int:
        """As of bytes."""

    def rfind(self, part: bytes, start: int, end: int, /) -> int:
        """As of bytes."""


class StoredText:
    """The text of an open file, as bytes in so far as they are asked for.

    Args:
        descriptor: The file, which is closed with this.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor, self._size = descriptor, os.fstat(descriptor).st_size
        weakref.finalize(self, os.close, descriptor)

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, part: slice) -> bytes:
        start, end, _ = part.indices(self._size)
        parts = []
        while start < end and (more := os.pread(self._descriptor, end - start, start)):
            parts.append(more)
            start += len(more)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def find(self, part: bytes, start: int, end: int) -> int:
        """The first place of a part that lies between two places; -1 where there is none."""
        end = min(end, self._size)
        while start + len(part) <= end:
            block = self[start : min(start + _BLOCK + len(part), end)]
            if (at := block.find(part)) >= 0:
                return start + at
            start += max(len(block) - len(part), 0) + 1
        return -1

    def rfind(self, part: bytes, start: int, end: int) -> int:
        """The last such place."""
        end = min(end, self._size)
        while start + len(part) <= end:
            first = max(start, end - _BLOCK - len(part))
            if (at := self[first:end].rfind(part)) >= 0:
                return first + at
            end = first + len(part) - 1
        return -1


def text_of(path: Path) -> Text:
    """The text of a file; held whole where it is not large.

    Raises:
        StoreCorrupt, OSError: As `open_regular`.
    """
    text = StoredText(open_regular(path, os.O_RDONLY))
    return text if len(text) > _HELD else text[:]


def sha256_of(text: Text, end: int) -> str:
    """The checksum of a text up to a place, in hexadecimal."""
    digest = hashlib.sha256()
    for start in range(0, end, _BLOCK):
        digest.update(text[start : min(start + _BLOCK, end)])
    return digest.hexdigest()
