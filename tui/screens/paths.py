"""Paths in a line that a person types: several of them, quoted as in a shell, `~`, patterns, and completed by tab."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import NamedTuple

from core.errors import TamisError
from tui.text.plain import printable
from tui.words.phrases import everywhere


class LineWord(NamedTuple):
    """A word of a line, without its quotes, and where it begins."""

    start: int
    text: str


def split_line(line: str) -> tuple[list[LineWord], LineWord]:
    """The words of a line: those that are finished, and the one that is still being written (perhaps empty)."""
    finished: list[LineWord] = []
    word: LineWord | None = None
    quote, escaped = "", False
    for place, character in enumerate(line):
        if word is None:
            if character.isspace():
                continue
            word = LineWord(place, "")
        if escaped:
            escaped = False
        elif character == "\\" and quote != "'":
            escaped = True
            continue
        elif quote and character == quote:
            quote = ""
            continue
        elif not quote and character in "'\"":
            quote = character
            continue
        elif not quote and character.isspace():
            finished.append(word)
            word = None
            continue
        word = LineWord(word.start, word.text + character)
    return finished, word or LineWord(len(line), "")


def files_in(line: str) -> list[Path]:
    """The files that a line names. The whole line may be one path with spaces in it, as it is pasted.

    Raises:
        TamisError: It names none, or one that is not there.
    """
    whole = _expanded(line.strip())
    if line.strip() and os.path.lexists(whole):
        return [whole]
    finished, last = split_line(line)
    found: list[Path] = []
    for word in [*finished, *([last] if last.text else [])]:
        matching = _matching(word.text)
        if not matching:
            raise TamisError(
                everywhere.NO_SUCH_FILE,
                where=word.text,
                advice=everywhere.TAB_COMPLETES_PATTERNS,
            )
        found += [path for path in matching if path not in found]
    if not found:
        raise TamisError(everywhere.NAME_A_FILE, advice=everywhere.TAB_COMPLETES)
    return found


def complete(line: str) -> tuple[str, list[str]]:
    """Complete the last path of a line.

    A character that cannot be shown stands as `?`, which matches it when the line is read.

    Returns:
        The line with as much as is certain, and the names that it can be.
    """
    _, word = split_line(line)
    text = "~/" if word.text == "~" else word.text
    folder, slash, start = text.rpartition("/")
    names = [name for name in _names(_expanded(folder + slash)) if name.startswith(start)]
    if not start.startswith("."):
        names = [name for name in names if not name.startswith(".")]
    if not names:
        return line, []
    certain = _escaped(folder + slash + os.path.commonprefix(names))  # noqa: RUF071 (the letters in common, of names)
    end = " " if len(names) == 1 and not names[0].endswith("/") else ""
    return line[: word.start] + certain + end, names


def _expanded(text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError:  # "~name" of an unknown user
        return Path(text)


def _matching(text: str) -> list[Path]:
    """The file of that very name, or those that match it as a pattern."""
    path = _expanded(text)
    if os.path.lexists(path):
        return [path]
    return sorted(Path(each) for each in glob.glob(str(path)))  # noqa: PTH207 (a pattern may begin anywhere)


def _names(folder: Path) -> list[str]:
    """What is in a folder, as it can be shown, folders with a slash; nothing where one may not look."""
    try:
        with os.scandir(folder) as entries:
            return sorted(_showable(entry.name) + ("/" if entry.is_dir() else "") for entry in entries)
    except (OSError, ValueError):
        return []


def _showable(name: str) -> str:
    shown = "".join(each if printable(each) == each else "?" for each in name)
    # A bracket would begin a class of characters once the name is read as a pattern.
    return shown if shown == name else shown.replace("[", "?")


def _escaped(text: str) -> str:
    return "".join(f"\\{each}" if each.isspace() or each in "'\"\\" else each for each in text)


def near(path: Path) -> str:
    """A path as one would type it here: relative to the current folder where that is shorter."""
    relative = os.path.relpath(path)
    return min(str(path), relative, key=len)
