"""Gwet's AC1: agreement corrected for chance in a way that rare categories do not upset."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt
from typing import NamedTuple


class AC1(NamedTuple):
    """Gwet's AC1 (Gwet 2008), with the agreement observed and that expected by chance.

    Attributes:
        standard_error: None with fewer than two records.
    """

    value: float
    standard_error: float | None
    observed: float
    expected: float


def gwet_ac1(profiles: Iterable[tuple[Sequence[int], int]], categories: int) -> AC1 | None:
    """AC1 for any number of readers, with ratings missing or not.

    observed: the mean over records with two ratings or more of the share of agreeing pairs. expected:
    Σ π_g (1 - π_g) / (categories - 1), where π_g is the mean over all rated records of the share of ratings in g. The
    standard error is that of the linearised values of the records, with divisor n (n - 1): what irrCAC gives for raw
    ratings. (irrCAC makes its interval with the t distribution; tamis uses the normal one, as for kappa. With 100
    records the limits differ by 0.001.)

    Args:
        profiles: For each record how many ratings fell in each category, and how many records have this same profile.
        categories: How many there are, used or not.

    Returns:
        None when no record has two ratings.
    """
    rated = [(counts, sum(counts), times) for counts, times in profiles if times and sum(counts)]
    n = sum(times for _, _, times in rated)
    compared = sum(times for _, ratings, times in rated if ratings > 1)
    if not compared:
        return None
    shares = [sum(times * counts[g] / ratings for counts, ratings, times in rated) / n for g in range(categories)]
    expected = sum(share * (1 - share) for share in shares) / (categories - 1)
    observed = sum(times * _agreeing(counts, ratings) for counts, ratings, times in rated if ratings > 1) / compared
    value = (observed - expected) / (1 - expected)

    squares = 0.0
    for counts, ratings, times in rated:
        own = (_agreeing(counts, ratings) - expected) * n / compared / (1 - expected) if ratings > 1 else 0.0
        by_chance = sum(counts[g] / ratings * (1 - shares[g]) for g in range(categories)) / (categories - 1)
        linearised = own - 2 * (1 - value) * (by_chance - expected) / (1 - expected)
        squares += times * (linearised - value) ** 2
    return AC1(value, sqrt(squares / (n * (n - 1))) if n > 1 else None, observed, expected)


def _agreeing(counts: Sequence[int], ratings: int) -> float:
    """The share of a record's pairs of ratings that agree."""
    return sum(count * (count - 1) for count in counts) / (ratings * (ratings - 1))
