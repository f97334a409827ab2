"""Finds damage in the files of a review, and repairs a damaged journal.

A check changes nothing. A repair first copies everything, keeps the lines up to the first damaged one, and writes all
later ones into a file for people to read: only they can say what a lost line means for the lines after it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from core.errors import TamisError
from store.folder.documents import Documents
from store.journal.errors import LinesMissing, NewerFormat, StoreBusy, StoreCorrupt, StoreReadOnly
from store.journal.files import atomic_write, free_name
from store.journal.journal import Journal
from store.journal.line import (
    FORMAT_ACT,
    START,
    Event,
    Fields,
    Position,
    Replay,
    canonical,
    decode,
    link_of,
    read_lines,
)
from store.journal.lock import acquire, release
from store.journal.snapshot import Tables, put, read_snapshot

_BLOCK = 1 << 20
_TIMEOUT = 2.0


class Problem(NamedTuple):
    """Something wrong: where, what, and what to do about it."""

    where: str
    what: str
    advice: str


class LostLine(NamedTuple):
    """A line that could not be kept.

    Attributes:
        number: Its place in the damaged journal, from 1.
        whole: Whether its checksum fits it and the line before; else it may have been altered.
        event: What it says, or None when it cannot be read.
        text: The line as it stands.
    """

    number: int
    whole: bool
    event: Event | None
    text: str


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


def check_journal(path: Path) -> list[Problem]:
    """Everything that is wrong with a journal and its snapshot; reads all of both and changes nothing.

    Args:
        path: The `.jsonl` file.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        gone = lines_missing(path)
        return [_told(gone)] if gone else []
    except OSError as error:
        return [Problem(str(path), f"it cannot be read: {error.strerror}", "Let somebody check it who may read it.")]
    try:
        return list(_problems(path, descriptor))
    finally:
        os.close(descriptor)


def lines_missing(path: Path) -> LinesMissing | None:
    """The error for a journal that lacks lines its snapshot knows; None when it lacks none or may not be read.

    Args:
        path: The `.jsonl` file. If a line is damaged, more lines may be missing than the error says.
    """
    # The snapshot first, as in `_problems`.
    snapshot = read_snapshot(path.with_suffix(".json"))
    known = snapshot and snapshot.position.seq
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return LinesMissing(path, known, None) if path.with_suffix(".json").exists() else None
    except PermissionError:
        return None
    try:
        size = size_between_writes(path, descriptor)
        if snapshot is None or snapshot.position.is_in(descriptor, size):
            return None
        return LinesMissing(path, known, sum(line.endswith(b"\n") for line in read_lines(descriptor, 0, size)))
    finally:
        os.close(descriptor)


def size_between_writes(path: Path, descriptor: int) -> int:
    """The size of an open journal when nobody is writing to it, if such a moment comes soon."""
    try:
        acquire(descriptor, path, _TIMEOUT, shared=True)
    except StoreBusy:
        return os.fstat(descriptor).st_size
    try:
        return os.fstat(descriptor).st_size
    finally:
        release(descriptor)


def _problems(path: Path, descriptor: int, size: int | None = None) -> Iterator[Problem]:
    """As `check_journal`. With `size`, the caller holds the lock; else the size is taken when nobody writes."""
    # The snapshot first: a live session may replace it by one that goes further than the size read here.
    snapshot_path = path.with_suffix(".json")
    has_snapshot = snapshot_path.exists()
    snapshot = read_snapshot(snapshot_path)
    if size is None:
        size = size_between_writes(path, descriptor)
    tables: Tables = {}
    replay = Replay(descriptor, START, size)
    compared = False
    try:
        for batch in replay:
            for fields in batch.lines:
                yield from _line_problems(path, fields, tables)
                if fields["table"]:
                    put(tables, fields["table"], fields["id"], fields["after"])
            if snapshot and batch.end == snapshot.position:
                compared = True
                if tables != snapshot.tables:
                    yield _snapshot_problem(path, "it does not hold what the journal gives")
    except NewerFormat as error:
        yield Problem(str(path), error.what, error.advice)
        return
    missing = snapshot and not compared and (snapshot.position.offset > size or not replay.damage)
    if replay.torn and not missing:
        yield Problem(
            str(path),
            f"after line {replay.end.seq} something was being written when the writer died; it was never confirmed",
            "Nothing is lost. The next decision sets it aside, and so does `tamis repair`.",
        )
    if replay.damage:
        later = list(_lines_after(descriptor, replay.end, size))[1:]
        whole = sum(line.whole for line in later)
        yield Problem(
            f"{path}, {replay.damage.partition(':')[0]}",
            f"{replay.damage.partition(': ')[2]}; of {len(later)} later lines {whole} are whole",
            "Restore the file from a backup that has these lines, or run `tamis repair`, which shows what they say.",
        )
    if snapshot is None and has_snapshot:
        yield _snapshot_problem(path, "it is damaged, was edited, or is another version's; it is not used")
    elif snapshot and missing:
        yield _told(LinesMissing(path, snapshot.position.seq, replay.end.seq))


def _told(error: TamisError) -> Problem:
    return Problem(error.where, error.what, error.advice)


