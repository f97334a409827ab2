"""What goes wrong by the user's hand: every message says where, what was expected and what to do."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

_ADVICE = {
    errno.ENOENT: "Look at how the name is spelt; a folder that is not there is not made for you.",
    errno.EACCES: "Ask whoever owns it for the right to it, or name another place.",
    errno.EEXIST: "Something else stands there: name another place.",
    errno.ENOTDIR: "A file stands where a folder must be: name another place.",
    errno.ENOSPC: "Make room, or name another place.",
}


class TamisError(Exception):
    """Wrong use or bad input. The command line prints it and exits with 2.

    Attributes:
        where: The file, line, field, stage or record concerned ("protocol.toml, line 12, stage.kind"); may be empty.
        what: What was found and what was expected.
        advice: What to do next; may be empty.
    """

    def __init__(self, what: str, *, where: str = "", advice: str = "") -> None:
        self.where = where
        self.what = what
        self.advice = advice
        super().__init__(what)

    def __str__(self) -> str:
        message = f"{self.where}: {self.what}" if self.where else self.what
        return f"{message}\n{self.advice}" if self.advice else message


def advice_on(error: OSError) -> str:
    """What to do when the system refuses a file or a folder that a person has named; "" when it cannot be said."""
    return _ADVICE.get(error.errno or 0, "")


@contextlib.contextmanager
def refusals(what: str, where: Path | str) -> Iterator[None]:
    """What the system refuses meanwhile is said with its reason, the file or folder, and what to do.

    Args:
        what: What could not be done: "cannot be written".
        where: The file or the folder.

    Raises:
        TamisError: The system has refused it.
    """
    try:
        yield
    except OSError as error:
        raise TamisError(f"{what}: {error.strerror}", where=str(where), advice=advice_on(error)) from error
