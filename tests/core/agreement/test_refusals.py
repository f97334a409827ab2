"""What the figures of agreement refuse, and why one of them is missing: each message whole, as it was looked at."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

from syrupy.assertion import SnapshotAssertion

from core.agreement import agreement, agreement_of_many, categories_under, interpretation
from core.agreement.missed import chapman
from tests.refusing import refusals_of

BOTH = ("include", "exclude")
TABLES = {
    "no record": ((0, 0), (0, 0)),
    "one record": ((1, 0), (0, 0)),
    "one record in dispute": ((0, 1), (0, 0)),
    "one category": ((3, 0), (0, 0)),
    "one category of the other": ((0, 0), (0, 3)),
    "one reader without choice": ((2, 1), (0, 0)),
    "all in dispute": ((0, 2), (2, 0)),
}
RATINGS: dict[str, list[tuple[str | None, ...]]] = {
    "nobody": [],
    "one rating each": [("include", None, None), (None, "exclude", None)],
    "one record": [("include", "include", "exclude")],
    "one category": [("include", "include", "include")] * 2,
    "gaps": [("include", "include", "exclude"), ("exclude", "exclude", None)],
}


def test_rules_and_scales_that_there_are_not(snapshot: SnapshotAssertion) -> None:
    cases: dict[str, Callable[[], object]] = {
        "no rule": lambda: categories_under("perhaps"),
        "no scale": lambda: interpretation(0.5, "guess"),
    }
    assert refusals_of(cases, {}) == snapshot


def test_why_a_figure_is_missing(snapshot: SnapshotAssertion) -> None:
    told = []
    for name, table in TABLES.items():
        told += [name, *(f"  {figure}: {note}" for figure, note in agreement(table, BOTH).notes.items())]
    for name, ratings in RATINGS.items():
        notes = agreement_of_many(ratings, ("ANNA", "BO", "CY"), BOTH).notes
        told += [f"three, {name}", *(f"  {figure}: {note}" for figure, note in notes.items())]
    assert "\n".join(told) == snapshot


def test_what_a_sample_says_of_what_both_missed(snapshot: SnapshotAssertion) -> None:
    counts = [each for each in product((0, 1, 5), (0, 2, 5), (0, 1, 2)) if each[2] <= min(each[:2])]
    told = [
        f"{first} and {second}, {both} by both: {chapman(first, second, both).sentence()}"
        for first, second, both in counts
    ]
    assert "\n".join(told) == snapshot
