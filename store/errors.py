"""What can go wrong between a person's decision and the disk; every message says what to do next."""

from __future__ import annotations

# ruff: noqa: N818  (the names say what happened, as people read them)
from core.errors import TamisError


class StoreBusy(TamisError):
    """Another process holds the file and did not let go in time; nothing was changed."""


class NotSaved(TamisError):
    """The change is not on disk and not in memory: the screen must not move on."""


class StoreCorrupt(TamisError):
    """A file does not hold what was written to it; it is left as it is and not written to."""


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