def _line_problems(path: Path, fields: Fields, tables: Tables) -> Iterator[Problem]:
    where = f"{path}, line {fields['seq']}"
    if fields["seq"] == 1 and fields["act"] != FORMAT_ACT:
        yield Problem(where, "it does not announce the format", "Was the file begun by another program?")
    if fields["table"] and tables.get(fields["table"], {}).get(str(fields["id"])) != fields["before"]:
        yield Problem(
            where,
            "what it replaced is not what the lines before it give",
            "Was the file written by another program? Compare it with a backup.",
        )


def _snapshot_problem(path: Path, what: str) -> Problem:
    advice = f"The journal {path.name} is what counts. Is it whole? Then `tamis repair` writes the snapshot anew."
    return Problem(str(path.with_suffix(".json")), what, advice)


def _lines_after(descriptor: int, start: Position, size: int) -> Iterator[LostLine]:
    """The lines after a place, damaged or not; each is checked against the line before it, whatever that holds."""
    link = start.chain
    for number, line in enumerate(read_lines(descriptor, start.offset, size), start.seq + 1):
        try:
            decode(line, link)
            whole = True
        except ValueError:
            whole = False
        event = None
        with contextlib.suppress(ValueError, KeyError, TypeError):
            event = Event.from_line(line)
        link = link_of(line)
        yield LostLine(number, whole, event, line.decode("utf-8", "replace").rstrip("\n"))


def check_records(path: Path, sha256: str) -> list[Problem]:
    """What is wrong with a file of records, compared with what was written at its import.

    Args:
        path: The file.
        sha256: Its checksum as the import's journal has it, in hexadecimal.
    """
    advice = "Restore it from a backup, or import the source again under another name."
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return [Problem(str(path), "the file is not there", advice)]
    except OSError as error:
        return [Problem(str(path), f"it cannot be read: {error.strerror}", "Let somebody check it who may read it.")]
    if found == sha256:
        return []
    detail = "every line can be read, but not all are as they were"
    try:
        for _ in Documents(path):
            pass
    except TamisError as error:
        detail = error.what
    return [Problem(str(path), f"it is not what the import wrote: {detail}", advice)]


def repair_journal(path: Path, backup_dir: Path) -> Repair:
    """Cuts a damaged journal at its first damaged line, so that it can be used, and makes its snapshot fit.

    Args:
        path: The `.jsonl` file.
        backup_dir: Where the journal and its snapshot are copied first; it is made if need be.

    Raises:
        StoreCorrupt: There is no journal.
        LinesMissing: It has fewer lines than its snapshot knows, or is another journal. A repair would hide that lines
            are missing. Nothing was changed.
        StoreReadOnly: This user may not write it.
        StoreBusy: Another process is writing to it.
        NewerFormat: A later version wrote it.
        OSError: The copies or the file of removed lines cannot be written; nothing was changed.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        advice = "Restore it from a backup."
        error = lines_missing(path) or StoreCorrupt("there is no journal to repair", where=str(path), advice=advice)
        raise error from None
    except PermissionError:
        raise StoreReadOnly("you may not write this file", where=str(path)) from None
    try:
        acquire(descriptor, path, _TIMEOUT)
        repair = _repair(path, descriptor, backup_dir)
    finally:
        os.close(descriptor)
    if repair.copies:
        with Journal(path, who="") as journal:
            journal.checkpoint()
    return repair


def _repair(path: Path, descriptor: int, backup_dir: Path) -> Repair:
    """The repair itself, under the lock; it removes the old snapshot."""
    size = os.fstat(descriptor).st_size
    replay = Replay(descriptor, START, size)
    snapshot = read_snapshot(path.with_suffix(".json"))
    fits = snapshot is None
    for batch in replay:
        fits |= snapshot is not None and batch.end == snapshot.position
    if not any(_problems(path, descriptor, size)):
        return Repair(replay.end.seq, (), None, ())
    aside = tuple(_lines_after(descriptor, replay.end, size))
    if snapshot and not fits and (snapshot.position.offset > size or not replay.damage):
        raise LinesMissing(path, snapshot.position.seq, replay.end.seq)
    snapshot_path = path.with_suffix(".json")
    copies = tuple(_copied(each, backup_dir) for each in (path, snapshot_path) if each.exists())
    aside_file = None
    if aside:
        aside_file = free_name(path, "set-aside")
        atomic_write(aside_file, (canonical(_readable(line)) + b"\n" for line in aside))
    os.ftruncate(descriptor, replay.end.offset)
    os.fsync(descriptor)
    snapshot_path.unlink(missing_ok=True)
    return Repair(replay.end.seq, aside, aside_file, copies)


def _copied(path: Path, folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    copy = free_name(folder / f"{path.parent.name}-{path.name}", "before-repair")
    with path.open("rb") as file:
        atomic_write(copy, iter(lambda: file.read(_BLOCK), b""))
    return copy


def _readable(line: LostLine) -> dict[str, Any]:
    said = {"text": line.text} if line.event is None else {"event": line.event.as_fields()}
    return {"line": line.number, "whole": line.whole, **said}
