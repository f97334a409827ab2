"""Every figure of every small table, as it was compared with other programs (`make crosscheck`): none moves unseen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from fractions import Fraction
from itertools import islice, product
from typing import Any

from syrupy.assertion import SnapshotAssertion

from core.agreement import agreement, agreement_of_many, interpretation
from core.agreement.bootstrap import percentile_interval, replicates
from core.agreement.intervals import clopper_pearson, fewest_marked, hypergeometric_tail, wald
from core.agreement.kappa import kappa_value
from core.agreement.missed import chapman, missed, missed_in_total
from core.agreement.rates import reader_rates_of
from core.agreement.scales import SCALES

TWO, THREE = ("include", "exclude"), ("include", "maybe", "exclude")


def rounded(value: Any) -> Any:
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, tuple | list):
        return f"({', '.join(str(rounded(each)) for each in value)})"
    if isinstance(value, dict):
        return "; ".join(f"{name}: {rounded(each)}" for name, each in value.items())
    return value


def told(found: Any, *without: str) -> str:
    named = ((each.name, getattr(found, each.name)) for each in fields(found) if each.name not in without)
    return " ".join(f"{name}={rounded(value)}" for name, value in named if value not in (None, (), {}, "", 0, []))


def test_two_readers_with_two_categories(snapshot: SnapshotAssertion) -> None:
    tables = ([list(four[:2]), list(four[2:])] for four in product((0, 1, 3), repeat=4))
    assert "\n".join(f"{table}: {told(agreement(table, TWO), 'categories', 'table')}" for table in tables) == snapshot


def test_two_readers_with_three_categories_and_many_records(snapshot: SnapshotAssertion) -> None:
    tables = (
        [[5, 1, 0], [2, 3, 1], [0, 1, 9]], [[0, 0, 0], [0, 4, 0], [0, 0, 4]], [[0, 2, 0], [1, 0, 0], [3, 0, 8]],
        [[120, 3, 4], [5, 60, 7], [8, 9, 1400]], [[1, 1, 1], [1, 1, 1], [1, 1, 1]],
    )  # fmt: skip
    assert "\n".join(told(agreement(table, THREE), "categories") for table in tables) == snapshot
    large = ([[10, 3], [4, 90]], [[9, 3], [4, 90]], [[40, 0], [0, 60]], [[300, 41], [52, 6511]])
    assert "\n".join(told(agreement(table, TWO), "categories") for table in large) == snapshot


def ratings() -> Iterator[list[tuple[str | None, ...]]]:
    said = (*THREE, None)
    rows = list(product(said, repeat=3))
    yield from (rows[start::step] for start, step in ((0, 7), (1, 5), (2, 9), (3, 11), (5, 13)))
    yield [("include",) * 3, ("exclude",) * 3, ("include", "exclude", "exclude")]


def test_three_readers(snapshot: SnapshotAssertion) -> None:
    found = (agreement_of_many(rows, ["A", "B", "C"], THREE) for rows in ratings())
    assert "\n".join(told(each, "raters", "categories", "pairs") for each in found) == snapshot


def test_what_was_missed(snapshot: SnapshotAssertion) -> None:
    counts = [(m, n, k) for m in (0, 1, 2, 5, 9) for n in range(min(m, 5) + 1) for k in range(min(n, 3) + 1)]
    counts += [(900, 180, 0), (900, 180, 4), (900, 900, 3), (6821, 1364, 1)]
    lines = [f"{each}: {told(missed(*each))} recall {rounded(missed(*each).recall(7))}" for each in counts]
    lines += [missed(*each).sentence("A", "B") for each in counts[::5]]
    lines += [
        f"{value.number} {value.unit} {value.at}"
        for counted in ((900, 180, 0), (9, 0, 0))
        for sentence in missed(*counted).sentences("A", "B", "a place")
        for value in sentence.told
    ]
    rounds = {1: missed(20, 5, 1), 2: missed(10, 2, 0), 3: missed(8, 0, 0), 4: missed(0, 0, 0), 5: missed(30, 6, 2)}
    wholes = ({}, {1: Fraction(1, 4), 2: Fraction(1, 5), 5: Fraction(1, 5)}, {1: Fraction(1, 5), 2: Fraction(1, 5)})
    lines += [told(missed_in_total(rounds, whole)) for whole in wholes]
    lines += [told(missed_in_total({1: rounds[1]}, wholes[1])), told(missed_in_total({3: rounds[3]}, {}))]
    lines += [told(missed_in_total({3: rounds[3], 6: missed(4, 0, 0)}, {}))]
    lines += [
        f"{each}: {told(chapman(*each))} {chapman(*each).sentence()}"
        for each in ((0, 0, 0), (3, 4, 2), (3, 3, 3), (3, 4, 3), (9, 12, 0), (120, 99, 81))
    ]
    said = (chapman(*each).said("a place") for each in ((3, 4, 2), (3, 3, 3)))
    lines += [f"{value.number} {value.unit} {value.at}" for sentence in said for value in sentence.told]
    assert "\n".join(lines) == snapshot


def test_intervals_of_few(snapshot: SnapshotAssertion) -> None:
    proportions = [(k, n) for n in (1, 2, 5, 40) for k in range(0, n + 1, max(1, n // 5))]
    lines = [f"{each}: {rounded(clopper_pearson(*each))}" for each in proportions]
    marked = [(n, d, k) for n, d in ((5, 2), (9, 4), (200, 40)) for k in range(min(d, 4) + 1)]
    lines += [f"{each}: {[fewest_marked(*each, tail) for tail in (0.025, 0.05)]}" for each in marked]
    lines += [f"{each}: {rounded(hypergeometric_tail(*each))}" for each in ((9, 3, 4, 2), (9, 9, 4, 4), (50, 5, 10, 1))]
    lines += [f"{each}: {rounded(wald(*each))}" for each in ((0.5, 0.1), (0.9, 0.2), (-0.9, 0.2), (1.0, 0.0))]
    assert "\n".join(lines) == snapshot


def test_bootstrap_words_and_rates(snapshot: SnapshotAssertion) -> None:
    tables = ([[5, 1], [2, 9]], [[1, 0], [0, 1]], [[300, 41], [52, 651]], [[4, 0], [0, 0]])
    drawn = [list(islice(replicates(table, kappa_value, "a seed"), 40)) for table in tables]
    lines = [f"{rounded([each for each in values if each is not None][:5])}" for values in drawn]
    lines += [rounded(tuple(percentile_interval(values))) for values in drawn]
    kappas = (-1.0, -0.001, 0.0, 0.2, 0.204, 0.205, 0.39, 0.4, 0.59, 0.6, 0.74, 0.75, 0.8, 0.81, 1.0)
    lines += [f"{scale} {kappa}: {interpretation(kappa, scale)}" for scale in SCALES for kappa in kappas]
    words = {"A": {"r1": "include", "r2": "exclude"}, "B": {"r2": "exclude", "r3": "include"}, "C": {}}
    lines += [f"{told(each)} {each.include_rate} {each.agreement_with_others}" for each in reader_rates_of(words)]
    assert "\n".join(map(str, lines)) == snapshot
