"""Finds the longest copy of a journal that fits what is known of it, and puts it together with what is still whole."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from store.folder.people import PEOPLE
from store.journal.errors import NewerFormat
from store.journal.known_ends import KnownEnd
from store.journal.line import START, decode, link_of, put_right, read_lines
from store.journal.replay import Replay
from store.upkeep.backups.today import places_of_backups

_LONGEST = 4000
"""Bytes of a line in which one altered byte is looked for."""


def copies_of(folder: Path, path: Path) -> list[Path]:
    """The files that may be copies of a file of the review: in its backups, and beside it under another name.

    Backups are looked for in the review folder, and where this account made some.
    """
    below = path.relative_to(folder)
    backups = (each / below for to in places_of_backups(folder) for each in sorted(to.glob("*")))
    found = [each for each in backups if os.path.isfile(each)]  # noqa: PTH113 (another account's may not be entered)
    stem = path.name.partition(".")[0]
    beside = [each for each in path.parent.glob(f"*{stem}*") if each not in (path, path.with_suffix(".json"))]
    if path.parent.parent.name != PEOPLE:  # a person's repair keeps the copies of a batch's journal there
        stem = f"{path.parent.name}-{path.name}"
        beside += path.parent.parent.glob(f"{stem}*")
    return found + sorted(each for each in beside if each.is_file() and not each.is_symlink())


def longest(path: Path, copies: Iterable[Path], ends: Iterable[KnownEnd]) -> tuple[list[bytes], Path | None]:
    """The most lines that a journal can have again.

    Args:
        path: The journal, which may be missing or damaged.
        copies: Files that may be copies of it.
        ends: The lines that it is known to have had.

    Returns:
        (the lines, with line feeds; the copy that they were taken from, or None where no copy has more).
    """
    here, known = _lines(path), list(ends)
    best, source = _grafted(_whole(path), here), None
    anew = not _fits(best, known)  # it was written anew: what fits need not begin as it does
    for each in copies:
        lines = _whole(each)
        vouched = any(0 < end.seq <= len(lines) for end in known)
        begins = anew or vouched or lines[: len(best)] == best[: len(lines)]
        if begins and _fits(lines, known) and (len(lines) > len(best) or (anew and source is None and lines)):
            longer = _grafted(lines, here)
            if _fits(longer, known):
                best, source = longer, each
    return best, source


def _fits(lines: list[bytes], ends: Iterable[KnownEnd]) -> bool:
    return all(link_of(lines[end.seq - 1]) == end.link for end in ends if 0 < end.seq <= len(lines))


def _lines(path: Path) -> list[bytes]:
    try:
        with path.open("rb") as file:
            return list(read_lines(file.fileno(), 0, file.seek(0, os.SEEK_END)))
    except OSError:
        return []


def _whole(path: Path) -> list[bytes]:
    """The lines of a journal up to the first that is damaged, whole acts only."""
    try:
        with path.open("rb") as file:
            replay = Replay(file.fileno(), START, file.seek(0, os.SEEK_END))
            for _ in replay:
                pass
            return list(read_lines(file.fileno(), 0, replay.end.offset))
    except (OSError, NewerFormat):
        return []


def _grafted(lines: list[bytes], here: list[bytes]) -> list[bytes]:
    """A copy's lines, and then those of the journal that follow on them in its chain, whole acts only.

    A line in which one byte was altered is put right: no other line has its `~`.
    """
    grown, act = list(lines), len(lines)
    chain = link_of(lines[-1]) if lines else START.chain
    for place in range(len(lines), len(here)):
        line = here[place] if here[place].endswith(b"\n") else here[place] + b"\n"
        if not _follows(line, chain):
            line = put_right(line, chain) if len(line) <= _LONGEST else b""
        if not line:
            break
        grown.append(line)
        fields, chain = decode(line, chain)
        if fields.get("seq") != place + 1:
            break
        at, length = fields.get("batch", (1, 1))
        act = len(grown) if at == length else act
    return grown[:act]


def _follows(line: bytes, chain: str) -> bool:
    try:
        decode(line, chain)
    except ValueError:
        return False
    return True
