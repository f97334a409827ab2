"""Agreement of three readers and more, who need not all have read every record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from core.agreement.ac1 import gwet_ac1
from core.agreement.pair import Agreement, agreement, normal_interval
from core.agreement.tables import cross_table

Ratings = Sequence[Sequence[str | None]]
"""One row a record, one column a reader; None where the reader has not read the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyAgreement:
    """The agreement of several readers. What is undefined is None, and `notes` says why, by the figure's name.

    Attributes:
        raters: The readers, in the order of the columns.
        n: Records with two ratings or more.
        pairs: For each two readers their agreement on what both read.
        light_kappa: Light's: the mean of the pairs' kappas; natural when the readers are the same throughout.
        fleiss_kappa: Fleiss's; only when every record that is counted in `n` has the same number of ratings.
        alpha_nominal: Krippendorff's alpha, taking the categories as mere names.
        alpha_ordinal: Krippendorff's alpha, taking the categories as ordered.
        ac1: Gwet's AC1 with its 95 % interval.
    """

    raters: tuple[str, ...]
    categories: tuple[str, ...]
    n: int
    pairs: dict[tuple[str, str], Agreement]
    light_kappa: float | None
    fleiss_kappa: float | None
    alpha_nominal: float | None
    alpha_ordinal: float | None
    ac1: float | None
    ac1_se: float | None
    ac1_ci: tuple[float, float] | None
    notes: dict[str, str] = field(default_factory=dict)


def agreement_of_many(ratings: Ratings, raters: Sequence[str], categories: Sequence[str]) -> ManyAgreement:
    """All figures for three readers and more; for two as well.

    Args:
        ratings: One row a record, one column a reader; None for a missing rating.
        raters: The readers' ids, one a column.
        categories: In their order, from the most to the least including.

    Raises:
        ValueError: A row does not fit the readers, or a rating is not a category.
    """
    counts = _counts(ratings, len(raters), categories)
    pairs = {
        (raters[i], raters[j]): agreement(
            cross_table(((a, b) for a, b in ((row[i], row[j]) for row in ratings) if a and b), categories), categories
        )
        for i, j in combinations(range(len(raters)), 2)
    }
    notes: dict[str, str] = {}
    ac1 = gwet_ac1(Counter(counts).items(), len(categories))
    figures = {
        "light_kappa": light_kappa(pairs),
        "fleiss_kappa": fleiss_kappa(counts),
        "alpha_nominal": krippendorff_alpha(counts),
        "alpha_ordinal": krippendorff_alpha(counts, ordinal=True),
        "ac1": ac1.value if ac1 else None,
    }
    n = sum(sum(row) > 1 for row in counts)
    for name, value in figures.items():
        if value is None:
            notes[name] = _why(name, n, pairs, counts)
    interval = None
    if ac1 is None or ac1.standard_error is None:
        why = "no record has two ratings" if ac1 is None else "there is one record only"
        notes |= dict.fromkeys(("ac1_se", "ac1_ci"), why)
    else:
        interval = normal_interval("ac1_ci", ac1.value, ac1.standard_error, notes)
    return ManyAgreement(
        raters=tuple(raters),
        categories=tuple(categories),
        n=n,
        pairs=pairs,
        **figures,
        ac1_se=ac1.standard_error if ac1 else None,
        ac1_ci=interval,
        notes=notes,
    )


def light_kappa(pairs: dict[tuple[str, str], Agreement]) -> float | None:
    """Light's kappa (1971): the mean of the pairs' kappas; None when there is no pair or one has none."""
    kappas = [each.kappa for each in pairs.values()]
    defined = [kappa for kappa in kappas if kappa is not None]
    return sum(defined) / len(defined) if defined and len(defined) == len(kappas) else None


def fleiss_kappa(counts: Sequence[Sequence[int]]) -> float | None:
    """Fleiss's kappa (1971).

    Args:
        counts: For each record how many ratings fell in each category; records with one rating are left aside, since
            nobody can agree on them.

    Returns:
        None when no record is left, they do not all have the same number of ratings, or one category alone was used.
    """
    rows = [row for row in counts if sum(row) > 1]
    ratings = {sum(row) for row in rows}
    if len(ratings) != 1:
        return None
    n, m = len(rows), ratings.pop()
    totals: list[int] = [sum(column) for column in zip(*rows, strict=True)]
    if n * m in totals:
        return None
    observed = sum(count * (count - 1) for row in rows for count in row) / (n * m * (m - 1))
    expected = sum((total / (n * m)) ** 2 for total in totals)
    return (observed - expected) / (1 - expected)


def krippendorff_alpha(counts: Sequence[Sequence[int]], *, ordinal: bool = False) -> float | None:
    """Krippendorff's alpha (2011), from the coincidences of the ratings within each record.

    alpha = 1 - D_observed / D_expected. With the nominal metric two different categories are at distance 1, with the
    ordinal one at (the ratings from one to the other, those of the two counted by half)².

    Args:
        counts: For each record how many ratings fell in each category; records with one rating are left aside.
        ordinal: Whether the categories are taken as ordered.

    Returns:
        None when fewer than two categories are left.
    """
    rows = [row for row in counts if sum(row) > 1]
    totals: list[int] = [sum(column) for column in zip(*rows, strict=True)]
    if sum(total > 0 for total in totals) < 2:
        return None
    size = range(len(totals))
    n = sum(totals)

    def distance(c: int, k: int) -> float:
        if not ordinal:
            return float(c != k)
        return (sum(totals[min(c, k) : max(c, k) + 1]) - (totals[c] + totals[k]) / 2) ** 2

    distances = [[distance(c, k) if c != k else 0.0 for k in size] for c in size]
    observed = sum(
        times / (sum(row) - 1) * sum(row[c] * row[k] * distances[c][k] for c in size for k in size)
        for row, times in Counter(map(tuple, rows)).items()
    )
    expected = sum(totals[c] * totals[k] * distances[c][k] for c in size for k in size) / (n - 1)
    return 1 - observed / expected


def _counts(ratings: Ratings, raters: int, categories: Sequence[str]) -> list[tuple[int, ...]]:
    place = {category: index for index, category in enumerate(categories)}
    counts = []
    for row in ratings:
        if len(row) != raters or any(rating is not None and rating not in place for rating in row):
            raise ValueError(f"not {raters} ratings among {list(categories)}: {list(row)}")
        record = [0] * len(categories)
        for rating in row:
            if rating is not None:
                record[place[rating]] += 1
        counts.append(tuple(record))
    return counts


def _why(name: str, n: int, pairs: dict[tuple[str, str], Agreement], counts: Sequence[Sequence[int]]) -> str:
    if n == 0:
        return "no record has two ratings"
    if name == "light_kappa":
        undefined = [f"{first} and {second}" for (first, second), each in pairs.items() if each.kappa is None]
        return f"kappa is undefined for {', '.join(undefined)}"
    if name == "fleiss_kappa" and len({sum(row) for row in counts if sum(row) > 1}) > 1:
        return "the records with two ratings or more do not all have the same number of ratings"
    return "all ratings fell in one category"
