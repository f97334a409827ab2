"""The words that are highlighted while screening."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from core.errors import TamisError
from core.protocol.values import Protocol


@dataclass(frozen=True, slots=True)
class HighlightWords:
    """The words that speak for a record, and those that speak against it."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    @classmethod
    def of(cls, protocol: Protocol) -> HighlightWords:
        """The words of a plan."""
        return cls(protocol.highlight_include, protocol.highlight_exclude)

    def in_plan(self, protocol: Protocol) -> Protocol:
        """A plan with these words."""
        return replace(protocol, highlight_include=self.include, highlight_exclude=self.exclude)

    def adding(self, word: str, *, include: bool) -> HighlightWords:
        """These words, with one more at the end of one list; a word stands in one list, so that it leaves the other.

        Raises:
            TamisError: It is no word: nothing in the text could match it.
        """
        word = " ".join(word.split())
        if not re.search(r"\w", word) or not word.isprintable():
            raise TamisError(
                f"“{word}” is no word to look for",
                where="highlight",
                advice="Write a word or a phrase; * stands for any end: co-produc*",
            )
        if word in (self.include if include else self.exclude):
            return self
        without = self.without(word)
        if include:
            return replace(without, include=(*without.include, word))
        return replace(without, exclude=(*without.exclude, word))

    def same_as(self, other: HighlightWords) -> bool:
        """Whether the lists hold the same words, in whatever order."""
        return all(set(a) == set(b) for a, b in ((self.include, other.include), (self.exclude, other.exclude)))

    def without(self, word: str) -> HighlightWords:
        """These words without one, whichever list it stands in."""
        return HighlightWords(
            *(tuple(other for other in words if other != word) for words in (self.include, self.exclude))
        )
