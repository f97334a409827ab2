"""A share of the records as a plan states it, and how many records that is."""

from __future__ import annotations

import re
from fractions import Fraction

from core.errors import TamisError


def parse_share(text: str) -> Fraction:
    """The exact share that a protocol states: "all", "1/5", "20%", "12.5%" or "0.2".

    Raises:
        TamisError: It is none of these, or not above 0 and up to 1.
    """
    share = Fraction(text == "all")
    if match := re.fullmatch(r"(\d{1,9})/([1-9]\d{0,8})", text, re.ASCII):
        share = Fraction(int(match[1]), int(match[2]))
    elif match := re.fullmatch(r"(\d{1,9}(?:\.\d{1,9})?) ?(%?)", text, re.ASCII):
        share = Fraction(match[1]) / (100 if match[2] else 1)
    if not 0 < share <= 1:
        raise TamisError(
            f"“{text}” is not a share of the records: it must be above 0 and at most all of them",
            advice="Write it as 1/5, 20%, 0.2 or all.",
        )
    return share


def sample_size(n: int, fraction: Fraction) -> int:
    """The size of a sample of `n` records: rounded up, so that it is the fraction at least."""
    return -(-n * fraction.numerator // fraction.denominator)
