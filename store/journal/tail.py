"""What was appended to a journal after a place up to which all is known already, without reading that anew."""

from __future__ import annotations

from pathlib import Path

from store.journal.following import FollowedJournal
from store.journal.line import Position
from store.journal.logfile import Unchanged


class OtherFileError(Exception):
    """The file does not begin with the bytes that are known, or not any more."""


class JournalTail(FollowedJournal):
    """A journal that is followed from a place on: `tables` and `refresh` know the lines after it alone.

    Args:
        path: As for `FollowedJournal`.
        since: The place; all bytes before it were verified once.
        timeout: Seconds to wait for another writer.
        unchanged: As for `FollowedJournal`.

    Raises:
        OtherFileError: The file does not begin with what was before that place; also from `refresh`.
        TamisError: As for `FollowedJournal`.
    """

    def __init__(self, path: Path, since: Position, *, timeout: float, unchanged: Unchanged | None = None) -> None:
        self._since = since
        super().__init__(path, read_only=True, timeout=timeout, mode=0, unchanged=unchanged, fault=None)

    def close(self) -> None:
        """Close the file; harmless when it is closed."""
        self._log.close()

    def _start_over(self) -> None:
        self.generation += 1
        if self.generation or not self._log.reaches(self._since):
            raise OtherFileError(str(self.path))
        self._log.end = self._since
