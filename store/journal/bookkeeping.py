"""Turns failures after a save (of counts, snapshots, bookmarks) into warnings.

The save is the write to the journal. A person who is told that it failed repeats it, and a repeated undo takes back one
more decision. So a failure of what comes after the write must not look like a failure of the save.
"""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType

from core.errors import TamisError
from store.journal.errors import REMEDIES, NotSaved, StoreBusy

Warn = Callable[[str], object]


def no_warning(text: str) -> None:
    """Ignores a warning."""


class Bookkeeping:
    """A context for work after a save. When the work fails, `warn` is given what was not done, why, and what to do.

    Args:
        warn: Called with the warning.
        undone: What was not done, as a clause ("how far ON is was not noted for the others").
    """

    def __init__(self, warn: Warn, undone: str) -> None:
        self._warn = warn
        self._undone = undone

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if isinstance(error, NotSaved):
            error = error.__cause__ or error  # its own advice, to decide again, would be wrong after a save
        if isinstance(error, OSError):
            remedy = REMEDIES.get(error.errno or 0, "Have it looked at")
            reason = f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}"
            told = f"{self._undone}. {remedy}; repeat nothing ({reason})."
        elif isinstance(error, TamisError):
            advice = "The next command does it." if isinstance(error, NotSaved | StoreBusy) else error.advice
            told = f"{self._undone}: {error.what} ({error.where}). {advice} Repeat nothing."
        else:
            return False
        self._warn(f"all is saved, but {told}")
        return True
