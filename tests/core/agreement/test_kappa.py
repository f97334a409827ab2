"""Cohen's kappa beside published values."""

from __future__ import annotations

import pytest

from core.agreement.kappa import cohen_kappa, kappa_value

SAS = [[0, 4, 1], [0, 8, 0], [0, 1, 5]]
"""The example of SAS PROC FREQ: simple kappa 0.4842 (0.1380), weighted 0.4701."""


def test_the_value_and_its_standard_error() -> None:
    found = cohen_kappa(SAS)
    assert found is not None
    assert (found.value, found.standard_error) == (pytest.approx(0.4842, abs=5e-5), pytest.approx(0.1380, abs=5e-5))
    assert found.observed == pytest.approx(13 / 19) and kappa_value(SAS) == found.value


def test_neighbours_agree_in_part_with_linear_weights() -> None:
    found = cohen_kappa(SAS, linear=True)
    assert found is not None and found.value == pytest.approx(0.4701, abs=5e-5)
    two = [[40, 9], [6, 45]]
    plain, weighted = cohen_kappa(two), cohen_kappa(two, linear=True)
    assert plain == weighted, "two categories have no neighbours but each other"


@pytest.mark.parametrize(
    ("table", "value", "maximum"),
    [
        ([[5, 0], [0, 5]], 1, 1),
        ([[0, 5], [5, 0]], -1, 1),
        ([[25, 25], [25, 25]], 0, 1),
        ([[80, 10], [5, 5]], 0.318, 0.773),
    ],
)
def test_from_never_to_always(table: list[list[int]], value: float, maximum: float) -> None:
    found = cohen_kappa(table)
    assert found is not None
    assert (found.value, found.maximum) == (pytest.approx(value, abs=5e-4), pytest.approx(maximum, abs=5e-4))


@pytest.mark.parametrize("table", [[[0, 0], [0, 0]], [[7, 0], [0, 0]], [[0, 0], [0, 7]]])
def test_one_category_or_none_leaves_it_undefined(table: list[list[int]]) -> None:
    assert cohen_kappa(table) is None and kappa_value(table) is None


def test_one_category_each_is_defined() -> None:
    assert kappa_value([[0, 7], [0, 0]]) == 0
