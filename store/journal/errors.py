"""The errors of reading and writing a review; every message says what to do next."""

from __future__ import annotations

import errno
from pathlib import Path

# ruff: noqa: N818  (the names say what happened, without the word Error)
from core.errors import TamisError
from core.words import plural

LONGER_COPY = (
    "Nothing is written to it. Restore it from a backup that has these lines; `tamis repair` takes one from the folder "
    "backups. If there is none, `tamis repair --accept-loss WHY` goes on with what is left."
)


class StoreBusy(TamisError):
    """Another process holds the file and did not let go in time; nothing was changed."""


class NotSaved(TamisError):
    """The change is not on disk and not in memory: the screen must not move on."""


class PlanChanged(TamisError):
    """The plan is another one than the program goes by; nothing was said under the old one."""


class StoreCorrupt(TamisError):
    """A file does not hold what was written to it; tamis leaves it as it is."""


class LinesMissing(StoreCorrupt):
    """A journal lacks lines that are known: it is not written to, and where its own snapshot knows them not counted.

    Args:
        path: The journal.
        known: How many lines are known; None when the snapshot that knew them cannot be read.
        there: How many lines the journal has; None when there is no file.
        by: Who or what knows them; by default its snapshot.
    """

    def __init__(self, path: Path, known: int | None, there: int | None, by: str = "") -> None:
        by = by or path.with_suffix(".json").name
        lines = f"{known:,} {plural(known, 'is')} known ({by})" if known is not None else f"{by} is still there"
        if there is None:
            what = f"the journal is gone, all its lines are missing: {lines}"
        elif there < (known or 0):
            what = f"lines are missing: {lines}, {there:,} {plural(there, 'is')} there"
        else:
            they = "the one that is there is" if there == 1 else f"the {there:,} that are there are"
            what = f"lines are missing: {lines}; {they} another journal's"
        super().__init__(what, where=str(path), advice=LONGER_COPY)


class StoreReadOnly(TamisError):
    """The file was opened for reading, or this user may not write it."""


class UndoConflict(TamisError):
    """A document was changed again since, so taking the earlier change back would undo more than was asked."""


class NewerFormat(TamisError):
    """A later version of tamis wrote this file."""


class UnsafeFilesystem(TamisError):
    """The folder lies on a file system where locks and syncs between hosts cannot be trusted."""


class StoreUnreadable(TamisError):
    """This user may not read the file."""


REMEDIES = {
    errno.ENOSPC: "Make room on the disk",
    errno.EDQUOT: "Make room in your share of the disk, which is used up",
    errno.EACCES: "Ask the review's owner for the right to write there",
    errno.EPERM: "Ask the review's owner for the right to write there",
    errno.EROFS: "Have the disk made writable again",
}
"""What to do when the system refuses a write within a review, by the number of its error."""
