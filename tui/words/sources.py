"""Reads and checks what is typed about a source, in a command's options or in the app's questions."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import TamisError, refusals
from core.plain_file import open_plain
from core.words import number_in, shortened

LONGEST_STRATEGY = 1 << 20
"""Bytes: some hundred times the longest that is likely."""

_OF_PROGRAMS = (b"PK\x03\x04", b"%PDF", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
"""How the files of word processors, PDF and archives begin."""

if TYPE_CHECKING:
    from core.records.imports import Import


def day(text: str, where: str = "") -> str:
    """A day such as "2021-01-04"; "" when nothing was typed.

    Raises:
        TamisError: It is no day.
    """
    if not text:
        return ""
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise TamisError(f"“{text}” is no day", where=where, advice="Write it as 2021-01-04.") from None


def strategy_text(path: Path) -> str:
    """The text of a file with a search strategy, whole, whatever its encoding.

    Raises:
        TamisError: It cannot be read, or is no text.
    """
    from core.formats.decode import decode_guessing

    with refusals("cannot be read", path), open_plain(path) as stream:
        content = stream.read(LONGEST_STRATEGY + 1)
    if len(content) > LONGEST_STRATEGY:
        raise TamisError("it is too long for a search strategy", where=str(path), advice="Is it the export?")
    text = decode_guessing(content)
    if content.startswith(_OF_PROGRAMS) or "\0" in text:
        raise TamisError("it is no plain text", where=str(path), advice="Copy the search into a text file (.txt).")
    return text


def search_round(text: str, imports: Sequence[Import], where: str = "") -> int | None:
    """The number of a search round: "new" gives the one after the last, "" gives None, for the default.

    Args:
        text: What was typed.
        imports: The imports that are not taken back.
        where: What to blame when it is no number.

    Raises:
        TamisError: It is neither a number nor "new".
    """
    if not text:
        return None
    if text == "new":
        return max((each.round for each in imports), default=0) + 1
    found = number_in(text)
    if found is None:
        raise TamisError(f"“{shortened(text, 40)}” is no search round", where=where, advice="A number, or “new”.")
    return found
