"""The same figures by other people's programs: `make crosscheck`, in an environment of their own."""

import random
from importlib import import_module

import pytest

from core.agreement import agreement, agreement_of_many, cohen_kappa, fleiss_kappa
from core.agreement.intervals import clopper_pearson
from core.agreement.missed import missed
from core.sampling.allocation import Sharing, deal
from core.sampling.sample import order

pytestmark = pytest.mark.crosscheck

TABLES = [
    [[0, 4, 1], [0, 8, 0], [0, 1, 5]],
    [[40, 9], [6, 45]],
    [[80, 10], [5, 5]],
    [[1467, 782], [1309, 16232]],
    [[13, 0, 0], [0, 20, 7], [0, 4, 56]],
    [[40, 4, 4, 17], [6, 25, 2, 13], [4, 1, 21, 12], [15, 5, 9, 45]],
    [[80, 40], [30, 1850]],
    [[1, 1], [1, 0]],
]
RATINGS = [
    ("1", "1", None, "1"), ("2", "2", "3", "2"), ("3", "3", "3", "3"), ("3", "3", "3", "3"), ("2", "2", "2", "2"),
    ("1", "2", "3", "4"), ("4", "4", "4", "4"), ("1", "1", "2", "1"), ("2", "2", "2", "2"), (None, "5", "5", "5"),
    (None, None, "1", "1"), (None, "3", None, None),
]  # fmt: skip
COMPLETE = [row for row in RATINGS if None not in row]


def columns(table: list[list[int]]) -> tuple[list[int], list[int]]:
    pairs = [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]
    return [i for i, _ in pairs], [j for _, j in pairs]


@pytest.mark.parametrize("table", TABLES, ids=str)
@pytest.mark.parametrize("linear", [False, True])
def test_kappa_is_that_of_scikit_learn(table: list[list[int]], linear: bool) -> None:
    metrics = import_module("sklearn.metrics")
    kappa = cohen_kappa(table, linear=linear)
    labels = list(range(len(table)))
    other = metrics.cohen_kappa_score(*columns(table), labels=labels, weights="linear" if linear else None)
    assert kappa is not None
    assert kappa.value == pytest.approx(other, abs=1e-12)


@pytest.mark.parametrize("table", TABLES, ids=str)
@pytest.mark.parametrize("linear", [False, True])
def test_the_standard_error_is_that_of_statsmodels(table: list[list[int]], linear: bool) -> None:
    inter_rater = import_module("statsmodels.stats.inter_rater")
    kappa = cohen_kappa(table, linear=linear)
    other = inter_rater.cohens_kappa(table, wt="linear" if linear else None)
    assert kappa is not None
    assert kappa.value == pytest.approx(other.kappa, abs=1e-12)
    assert kappa.standard_error == pytest.approx(other.std_kappa, abs=1e-12)
    result = agreement(table, "abcd"[: len(table)])
    if not linear:
        assert result.kappa_max == pytest.approx(other.kappa_max, abs=1e-12)
        assert result.kappa_ci == pytest.approx((max(-1, other.kappa_low), min(1, other.kappa_upp)), abs=1e-12)


def test_fleiss_is_that_of_statsmodels() -> None:
    inter_rater = import_module("statsmodels.stats.inter_rater")
    counts = [[row.count(category) for category in "12345"] for row in COMPLETE]
    assert fleiss_kappa(counts) == pytest.approx(inter_rater.fleiss_kappa(counts), abs=1e-12)


def test_fleiss_leaves_out_records_with_one_rating() -> None:
    """The 12 records with one rating are no part of it; each of the others has three."""
    inter_rater = import_module("statsmodels.stats.inter_rater")
    ratings = [*[(a, b, c) for a in "15" for b in "125" for c in "15"], *[("5", None, None)] * 12]
    counts = [[row.count(category) for category in "125"] for row in ratings if None not in row]
    own = agreement_of_many(ratings, "ABC", "125")
    assert own.fleiss_kappa == pytest.approx(inter_rater.fleiss_kappa(counts), abs=1e-12)


def test_the_interval_of_linear_kappa_is_that_of_statsmodels() -> None:
    inter_rater = import_module("statsmodels.stats.inter_rater")
    for table in TABLES:
        own, other = agreement(table, "abcd"[: len(table)]), inter_rater.cohens_kappa(table, wt="linear")
        assert own.kappa_linear_se == pytest.approx(other.std_kappa, abs=1e-12)
        assert own.kappa_linear_ci == pytest.approx((max(-1, other.kappa_low), min(1, other.kappa_upp)), abs=1e-12)


