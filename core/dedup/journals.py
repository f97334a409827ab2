"""Whether two names are names of the same journal."""

from __future__ import annotations

from rapidfuzz import fuzz

from core.dedup.text import CUT_OFF

ABBREVIATION = 95
"""The similarity of a name and its abbreviation."""
_WORDS = 3
"""A name of fewer words is the beginning of too many others."""
_MOST = 200_000
"""Pairs of names remembered; some 30 MB."""


class JournalNames:
    """Compares journals' names, as folded by `normalise`; remembers the answers, since few pairs keep returning."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], int] = {}

    def similarity(self, a: str, b: str) -> int:
        """0–100; 100 for the same name, 95 for a name and its abbreviation."""
        if a == b:
            return 100
        pair = (a, b) if a < b else (b, a)
        known = self._known.get(pair)
        if known is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            known = self._known[pair] = _similarity(*pair)
        return known


def _similarity(a: str, b: str) -> int:
    if a.endswith(CUT_OFF) or b.endswith(CUT_OFF):
        words_a, words_b = a.removesuffix(CUT_OFF).split(), b.removesuffix(CUT_OFF).split()
        common = min(len(words_a), len(words_b))
        return ABBREVIATION if common and _in_step(words_a[:common], words_b[:common]) else 0
    short, long = sorted((a.split(), b.split()), key=len)
    if _in_step(short, long) or _is_acronym(short, long) or _is_acronym(long, short):
        return ABBREVIATION
    letters = fuzz.ratio(a.replace(" ", ""), b.replace(" ", ""))
    # "Diabetes" is not "Diabetes Care"; only a longer name may stand in another ("… : official journal of …").
    return int(max(letters, fuzz.token_set_ratio(a, b)) if len(short) >= _WORDS else letters)


def _in_step(short: list[str], long: list[str]) -> bool:
    """Whether each word of `short` abbreviates a word of `long`, or the other way round, in order, from the first on.

    Words of `long` may be passed over or follow, as in "J Clin Oncol …", if `short` is not too short for that.
    """
    if len(short) < len(long) and len(short) < _WORDS:
        return False
    rest = iter(long)
    return _abbreviates(short[0], long[0]) and all(any(_abbreviates(word, other) for other in rest) for word in short)


def _abbreviates(one: str, other: str) -> bool:
    """Whether one is the beginning of the other, or its skeleton: "clin", "intl" for "international"."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if long.startswith(short):
        return True
    if short[0] != long[0] or not 3 <= len(short) <= 5:
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)


def _is_acronym(short: list[str], long: list[str]) -> bool:
    """Whether `short` begins with the acronym of `long`: "jama", or "icis transforming society" for a conference."""
    return len(long) >= _WORDS and short[0] == "".join([word[0] for word in long])
