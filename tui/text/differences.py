"""Where two texts differ, character by character, as a person would mark it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

Span = tuple[int, int]

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_ALIKE = 0.5
"""From here on (0–1) two words count as spellings of one another, and only their differing letters are marked."""
_SHORTEST = 4
"""Letters of such a word; of "I" and "II", or "12" and "24", all is marked."""
_UNRELATED = 0.3
"""Below this share of the shorter text in common, all of both differs, and marks would say nothing."""


class Differences(NamedTuple):
    """What each text has that the other has not.

    Attributes:
        same: Whether they say the same, letter case and outer spaces aside.
        left: The stretches of the first text; () for texts that are quite different.
        right: The stretches of the second text.
    """

    same: bool
    left: tuple[Span, ...] = ()
    right: tuple[Span, ...] = ()


def differences(left: str, right: str) -> Differences:
    """Compare two texts word by word, and words that are spellings of one another letter by letter.

    Letter case is no difference: databases write titles in either.
    """
    words_left, words_right = _tokens(left), _tokens(right)
    folded_left, folded_right = ([word.casefold() for _, word in words] for words in (words_left, words_right))
    if folded_left == folded_right:
        return Differences(True)
    matcher = SequenceMatcher(None, folded_left, folded_right, autojunk=False)
    in_common = sum(
        len(folded_left[place])
        for start, _, size in matcher.get_matching_blocks()
        for place in range(start, start + size)
        if not folded_left[place].isspace()
    )
    shorter = min(sum(len(word) for word in words if not word.isspace()) for words in (folded_left, folded_right))
    marks_left: list[Span] = []
    marks_right: list[Span] = []
    for what, i, j, k, m in matcher.get_opcodes():
        if what == "equal":
            continue
        one, other = _extent(words_left[i:j]), _extent(words_right[k:m])
        refined = _letters(left[slice(*one)], right[slice(*other)])
        if refined is None:
            marks_left.append(one)
            marks_right.append(other)
            continue
        in_common += refined.in_common
        marks_left += [(one[0] + start, one[0] + end) for start, end in refined.left]
        marks_right += [(other[0] + start, other[0] + end) for start, end in refined.right]
    if not shorter or in_common < _UNRELATED * shorter:
        return Differences(False)
    return Differences(False, _visible(marks_left, left), _visible(marks_right, right))


class _Letters(NamedTuple):
    left: list[Span]
    right: list[Span]
    in_common: int


def _letters(left: str, right: str) -> _Letters | None:
    """The differing letters of two stretches that are spellings of one another; None when they are not."""
    if min(len(left), len(right)) < _SHORTEST or any(letter.isdigit() for letter in left + right):
        return None
    matcher = SequenceMatcher(
        None, [each.casefold() for each in left], [each.casefold() for each in right], autojunk=False
    )
    if matcher.ratio() < _ALIKE:
        return None
    codes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    return _Letters(
        [(i, j) for _, i, j, _, _ in codes],
        [(k, m) for _, _, _, k, m in codes],
        sum(block.size for block in matcher.get_matching_blocks()),
    )


def _tokens(text: str) -> list[tuple[int, str]]:
    return [(match.start(), match[0]) for match in _TOKEN.finditer(text)]


def _extent(words: list[tuple[int, str]]) -> Span:
    return (words[0][0], words[-1][0] + len(words[-1][1])) if words else (0, 0)


def _visible(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Without what is empty, and without the spaces at the ends of each."""
    result = []
    for start, end in spans:
        part = text[start:end]
        if part.strip():
            result.append((start + len(part) - len(part.lstrip()), start + len(part.rstrip())))
    return tuple(result)
