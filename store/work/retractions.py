"""Compares a file of a database of retractions with the records."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from core.plain_file import open_plain
from core.records.record import Flag
from core.retractions.database import NAME, Matching, Retraction, Unreadable, read_database
from store.acts.retractions import say_retractions
from store.folder.review import Review
from store.work.duplicates.search import stored_keys


def compare_retractions(review: Review, path: Path, *, dated: str = "") -> list[Unreadable]:
    """Say which records a file of the Retraction Watch database speaks of.

    Args:
        review: The review.
        path: The file.
        dated: The day of the file; by default that of its last change.

    Returns:
        The rows that cannot be read.

    Raises:
        TamisError: It is no such file. Nothing is written then.
    """
    matching, rows, newest = Matching(stored_keys(review)), 0, ""
    found: list[tuple[str, Flag]] = []
    unreadable: list[Unreadable] = []
    with _opened(path) as (lines, changed):
        for row in read_database(lines, str(path)):
            if isinstance(row, Retraction):
                rows, newest = rows + 1, max(newest, row.flag.on)
                found += [(record, row.flag) for record in matching.records_of(row)]
            else:
                unreadable.append(row)
    with open_plain(path) as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    said = sorted(set(found), key=lambda each: (each[0], each[1].on, each[1]))
    facts = {"database": NAME, "file": path.name, "sha256": sha256, "dated": dated or changed, "newest": newest}
    say_retractions(review, said, rows=rows, **facts)
    return unreadable


@contextmanager
def _opened(path: Path) -> Iterator[tuple[TextIO, str]]:
    """(the lines of a file in UTF-8, or what can be read of them; the day on which it was changed last)."""
    with open_plain(path) as stream:
        changed = datetime.fromtimestamp(os.fstat(stream.fileno()).st_mtime, UTC).date().isoformat()
        yield io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline=""), changed
