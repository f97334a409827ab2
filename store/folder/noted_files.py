"""Which journals an account has read to which place, so that they are not read again while nothing has touched them.

The system changes a file's `ctime` at each change of its bytes, its times or its mode, and no account but root can set
it back. So a file of which device, inode, size, `mtime` and `ctime` are those noted holds what was read then. A change
may follow so soon that the clock of the file system has not moved on: a file that was changed less than `SAFE` before
it was read is not noted (git's rule for files that are "racily clean").
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from store.folder.cache import Cache
from store.journal.line import Position, canonical

SAFE = 3_000_000_000
"""Nanoseconds; the coarsest file systems count time in steps of two seconds."""
NAME = "files"
Noted = dict[str, tuple[list[int], dict[str, int]]]
"""File → (what the system says of it, place in bytes → CRC-32 of all bytes before it)."""


class NotedFiles:
    """The notes of one account on the files of a review; see `store.journal.logfile.Unchanged`.

    Args:
        cache: The account's cache of the review.
        used: Whether the times of the file system can be relied on: not on a network drive.
    """

    def __init__(self, cache: Cache, *, used: bool) -> None:
        self._cache, self._used = cache, used
        self._noted: Noted | None = None if used else {}
        self._behind = False

    def holds(self, path: Path, status: os.stat_result, position: Position) -> bool:
        """Whether the file is as it was when it was found to begin with all bytes before the place."""
        known, places = self._all().get(str(path), ([], {}))
        return known == _said(status) and places.get(str(position.offset)) == position.crc

    def note(self, path: Path, status: os.stat_result, position: Position, before: int) -> None:
        """Note that it does, unless it was changed just before it was read."""
        if not self._used or max(status.st_mtime_ns, status.st_ctime_ns) + SAFE > before:
            return
        noted, now = self._all(), _said(status)
        known, places = noted.get(str(path), (now, {}))
        noted[str(path)] = (now, {**(places if known == now else {}), str(position.offset): position.crc})
        self._behind = True

    def keep(self) -> None:
        """Write down what was noted, if anything was; where it cannot be, the files are read again."""
        if self._behind:
            self._cache.keep(NAME, NAME, canonical(self._all()))
            self._behind = False

    def _all(self) -> Noted:
        if self._noted is None:
            kept = json.loads(self._cache.get(NAME, NAME) or b"{}")
            self._noted = {path: (known, places) for path, (known, places) in kept.items()}
        return self._noted


def _said(status: os.stat_result) -> list[int]:
    return [status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns]
