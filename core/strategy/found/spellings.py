"""Spellings in titles that a line just misses: “organization” beside organisation*, “co-creation” beside cocreat*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from core.strategy.found.contained import ANY_END, Alternative, alternatives
from core.strategy.found.index import words_of
from core.strategy.values import Strategy

_SHORTEST = 6
"""Letters of a word that another spelling is looked for: shorter words have too many that look like them."""
_MOST = 100
"""Words of the strategy that begin with the same letter, and are looked for."""


def missed_spellings(strategy: Strategy, titles: Sequence[str]) -> Iterator[tuple[int, str, str, int]]:
    """What titles spell in another way than each line.

    Args:
        strategy: The strategy.
        titles: The titles of records that it should find.

    Yields:
        The line, its term, the spelling that no line has, and how many titles have it.
    """
    written = [each for line in strategy.lines for each in alternatives(strategy, line.number)]
    single = list(dict.fromkeys(word for each in written for word in each.words))
    pairs = [each for each in written if len(each.words) == 2]
    counts: dict[str, tuple[str, int]] = {}
    for title in titles:
        words = words_of(title)
        there = {word: word for word in words} | {a + b: f"{a} {b}" for a, b in pairwise(words)}
        for joined, shown in there.items():
            counts[joined] = (shown, counts.get(joined, ("", 0))[1] + 1)
    if not counts:
        return
    exact = {word for word in single if "\\" not in word}
    open_ended = [re.compile(word) for word in single if "\\" in word]
    two = [tuple(map(re.compile, each.words)) for each in pairs]
    wanted: dict[str, list[tuple[Alternative, str, bool]]] = {}
    for each in written:
        for stem, ends in _stems(each):
            if len(stem) >= _SHORTEST and len(bucket := wanted.setdefault(stem[0], [])) < _MOST:
                bucket.append((each, stem, ends))
    for word, (shown, count) in sorted(counts.items()):
        near = [hit for hit in wanted.get(word[0], ()) if _alike(shown, *hit[1:])]
        if not near or (shown == word and (word in exact or any(each.fullmatch(word) for each in open_ended))):
            continue
        if shown != word and any(all(map(re.Pattern.fullmatch, each, shown.split())) for each in two):
            continue
        for number, term in dict.fromkeys((hit[0].line, hit[0].shown) for hit in near[:3]):
            yield number, term, shown, count


def _stems(each: Alternative) -> Iterator[tuple[str, bool]]:
    """The letters of each word, and of two that stand side by side, up to a truncation; whether any end may follow."""
    whole = [*each.words, *(["".join(each.words)] if len(each.words) == 2 and each.gap == 0 else [])]
    for word in whole:
        stem = word.removesuffix(ANY_END)
        if "\\" not in stem:
            yield stem, stem != word


def _alike(word: str, stem: str, ends: bool) -> bool:
    """Whether a word is the stem with at most one letter more, fewer or other; two words, only as they stand."""
    first, _, second = word.partition(" ")
    if second:
        return len(stem) > len(first) and ((first + second).startswith(stem) if ends else first + second == stem)
    if ends:
        return any(_one_apart(word[:length], stem) for length in (len(stem) - 1, len(stem), len(stem) + 1))
    return _one_apart(word, stem)


def _one_apart(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 1:
        return False
    first = next((place for place, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[first:], b[first:]
    return rest_a[1:] == rest_b[1:] if len(a) == len(b) else rest_a[1:] == rest_b or rest_a == rest_b[1:]