def test_alpha_is_that_of_krippendorff() -> None:
    krippendorff = import_module("krippendorff")
    data = [[float(rating) if rating else float("nan") for rating in column] for column in zip(*RATINGS, strict=True)]
    own = agreement_of_many(RATINGS, "ABCD", "12345")
    for level, alpha in (("nominal", own.alpha_nominal), ("ordinal", own.alpha_ordinal)):
        assert alpha == pytest.approx(krippendorff.alpha(data, level_of_measurement=level), abs=1e-12)


def test_ac1_is_that_of_irrcac() -> None:
    irrcac, pandas = import_module("irrCAC.raw"), import_module("pandas")
    other = irrcac.CAC(pandas.DataFrame(RATINGS).fillna("")).gwet()["est"]
    own = agreement_of_many(RATINGS, "ABCD", "12345")
    assert own.ac1 == pytest.approx(other["coefficient_value"], abs=1e-5)
    assert own.ac1_se == pytest.approx(other["se"], abs=1e-5)


def dealt_ratings(sharing: Sharing, records: int, seed: int) -> list[tuple[str | None, ...]]:
    """A table as readers to whom records are dealt make it: of each record only some have a rating."""
    ids, chance = [f"{number:016x}" for number in range(records)], random.Random(seed)
    rows = []
    for record, those in deal(sharing, "s", order("s", ids)).items():
        true = chance.choice("123")
        said = {who: true if chance.random() < 0.7 else chance.choice("123") for who in sharing.of if who in those}
        rows.append((record, tuple(said.get(who) for who in sharing.of)))
    return [row for _, row in sorted(rows)]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    "sharing",
    [
        Sharing(any=2, of=tuple("ABCDE"), weights=(1, 1, 1, 1, 1)),
        Sharing(any=3, of=tuple("ABCDE"), weights=(2, 1, 1, 1, 1)),
        Sharing(any=1, of=tuple("ABCD"), weights=(2, 1, 1, 1), one_more="20%"),
    ],
    ids=["two of five", "three of five", "one of four"],
)
def test_readings_that_were_shared_out_agree_as_others_have_it(sharing: Sharing, seed: int) -> None:
    krippendorff, pandas = import_module("krippendorff"), import_module("pandas")
    inter_rater, irrcac = import_module("statsmodels.stats.inter_rater"), import_module("irrCAC.raw")
    rows = dealt_ratings(sharing, 120, seed)
    own = agreement_of_many(rows, sharing.of, "123")
    data = [[float(rating) if rating else float("nan") for rating in column] for column in zip(*rows, strict=True)]
    for level, alpha in (("nominal", own.alpha_nominal), ("ordinal", own.alpha_ordinal)):
        assert alpha == pytest.approx(krippendorff.alpha(data, level_of_measurement=level), abs=1e-12)
    other = irrcac.CAC(pandas.DataFrame(rows).fillna("")).gwet()["est"]
    assert own.ac1 == pytest.approx(other["coefficient_value"], abs=1e-5)
    assert own.ac1_se == pytest.approx(other["se"], abs=1e-5)
    counts = [[row.count(each) for each in "123"] for row in rows if sum(map(bool, row)) > 1]
    assert own.fleiss_kappa == pytest.approx(inter_rater.fleiss_kappa(counts), abs=1e-12)
    for (first, second), pair in own.pairs.items():
        one, two = (sharing.of.index(each) for each in (first, second))
        assert pair.n == sum(row[one] is not None and row[two] is not None for row in rows)


def test_the_exact_intervals_are_those_of_scipy() -> None:
    stats = import_module("scipy.stats")
    for successes, trials in ((0, 7), (3, 2516), (1930, 2000), (2000, 2000), (6000, 13178)):
        other = stats.binomtest(successes, trials).proportion_ci(0.95, "exact")
        assert clopper_pearson(successes, trials) == pytest.approx((other.low, other.high), abs=1e-10)
    for excluded, read, found in ((12300, 2460, 3), (500, 100, 0), (977, 400, 41)):
        low, high = missed(excluded, read, found).ci or (0, 0)
        possible = range(found, excluded - read + found + 1)
        lowest = next(k for k in possible if stats.hypergeom.sf(found - 1, excluded, k, read) > 0.025)
        highest = next(k for k in reversed(possible) if stats.hypergeom.cdf(found, excluded, k, read) > 0.025)
        assert (low, high) == (lowest - found, highest - found)
