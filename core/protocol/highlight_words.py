"""The words that are highlighted while screening, and changing them in the text of `protocol.toml`.

The file is people's: every byte but those of the words themselves stays, comments and blank lines too.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace

from core.errors import TamisError
from core.protocol.read import parse_protocol
from core.protocol.values import Protocol
from core.toml.lines import Path, spans

_TABLE = "highlight"
_LONG = 116
"""A line of words is not made longer than this where the list has several lines."""


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
        """With a word at the end of one list; a word stands in one list, so that it leaves the other.

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
        """Without a word, whichever list it stands in."""
        return HighlightWords(
            *(tuple(each for each in words if each != word) for words in (self.include, self.exclude))
        )


def with_words(text: str, words: HighlightWords) -> str:
    """The text of a protocol file with these words to highlight, and nothing else changed.

    Args:
        text: A file that can be read; its line ends may be of either kind.
        words: The words there shall be. New ones are put at the end of their list.

    Raises:
        TamisError: The file writes its highlights in a way that cannot be edited here.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    edited = text.removeprefix(mark)
    before = parse_protocol(edited)
    old = HighlightWords.of(before)
    for key, there, wanted in (("include", old.include, words.include), ("exclude", old.exclude, words.exclude)):
        for place in reversed(range(len(there))):
            if there[place] not in wanted:
                edited = _taken_out(edited, (_TABLE, key, place))
        for word in wanted:
            if word not in there:
                edited = _put_in(edited, key, word)
    after = parse_protocol(edited)
    found = HighlightWords.of(after)
    same = [set(found.include) == set(words.include), set(found.exclude) == set(words.exclude)]
    if not all(same) or replace(after, highlight_include=(), highlight_exclude=()) != replace(
        before, highlight_include=(), highlight_exclude=()
    ):
        raise TamisError(
            "the words are written in a way that tamis does not edit",
            where="protocol.toml, highlight",
            advice="Change them in the file, with an editor.",
        )
    return mark + edited


def _taken_out(text: str, element: Path) -> str:
    """Without one element of an array, its comma, and the line that it stood on alone."""
    start, end = spans(text)[element]
    if comma := re.compile(r"[ \t]*,[ \t]*").match(text, end):
        end = comma.end()
    else:
        start -= len(text[:start]) - len(re.sub(r",[ \t]*\Z", "", text[:start]))
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end) + 1
    if line_end and not text[line_start:start].strip() and not text[end:line_end].strip():
        start, end = line_start, line_end
    return text[:start] + text[end:]


def _put_in(text: str, key: str, word: str) -> str:
    """With a word at the end of a list, which is made when it is not there."""
    written = json.dumps(word, ensure_ascii=False)  # of a printable text, TOML's own way to write it
    places = spans(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    array: Path = (_TABLE, key)
    if array not in places:
        line = f"{key} = [{written}]{newline}"
        if (_TABLE,) not in places:
            gap = "" if not text or text.endswith("\n") else newline
            return f"{text}{gap}{newline}[{_TABLE}]{newline}{line}"
        after = text.find("\n", places[_TABLE,][1]) + 1
        return text[:after] + line + text[after:] if after else text + newline + line
    elements = [place for path, place in places.items() if path[:2] == array and len(path) == 3]
    if not elements:
        start = places[array][0] + 1
        return text[:start] + written + text[start:]
    last_start, last = max(elements)
    line_start = text.rfind("\n", 0, last_start) + 1
    separator = ", "
    if line_start > places[array][0] and last - line_start + len(written) > _LONG:
        indent = text[line_start : len(text) - len(text[line_start:].lstrip())]
        separator = f",{newline}{indent}"
    return text[:last] + separator + written + text[last:]
