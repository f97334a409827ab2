"""The words that people use for a kappa, never without the name of their scale."""

from __future__ import annotations

from typing import NamedTuple

from core.errors import TamisError


class Interpretation(NamedTuple):
    """The word for a kappa on a named scale.

    Attributes:
        scale: The scale's name, to be printed with the word.
        caution: What the scale's source says against using it; may be empty.
    """

    word: str
    scale: str
    caution: str = ""


class _Scale(NamedTuple):
    name: str
    negative: str
    # The highest value, to two decimals as kappas are printed, that each word covers.
    words: tuple[tuple[float, str], ...]
    caution: str = ""


SCALES = {
    "landis-koch": _Scale(
        "Landis & Koch 1977",
        "poor",
        ((0.20, "slight"), (0.40, "fair"), (0.60, "moderate"), (0.80, "substantial"), (1.0, "almost perfect")),
    ),
    "cochrane": _Scale(
        "Orwin 1994, as in the Cochrane Handbook 5.1",
        "below fair",
        ((0.39, "below fair"), (0.59, "fair"), (0.74, "good"), (1.0, "excellent")),
        "The Cochrane Handbook does not recommend kappa as a standard and calls such cut-points arbitrary; "
        "look into the reasons of the disagreements.",
    ),
}


def interpretation(kappa: float | None, scale: str) -> Interpretation | None:
    """The word for a kappa; None for an undefined one.

    Raises:
        TamisError: There is no such scale.
    """
    if scale not in SCALES:
        raise TamisError(f"there is no scale “{scale}”", advice=f"The scales are: {', '.join(SCALES)}.")
    if kappa is None:
        return None
    name, negative, words, caution = SCALES[scale]
    word = negative if kappa < 0 else next(word for highest, word in words if round(kappa, 2) <= highest)
    return Interpretation(word, name, caution)
