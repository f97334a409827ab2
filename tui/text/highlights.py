"""The protocol's words in the text: found with truncation and phrases, marked with signs as well as colours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from tui.text.folding import found_spans


class Mark(NamedTuple):
    """A stretch of text that a word of the protocol has marked, signs included."""

    start: int
    end: int
    wanted: bool
    """Whether an include-word did it; else an exclude-word, or a block."""
    block: int = 0
    """The block of the search that did it, from 1; 0 for a word."""
    found: bool = False
    """Whether it is what a person looks for just now."""


class BlockFinder(Protocol):
    """Finds where the blocks of a search stand in a text."""

    labels: tuple[str, ...]

    def spans(self, text: str, field: str) -> Sequence[tuple[int, int, int]]:
        """Start, end and block of each match in a field of a record, rising, none in another."""


SIGNS = {True: ("«", "»"), False: ("‹", "›")}
FOUND_SIGNS = ("|", "|")
"""Around what a person looks for just now."""
BLOCK_SIGNS = "¹²³⁴⁵⁶⁷⁸⁹"
"""One a block, on both sides of what it has matched."""


class Highlighter:
    """Marks the include-words and the exclude-words of a protocol.

    A word matches whole words, in any letter case; `*` stands for any end of a word ("co-produc*"), and a space or
    hyphen inside a phrase for any spaces and hyphens. Where two words overlap, the one that begins first wins.

    Args:
        include: Words that speak for a record.
        exclude: Words that speak against it.
        blocks: Finds the blocks of the search, which are marked too; where one overlaps a word, the word wins.
        sought: Folded words that a person looks for just now: marked anywhere in a word, and before all others.
    """

    def __init__(
        self,
        include: Sequence[str],
        exclude: Sequence[str],
        blocks: BlockFinder | None = None,
        sought: Sequence[str] = (),
    ) -> None:
        self.words = (tuple(include), tuple(exclude), blocks, tuple(sought))
        self._sought = sought
        self._blocks = blocks
        groups = [
            f"(?P<{name}>{'|'.join(map(_pattern, sorted(words, key=len, reverse=True)))})"
            for name, words in (("include", _usable(include)), ("exclude", _usable(exclude)))
            if words
        ]
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)", re.IGNORECASE) if groups else None

    def mark(self, text: str, field: str = "") -> tuple[str, list[Mark]]:
        """The text with signs around each match («wanted», ‹unwanted›, ¹block¹), and where they are in it.

        Args:
            text: The text.
            field: Which of a record it is, "title", "abstract" or "keywords"; "" has no blocks.
        """
        parts: list[str] = []
        marks: list[Mark] = []
        done = length = 0
        for start, end, wanted, block, sought in self._matches(text, field):
            left, right = (BLOCK_SIGNS[block - 1],) * 2 if block else FOUND_SIGNS if sought else SIGNS[wanted]
            before, marked = text[done:start], left + text[start:end] + right
            parts += (before, marked)
            length += len(before)
            marks.append(Mark(length, length + len(marked), wanted, block, sought))
            length += len(marked)
            done = end
        parts.append(text[done:])
        return "".join(parts), marks

    def mark_list(self, texts: Sequence[str], field: str) -> tuple[str, list[Mark]]:
        """Texts side by side, parted by semicolons, each marked by itself."""
        whole, marks = "", list[Mark]()
        for text, found in (self.mark(each, field) for each in texts):
            whole += "; " if whole else ""
            marks += [each._replace(start=len(whole) + each.start, end=len(whole) + each.end) for each in found]
            whole += text
        return whole, marks

    def _matches(self, text: str, field: str) -> list[Mark]:
        found = self._pattern.finditer(text) if self._pattern is not None else ()
        marks = [Mark(start, end, False, 0, True) for start, end in found_spans(text, self._sought)]
        words = [Mark(match.start(), match.end(), match.lastgroup == "include") for match in found]
        marks += _apart(words, marks) if marks else words
        if self._blocks is not None and field:
            blocks = [Mark(start, end, False, block) for start, end, block in self._blocks.spans(text, field)]
            marks += _apart(blocks, marks)
        return sorted(marks)


def _apart(marks: Sequence[Mark], others: Sequence[Mark]) -> list[Mark]:
    """The marks that overlap none of the others."""
    taken = {place for other in others for place in range(other.start, other.end)}
    return [each for each in marks if taken.isdisjoint(range(each.start, each.end))]


def _usable(words: Sequence[str]) -> list[str]:
    return [word for word in words if re.search(r"\w", word)]


def _pattern(word: str) -> str:
    escaped = "".join(
        r"\w*" if character == "*" else r"[\s\-‐‑]+" if character in " -" else re.escape(character)
        for character in " ".join(word.split())
    )
    return re.sub(r"(\[\\s\\-‐‑\]\+)+", lambda match: r"[\s\-‐‑]+", escaped)
