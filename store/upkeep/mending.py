"""Mends a journal: first copies everything, then puts the lines in its place that it can have again.

What is cut off is written into a file for people to read: only they can say what a lost line means for those after it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from store.folder.review import FILE_MODE
from store.journal.files import atomic_write, free_name, make_dir, open_or_create
from store.journal.journal import Journal
from store.journal.line import START, canonical
from store.journal.lock import acquire
from store.upkeep.damage import TIMEOUT, LostLine, lines_after

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Repair:
    """What a repair did.

    Attributes:
        kept: How many lines the journal has now.
        aside: The lines that were removed from it.
        aside_file: The file of the removed lines, for people to read; None when there were none.
        copies: The copies of the files as they were.
    """

    kept: int
    aside: tuple[LostLine, ...]
    aside_file: Path | None
    copies: tuple[Path, ...]


def write_snapshot_of(path: Path) -> None:
    """Write the snapshot of a whole journal."""
    with Journal(path, who="", mode=stat.S_IMODE(path.stat().st_mode)) as journal:
        journal.checkpoint()


def put_in_its_place(path: Path, lines: Sequence[bytes], backup_dir: Path) -> Repair:
    """Puts lines in the place of a journal that lacks some or is damaged, and makes its snapshot fit.

    Args:
        path: The `.jsonl` file, which may be missing.
        lines: All lines that it is to have.
        backup_dir: Where the journal and its snapshot are copied first; it is made if need be.

    Returns:
        The repair; set aside is what they do not hold.

    Raises:
        StoreBusy: Another process is writing to it.
        StoreReadOnly: This user may not write it.
        OSError: The files cannot be written.
    """
    if not path.parent.exists():
        make_dir(path.parent, 0o700)
    descriptor = open_or_create(path, os.O_RDWR, FILE_MODE)
    try:
        acquire(descriptor, path, TIMEOUT)
        aside = left_out(path, lines)
        copies = _copies(path, backup_dir)
        aside_file = _set_aside(path, aside)
        path.with_suffix(".json").unlink(missing_ok=True)
        atomic_write(path, lines, stat.S_IMODE(path.stat().st_mode))
    finally:
        os.close(descriptor)
    write_snapshot_of(path)
    return Repair(len(lines), aside, aside_file, copies)


def left_out(path: Path, lines: Sequence[bytes]) -> tuple[LostLine, ...]:
    """The lines of a journal that are not among others, damaged ones that stand whole among these left out."""
    if not path.exists():
        return ()
    texts = [line.decode("utf-8", "replace") for line in lines]
    held = set(texts)
    with path.open("rb") as file:
        there = lines_after(file.fileno(), START, os.fstat(file.fileno()).st_size)
        return tuple(each for each in there if f"{each.text}\n" not in held and not _stands_whole(each, texts))


def _stands_whole(line: LostLine, lines: Sequence[str]) -> bool:
    """Whether a damaged line is whole at its place among others: what it says is the same, or its `~` is."""
    if line.whole or line.number > len(lines):
        return False
    text, whole = f"{line.text}\n", lines[line.number - 1]
    link = whole.rindex(',"~":') - len(whole)
    return text[:link] == whole[:link] or text[link:] == whole[link:]


def _copies(path: Path, folder: Path) -> tuple[Path, ...]:
    return tuple(copied(each, folder) for each in (path, path.with_suffix(".json")) if each.exists())


def _set_aside(path: Path, lines: Sequence[LostLine]) -> Path | None:
    if not lines:
        return None
    aside_file = free_name(path, "set-aside")
    atomic_write(aside_file, (canonical(_readable(line)) + b"\n" for line in lines))
    return aside_file


def copied(path: Path, folder: Path) -> Path:
    """Copies a file into a folder before it is changed; gives the copy."""
    make_dir(folder, 0o700)
    copy = free_name(folder / f"{path.parent.name}-{path.name}", "before-repair")
    with path.open("rb") as file:
        atomic_write(copy, iter(lambda: file.read(_BLOCK), b""))
    return copy


def _readable(line: LostLine) -> dict[str, Any]:
    said = {"text": line.text} if line.event is None else {"event": line.event.as_fields()}
    return {"line": line.number, "whole": line.whole, **said}
