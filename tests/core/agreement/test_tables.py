"""From pairs of verdicts to the cross table, under each rule for maybe."""

from __future__ import annotations

import pytest

from core.agreement.tables import categories_under, counted_as, cross_table
from core.errors import TamisError

PAIRS = [("include", "include"), ("include", "maybe"), ("maybe", "exclude"), ("exclude", "maybe")]


@pytest.mark.parametrize(
    ("rule", "categories", "table"),
    [
        ("include", ("include", "exclude"), [[2, 1], [1, 0]]),
        ("exclude", ("include", "exclude"), [[1, 1], [0, 2]]),
        ("category", ("include", "maybe", "exclude"), [[1, 1, 0], [0, 0, 1], [0, 1, 0]]),
    ],
)
def test_what_maybe_counts_as(rule: str, categories: tuple[str, ...], table: list[list[int]]) -> None:
    counted = [(counted_as(first, rule), counted_as(second, rule)) for first, second in PAIRS]
    assert categories_under(rule) == categories and cross_table(counted, categories) == table
    assert counted_as("include", rule) == "include" and counted_as("exclude", rule) == "exclude"


def test_rows_are_the_first_readers_and_columns_the_seconds() -> None:
    assert cross_table([("a", "b"), ("a", "b")], ("a", "b")) == [[0, 2], [0, 0]]
    assert cross_table([], ("a", "b")) == [[0, 0], [0, 0]]


def test_what_is_no_category_or_no_rule_is_refused() -> None:
    for pair in (("a", "c"), ("c", "a"), ("c", "c")):
        with pytest.raises(ValueError, match="'c'"):
            cross_table([("a", "b"), pair], ("a", "b"))
    with pytest.raises(TamisError, match="“perhaps”") as refused:
        categories_under("perhaps")
    assert "include, category, exclude" in refused.value.advice
