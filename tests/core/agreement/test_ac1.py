"""Gwet's AC1 beside published values, for any number of readers and with ratings missing."""

from __future__ import annotations

import pytest

from core.agreement.ac1 import gwet_ac1


def of_two(table: list[list[int]]) -> list[tuple[list[int], int]]:
    """The profiles of a cross table of two readers."""
    size = len(table)
    return [([(i == g) + (j == g) for g in range(size)], table[i][j]) for i in range(size) for j in range(size)]


@pytest.mark.parametrize(("table", "value"), [([[40, 9], [6, 45]], 0.701), ([[80, 10], [5, 5]], 0.808)])
def test_rare_categories_do_not_upset_it(table: list[list[int]], value: float) -> None:
    found = gwet_ac1(of_two(table), 2)
    assert found is not None and found.value == pytest.approx(value, abs=5e-4)
    assert found.observed == pytest.approx(0.85)


def test_whoever_always_agrees_has_one_and_no_error() -> None:
    found = gwet_ac1([([3, 0], 4), ([0, 3], 2)], 2)
    assert found is not None and (found.value, found.standard_error) == (1, pytest.approx(0))


def test_a_record_that_one_has_rated_counts_for_chance_alone() -> None:
    both = gwet_ac1([([2, 0], 3), ([1, 1], 1)], 2)
    more = gwet_ac1([([2, 0], 3), ([1, 1], 1), ([0, 1], 4)], 2)
    assert both is not None and more is not None
    assert more.observed == both.observed == 0.75 and more.expected != both.expected


@pytest.mark.parametrize("profiles", [[], [([1, 0], 3)], [([2, 0], 0)], [([0, 0], 5)]])
def test_without_two_ratings_of_a_record_there_is_none(profiles: list[tuple[list[int], int]]) -> None:
    assert gwet_ac1(profiles, 2) is None


def test_one_record_has_no_standard_error() -> None:
    found = gwet_ac1([([2, 0], 1)], 2)
    assert found is not None and found.standard_error is None
