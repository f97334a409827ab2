"""The words that are highlighted while screening, and changing them in the text of `protocol.toml`.

The file is the team's: all but the words themselves stays byte for byte, comments and blank lines too.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace

from core.errors import TamisError
from core.protocol.read import parse_protocol
from core.protocol.values import Protocol
from core.toml.edit import with_value

_TABLE = "highlight"


@dataclass(frozen=True, slots=True)
class HighlightWords:
    """The words that speak for a record, and those that speak against it, in the order of the file."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    @classmethod
    def of(cls, protocol: Protocol) -> HighlightWords:
        """The words of a plan."""
        return cls(protocol.highlight_include, protocol.highlight_exclude)

    def adding(self, word: str, *, include: bool) -> HighlightWords:
        """These words, with one more at the end of one list; a word stands in one list, so that it leaves the other.

        Raises:
            TamisError: It is no word: nothing in the text could match it.
        """
        word = " ".join(word.split())
        if not re.search(r"\w", word) or not word.isprintable():
            raise TamisError(
                f"“{word}” is no word to look for",
                where=_TABLE,
                advice="Write a word or a phrase; * stands for any end: co-produc*",
            )
        if word in (self.include if include else self.exclude):
            return self
        without = self.without(word)
        if include:
            return replace(without, include=(*without.include, word))
        return replace(without, exclude=(*without.exclude, word))

    def without(self, word: str) -> HighlightWords:
        """These words without one, whichever list it stands in."""
        return HighlightWords(
            *(tuple(other for other in words if other != word) for words in (self.include, self.exclude))
        )


def with_words(text: str, words: HighlightWords) -> str:
    """The text of a protocol file with these words to highlight, and nothing else changed.

    Args:
        text: A file that can be read; its line ends may be of either kind.
        words: The words there shall be. New ones are put at the end of their list.

    Raises:
        TamisError: The file writes its highlights in a way that cannot be edited, or could not be read with these.
    """
    before = parse_protocol(text)
    as_written = tomllib.loads(text.removeprefix("\ufeff")).get(_TABLE, {})
    lists = (("include", before.highlight_include, words.include), ("exclude", before.highlight_exclude, words.exclude))
    for key, there, wanted in lists:
        if set(there) != set(wanted):
            spelling = dict(zip(there, as_written.get(key, ()), strict=True))  # perhaps with white space around it
            text = with_value(text, (_TABLE, key), [spelling.get(word, word) for word in wanted])
    parse_protocol(text)
    return text
