"""Surnames and given names out of author fields, in whatever form databases write them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from core.dedup.text import fold, plain, words
from core.records.record import Author

MOST = 8
"""Authors kept. The first eight tell two papers apart; some papers have three thousand."""

_PARTICLES = words(
    "van von den der del dela della dos das des ter ten the and for et al de la le di da du el bin ibn st san mc jr sr "
    "phd prof group collaborators 2nd 3rd anonymous anon"
)
# "Adeli K.Lewis G. F.": names run together, each closed by the dot of an initial.
_RUN_TOGETHER = re.compile(r"(?<=[A-Z])\.(?=[A-Z][a-z])|(?<=\d[a-z]{2})(?=[A-Z])")
_LONGEST_SHORT_NAME = 3
"""Letters of a given name that is cut short by a dot ("Chr.")."""
_GLUED_INITIAL = re.compile(r"([^\W\d_])(?<![A-ZÀ-ÖØ-Þ])([A-ZÀ-ÖØ-Þ]\.)")
_GLUED_NAMES = re.compile(r"((?<=[A-ZÀ-ÖØ-Þ])\.)([A-ZÀ-ÖØ-Þ](?![A-ZÀ-ÖØ-Þ]*\.))")
_BETWEEN = re.compile(r"\s*(?:;|\band\b|&|\||\n)\s*")


def author_words(authors: Iterable[Author]) -> tuple[str, str]:
    """The folded surnames of the first `MOST` authors, and the folded words of their given names; without initials.

    Databases disagree on which name is the surname ("Tamara, Kneese"), hence the given names.
    "Müller" and "Mueller" give the same word.
    """
    surnames: dict[str, None] = {}
    given_names: dict[str, None] = {}
    count = 0
    for family, given in authors:
        if given:
            count += 1
            _collect(family, surnames)
            if len(given) > 2 or not given.isascii():
                _collect(given if given.istitle() and given.isalpha() else _without_initials(given), given_names)
        else:
            for name in _split(_unglued(plain(family))):
                count += 1
                _collect(_without_initials(name), surnames)
                if count >= MOST:
                    break
        if count >= MOST:
            break
    return " ".join(surnames), " ".join([word for word in given_names if word not in surnames])


def _collect(name: str, words: dict[str, None]) -> None:
    """Adds the folded words of the name to `words` (a dictionary, since that keeps the order)."""
    plain_word = name.isascii() and name.isalpha()
    for word in (name.lower(),) if plain_word else fold(plain(name)).split():
        if (len(word) > 1 or not word.isascii()) and word not in _PARTICLES:
            if "e" in word:
                word = word.replace("ae", "a").replace("oe", "o").replace("ue", "u")
            words[word] = None


def _unglued(text: str) -> str:
    """The text with a space between a surname and the initials glued to it, a mark between names glued together.

    "NyströmA.B.LindC." is "Nyström A.B.; Lind C.".
    """
    if not _GLUED_INITIAL.search(text):
        return text
    return _GLUED_NAMES.sub(r"\1; \2", _GLUED_INITIAL.sub(r"\1 \2", text))


def _split(text: str) -> list[str]:
    """The names in a field that holds one or several, without what follows the comma in "Lerner, A. M."."""
    names: list[str] = []
    for name in _BETWEEN.split(_RUN_TOGETHER.sub(";", text)):
        parts = name.split(",")
        # A list has several commas ("Adeli, K., Lewis, G. F.") or initials before its only one ("Lerner AM, Zervos M").
        is_list = len(parts) > 2 or (len(parts) == 2 and _is_initials(parts[0].split(" ")[-1], False))
        names.extend(parts if is_list else parts[:1])
    return names


def _without_initials(name: str) -> str:
    """The words of a name that are written out; "" for "K. A."."""
    shouted = name.isupper()
    every = name.replace(".", ". ").split()
    # "Lee." alone is a name, not one cut short.
    return " ".join([word for word in every if not _is_initials(word, shouted)] or [w for w in every if len(w) > 3])


def _is_initials(word: str, shouted: bool) -> bool:
    """Whether the word is "K." or "KA". "Wu" is a name; where all is in capitals (`shouted`) "KIM" is one too."""
    if word.endswith("."):
        # "K.", "Chr." and "KA."; "Smith." and "UNICEF." are names with a full stop behind them.
        return len(word) <= _LONGEST_SHORT_NAME + 1
    return word.isascii() and (len(word) < 2 or (word.isupper() and len(word) <= (2 if shouted else 3)))
