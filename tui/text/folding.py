"""Text without letter case and accents, and where words stand in a text whatever these are."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


class _Accents(dict[int, int | None]):
    """A table for `str.translate` that drops combining characters, and looks each character up only once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_ACCENTS = _Accents()


def folded(text: str) -> str:
    """The text without letter case and accents, so that "muller" finds "Müller"."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text.casefold()).translate(_ACCENTS)


def found_spans(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Start and end of each place where one of these folded words stands; rising, none in another.

    Args:
        text: The text as it is shown.
        words: The words of a query, folded.
    """
    parts = [folded(character) for character in text]
    whole = "".join(parts)
    places = [place for place, part in enumerate(parts) for _ in part]
    taken: set[int] = set()
    for word in words:
        at = whole.find(word) if word else -1
        while at >= 0:
            taken.update(range(places[at], places[at + len(word) - 1] + 1))
            at = whole.find(word, at + len(word))
    spans: list[tuple[int, int]] = []
    for place in sorted(taken):
        if spans and spans[-1][1] == place:
            spans[-1] = (spans[-1][0], place + 1)
        else:
            spans.append((place, place + 1))
    return spans
