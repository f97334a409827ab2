"""The protocol's words in the text: found with truncation and phrases, marked with signs as well as colours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple


class Mark(NamedTuple):
    """A stretch of text that a word of the protocol has marked, signs included."""

    start: int
    end: int
    wanted: bool
    """Whether an include-word did it; else an exclude-word."""


SIGNS = {True: ("«", "»"), False: ("‹", "›")}


class Highlighter:
    """Marks the include-words and the exclude-words of a protocol.

    A word matches whole words, in any letter case; `*` stands for any end of a word ("co-produc*"), and a space or
    hyphen inside a phrase for any spaces and hyphens. Where two words overlap, the one that begins first wins.
    """

    def __init__(self, include: Sequence[str], exclude: Sequence[str]) -> None:
        self.words = (tuple(include), tuple(exclude))
        groups = [
            f"(?P<{name}>{'|'.join(map(_pattern, sorted(words, key=len, reverse=True)))})"
            for name, words in (("include", _usable(include)), ("exclude", _usable(exclude)))
            if words
        ]
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)", re.IGNORECASE) if groups else None

    def mark(self, text: str) -> tuple[str, list[Mark]]:
        """The text with signs around each match («wanted», ‹unwanted›), and where they are in it."""
        if self._pattern is None:
            return text, []
        parts: list[str] = []
        marks: list[Mark] = []
        done = length = 0
        for match in self._pattern.finditer(text):
            wanted = match.lastgroup == "include"
            before = text[done : match.start()]
            marked = SIGNS[wanted][0] + match[0] + SIGNS[wanted][1]
            parts += (before, marked)
            length += len(before)
            marks.append(Mark(length, length + len(marked), wanted))
            length += len(marked)
            done = match.end()
        parts.append(text[done:])
        return "".join(parts), marks


def _usable(words: Sequence[str]) -> list[str]:
    return [word for word in words if re.search(r"\w", word)]


def _pattern(word: str) -> str:
    escaped = "".join(
        r"\w*" if character == "*" else r"[\s\-‐‑]+" if character in " -" else re.escape(character)
        for character in " ".join(word.split())
    )
    return re.sub(r"(\[\\s\\-‐‑\]\+)+", lambda match: r"[\s\-‐‑]+", escaped)
