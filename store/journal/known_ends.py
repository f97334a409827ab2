"""Lines that a journal is known to have had, by what somebody stated, saw or remembers."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from typing import Protocol as Interface

from store.journal.files import open_regular
from store.journal.line import START, link_of, read_blocks, read_lines
from store.journal.snapshot import Snapshot


class KnownEnd(NamedTuple):
    """A line that a journal had.

    Attributes:
        seq: Its number.
        link: Its `~`.
        by: Who knows it, in words: "BO saw it on 2026-11-29".
        clock: The clock of the word that says so; 0 where no word does.
    """

    seq: int
    link: str
    by: str
    clock: int = 0


class Memory(Interface):
    """What is known of one journal besides the file."""

    def known(self) -> Iterable[KnownEnd]:
        """The lines that it must have before anything is written to it."""

    def remember(self, seq: int, link: str) -> None:
        """Note how far it goes; what cannot be noted is left."""

    def read(self) -> Snapshot | None:
        """What was read of it a moment ago, so that it need not be read again where no snapshot is there."""


class NoMemory:
    """Knows nothing of any journal."""

    def known(self) -> Iterable[KnownEnd]:
        """None."""
        return ()

    def remember(self, seq: int, link: str) -> None:
        """Notes nothing."""

    def read(self) -> Snapshot | None:
        """Nothing."""
        return None


def lacking(last: int, lines_back: Iterator[bytes], ends: Iterable[KnownEnd]) -> list[KnownEnd]:
    """The known lines that a journal does not hold, the last one first.

    Args:
        last: How many lines it has.
        lines_back: Its lines, the last one first, each without its line feed.
        ends: What is known of it.
    """
    found, seq, link = [], last + 1, ""
    for end in sorted(ends, reverse=True):
        while seq > end.seq:
            seq -= 1
            if seq <= last:
                link = link_of(next(lines_back, b"") + b"\n")
        if end.seq > last or end.link != link:
            found.append(end)
    return found


def missing_in(path: Path, known: Iterable[KnownEnd]) -> tuple[list[KnownEnd], int | None]:
    """The known lines that a journal does not hold, the last one first, and how many lines it has; None without it.

    Raises:
        OSError: It may not be read.
    """
    try:
        with open(open_regular(path, os.O_RDONLY), "rb") as file:
            size = file.seek(0, 2)
            lines = [each[:-1] for each in read_lines(file.fileno(), 0, size) if each.endswith(b"\n")]
    except FileNotFoundError:
        return sorted(known, reverse=True), None
    return lacking(len(lines), reversed(lines), known), len(lines)


def end_in(path: Path) -> tuple[int, str]:
    """How many whole lines a journal has, and the `~` of the last; (0, that before the first) where there is none.

    Raises:
        OSError: It may not be read.
    """
    count, link = 0, START.chain
    with contextlib.suppress(FileNotFoundError), open(open_regular(path, os.O_RDONLY), "rb") as file:
        for block in read_blocks(file.fileno(), 0, file.seek(0, os.SEEK_END)):
            if whole := block.rfind(b"\n") + 1:
                count += block.count(b"\n")
                link = link_of(block[block.rfind(b"\n", 0, whole - 1) + 1 : whole])
    return count, link


def links_in(path: Path) -> list[str]:
    """The `~` of each whole line of a journal; [] where there is none.

    Raises:
        OSError: It may not be read.
    """
    try:
        with open(open_regular(path, os.O_RDONLY), "rb") as file:
            return [link_of(line) for line in file if line.endswith(b"\n")]
    except FileNotFoundError:
        return []
