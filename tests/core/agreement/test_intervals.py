"""Exact intervals beside published limits, and beside the definition summed term by term."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest

from core.agreement.intervals import clopper_pearson, fewest_marked, wald


def test_wald_is_cut_at_one() -> None:
    assert wald(0.5, 0.1) == (pytest.approx(0.304, abs=5e-4), pytest.approx(0.696, abs=5e-4))
    assert wald(0.95, 0.1)[1] == 1 and wald(-0.95, 0.1)[0] == -1


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(0, 10, 0, 0.3085), (10, 10, 0.6915, 1), (1, 10, 0.0025, 0.4450), (81, 263, 0.2527, 0.3676)],
)
def test_clopper_pearson(successes: int, trials: int, low: float, high: float) -> None:
    assert clopper_pearson(successes, trials) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@pytest.mark.parametrize(("successes", "trials"), [(1, 0), (-1, 3), (4, 3)])
def test_no_proportion_is_refused(successes: int, trials: int) -> None:
    with pytest.raises(ValueError, match=f"{successes} of {trials}"):
        clopper_pearson(successes, trials)


def probability(population: int, marked: int, drawn: int, found: int) -> Fraction:
    return Fraction(comb(marked, found) * comb(population - marked, drawn - found), comb(population, drawn))


@pytest.mark.parametrize("tail", [Fraction(1, 40), Fraction(1, 20)])
def test_the_limits_are_those_of_integer_arithmetic(tail: Fraction) -> None:
    """Every case up to 20 records, with the ties (19 of 20 drawn, none found: exactly 1/20)."""
    for population in range(1, 21):
        for drawn in range(1, population + 1):
            for found in range(drawn + 1):
                possible = range(found, population - drawn + found + 1)
                exact = next(
                    marked
                    for marked in possible
                    if sum(probability(population, marked, drawn, x) for x in range(found, drawn + 1)) > tail
                )
                assert fewest_marked(population, drawn, found, float(tail)) == exact, (population, drawn, found)
