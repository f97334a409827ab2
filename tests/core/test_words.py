"""Numbers, lists and days as sentences have them."""

from __future__ import annotations

import pytest

from core.words import (
    approximately,
    count,
    day,
    figure,
    interval,
    listed,
    number,
    number_in,
    per_cent,
    plural,
    ranges,
    shortened,
)


def test_a_count_has_its_thousands_and_its_plural() -> None:
    assert number(13178) == "13,178"
    assert [count(n, "record") for n in (0, 1, 2636)] == ["0 records", "1 record", "2,636 records"]


@pytest.mark.parametrize(
    ("one", "many"), [("was", "were"), ("is", "are"), ("has", "have"), ("study", "studies"), ("search", "searches")]
)
def test_words_whose_plural_has_no_s(one: str, many: str) -> None:
    assert (plural(1, one), plural(0, one), plural(2, one)) == (one, many, many)


def test_a_text_is_cut_only_where_it_is_longer() -> None:
    assert [shortened("four", most) for most in (5, 4, 3)] == ["four", "four", "fo…"]


@pytest.mark.parametrize(
    ("items", "text"),
    [((), ""), (("A",), "A"), (("A", "B"), "A and B"), (("A", "B", "C"), "A, B and C"), (("", "B"), "B")],
)
def test_items_in_a_sentence(items: tuple[str, ...], text: str) -> None:
    assert listed(items) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "undefined"),
        (0.64949, "0.649"),
        (-0.25, "\u22120.250"),
        (-1e-12, "0.000"),
        (1, "1.000"),
        (1 - 1e-15, "1.000"),
    ],
)
def test_a_statistic_never_ends_in_a_minus_nought(value: float | None, text: str) -> None:
    assert figure(value) == text


def test_nothing_is_rounded_to_a_certainty() -> None:
    assert [figure(value) for value in (0.99996, -0.9998, 0.0002, 0.9995)] == [
        "0.99996",
        "\u22120.9998",
        "0.0002",
        "0.9995",
    ]
    assert [per_cent(n / 2636) for n in (2635, 2636, 1, 0)] == ["99.96%", "100.0%", "0.04%", "0.0%"]
    assert [approximately(value) for value in (0, 0.5, 0.1, 0.01, 12, 1234.56)] == [
        "0",
        "0.5",
        "0.1",
        "under 0.1",
        "12",
        "1,234.6",
    ]


def test_an_interval_and_a_share() -> None:
    assert interval((0.606, -0.1), 1) == "95% CI 0.6 to \u22120.1" and interval(None) == ""
    assert per_cent(0.965) == "96.5%" and per_cent(1) == "100.0%"


@pytest.mark.parametrize(
    ("at", "text"),
    [
        ("2021-01-04T08:00:00Z", "4 January 2021"),
        ("2021-12-31", "31 December 2021"),
        ("2021-13-01", "2021-13-01"),
        ("2021", "2021"),
        ("last spring", "last spring"),
        ("", ""),
    ],
)
def test_a_day_in_words_or_as_it_was_written(at: str, text: str) -> None:
    assert day(at) == text


def test_numbers_in_short() -> None:
    assert [ranges(each) for each in ([], [3], [1, 2, 3, 5], [1, 3, 4])] == ["", "3", "1-3, 5", "1, 3-4"]


def test_a_count_that_was_typed() -> None:
    assert [number_in(text) for text in ("1,203", "1 203", "0", "١٢")] == [1203, 1203, 0, 12]
    assert [number_in(text) for text in ("", "x", "-1", "1.5", "²", "9" * 10, "9" * 5000)] == [None] * 7
