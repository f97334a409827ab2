"""Finds damage in a journal and its snapshot; changes nothing."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from core.words import count, plural
from store.folder.people import ACTS, DECISIONS
from store.journal.errors import LinesMissing, NewerFormat, StoreBusy, StoreCorrupt
from store.journal.files import open_regular
from store.journal.line import FORMAT_ACT, START, Event, Fields, Position, decode, link_of, read_lines
from store.journal.lock import acquire, release
from store.journal.replay import Replay
from store.journal.snapshot import Snapshot, Tables, put, read_snapshot
from store.upkeep.problem import Problem, told

TIMEOUT = 2.0


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


def journal_files(folder: Path) -> list[Path]:
    """Every journal of a review, including one that is missing while its snapshot is there."""
    found = set()
    for pattern in ("people/*", "people/*/*.*"):
        for path in folder.glob(f"{pattern}/*.json*"):
            if path.name in (ACTS, DECISIONS, "acts.json", "decisions.json"):
                found.add(path.with_suffix(".jsonl"))
    return sorted(found)


def check_journal(path: Path, read: Callable[[Snapshot], None] = lambda _: None) -> list[Problem]:
    """Everything that is wrong with a journal and its snapshot; reads all of both and changes nothing.

    Args:
        path: The `.jsonl` file.
        read: Called with what the journal holds, where it is whole and there is no snapshot of it.
    """
    try:
        descriptor = open_regular(path, os.O_RDONLY)
    except FileNotFoundError:
        gone = lines_missing(path)
        return [told(gone)] if gone else []
    except StoreCorrupt as error:
        return [told(error)]
    except OSError as error:
        return [Problem(str(path), f"it cannot be read: {error.strerror}", "Let somebody check it who may read it.")]
    try:
        return list(_problems_of(path, descriptor, read=read))
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
        descriptor = open_regular(path, os.O_RDONLY)
    except (FileNotFoundError, StoreCorrupt):
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
        acquire(descriptor, path, TIMEOUT, shared=True)
    except StoreBusy:
        return os.fstat(descriptor).st_size
    try:
        return os.fstat(descriptor).st_size
    finally:
        release(descriptor)


def _problems_of(
    path: Path, descriptor: int, size: int | None = None, *, read: Callable[[Snapshot], None] = lambda _: None
) -> Iterator[Problem]:
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
                table, number = fields["table"], fields["id"]
                if fields["seq"] == 1 or tables.get(table, {}).get(str(number)) != fields["before"]:
                    yield from _lineproblems_of(path, fields, tables)
                if table:
                    put(tables, table, number, fields["after"])
            if snapshot and batch.end == snapshot.position:
                compared = True
                if tables != snapshot.tables:
                    yield _snapshot_problem(path, "it does not hold what the journal gives")
    except NewerFormat as error:
        yield Problem(str(path), error.what, error.advice)
        return
    if not has_snapshot and not replay.damage:
        read(Snapshot(tables, replay.end))
    missing = snapshot and not compared and (snapshot.position.offset > size or not replay.damage)
    if replay.torn and not missing:
        yield Problem(
            str(path),
            f"after line {replay.end.seq} something was being written when the writer died; it was never confirmed",
            "Nothing is lost. The next decision sets it aside, and so does `tamis repair`.",
        )
    if replay.damage:
        later = list(lines_after(descriptor, replay.end, size))[1:]
        whole = sum(line.whole for line in later)
        those = f"of {count(len(later), 'later line')} {whole:,} {plural(whole, 'is')} whole"
        yield Problem(
            f"{path}, {replay.damage.partition(':')[0]}",
            f"{replay.damage.partition(': ')[2]}; {those if later else 'no line follows it'}",
            "Restore the file from a backup that has these lines, or run `tamis repair`, which shows what they say.",
        )
    if snapshot is None and has_snapshot:
        yield _snapshot_problem(path, "it is damaged, was edited, or is another version's; it is not used")
    elif snapshot and missing:
        yield told(LinesMissing(path, snapshot.position.seq, replay.end.seq))


def _lineproblems_of(path: Path, fields: Fields, tables: Tables) -> Iterator[Problem]:
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


def lines_after(descriptor: int, start: Position, size: int) -> Iterator[LostLine]:
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
