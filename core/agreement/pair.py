"""Agreement of two readers: every figure that must stand beside kappa."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from math import sqrt
from typing import Any

from core.agreement.ac1 import gwet_ac1
from core.agreement.intervals import clopper_pearson, wald
from core.agreement.kappa import cohen_kappa
from core.agreement.tables import Table
from core.words import count, listed, number, plural

Interval = tuple[float, float]

INTERVAL_METHODS = {
    "percent_agreement_ci": "exact (Clopper–Pearson)",
    "kappa_ci": "normal, with the standard error of Fleiss, Cohen & Everitt (1969)",
    "kappa_linear_ci": "normal, with the standard error of Fleiss, Cohen & Everitt (1969)",
    "ac1_ci": "normal, with the standard error of Gwet (2008)",
}
"""How each interval is made, by its name."""

FEW_POSITIVES = 10
"""Below so many includes of either reader the intervals of kappa and AC1 are rough (they cover less than 95 %)."""

_NO_RECORD = "no record was read by both"
_ONE_RECORD = "only one record was read by both"
_ONE_CATEGORY = "both used one category"
_CONSTANT = "one reader used one category only, so that kappa would be 0 whatever the other decided"
_NO_WIDTH = "the standard error is 0, which says nothing about the precision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The agreement of two readers who decided independently.

    Intervals are at 95 %. A figure that is undefined is None, and `notes` says why, by the figure's name. The first
    category is taken as the positive one ("include"), the last as the negative one ("exclude").

    Attributes:
        n: Records that both read.
        table: k × k counts; row = the first reader's category, column = the second's.
        percent_agreement: The share of records on which they agree, between 0 and 1, with its binomial standard error
            and its exact interval.
        expected_agreement: The share that the margins alone would give.
        kappa: Cohen's; with the standard error of Fleiss, Cohen & Everitt (1969), and the interval cut at -1 and 1. Not
            given when either reader used one category only: it is then 0 by its formula, or undefined.
        kappa_max: The highest kappa that the margins allow.
        kappa_linear: Kappa with linear weights; the same as kappa when there are two categories.
        pabak: (k · agreement - 1) / (k - 1): kappa, had both used all categories equally often (Byrt et al. 1993).
            Here and in AC1, k counts the categories of the table, used or not.
        ac1: Gwet's AC1, with a normal interval like kappa's.
        positive_agreement: Twice the records both included, by the sum of what each did; `maybe` is not an include.
        negative_agreement: The same for exclude; `maybe` is not an exclude.
        specific_agreement: The same for each category, in their order; None for a category nobody used.
        prevalence_index: The readers' mean share of includes less that of excludes; 2 × 2: (a - d) / n.
        bias_index: The first reader's share of includes less the second's; 2 × 2: (b - c) / n.
        rough: The figures whose intervals are rough, since a reader included too seldom.
    """

    n: int
    categories: tuple[str, ...]
    table: Table
    percent_agreement: float | None = None
    percent_agreement_se: float | None = None
    percent_agreement_ci: Interval | None = None
    expected_agreement: float | None = None
    kappa: float | None = None
    kappa_se: float | None = None
    kappa_ci: Interval | None = None
    kappa_max: float | None = None
    kappa_linear: float | None = None
    kappa_linear_se: float | None = None
    kappa_linear_ci: Interval | None = None
    pabak: float | None = None
    ac1: float | None = None
    ac1_se: float | None = None
    ac1_ci: Interval | None = None
    positive_agreement: float | None = None
    negative_agreement: float | None = None
    specific_agreement: tuple[float | None, ...] = ()
    prevalence_index: float | None = None
    bias_index: float | None = None
    rough: tuple[str, ...] = ()
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def caution(self) -> str:
        """What to bear in mind, in a sentence; "" for nothing."""
        first, second = sum(self.table[0]), sum(row[0] for row in self.table)
        chose = f"The readers chose {self.categories[0]} {number(first)} and {count(second, 'time')}"
        return f"{chose}: with fewer than {FEW_POSITIVES} {rough_intervals(self.rough)}." if self.rough else ""


def rough_intervals(names: Sequence[str]) -> str:
    """The words that say so: "the interval of kappa is rough"."""
    return f"the {plural(len(names), 'interval')} of {listed(names)} {plural(len(names), 'is')} rough"


def agreement(table: Sequence[Sequence[int]], categories: Sequence[str]) -> Agreement:
    """All figures for one cross table.

    Args:
        table: k × k counts; row = the first reader's category, column = the second's.
        categories: Their k names, at least two, from the most to the least including.

    Raises:
        ValueError: The table is not square, does not fit the categories or has a negative count.
    """
    counts = [list(row) for row in table]
    k = len(categories)
    if k < 2 or len(counts) != k or any(len(row) != k or min(row) < 0 for row in counts):
        raise ValueError(f"not a table of counts for the categories {list(categories)}: {counts}")
    n = sum(map(sum, counts))
    figures: dict[str, Any] = {"n": n, "categories": tuple(categories), "table": counts}
    if n == 0:
        names = [each.name for each in fields(Agreement) if each.default is None]
        return Agreement(**figures, specific_agreement=(None,) * k, notes=dict.fromkeys(names, _NO_RECORD))

    notes: dict[str, str] = {}
    rows = [sum(row) for row in counts]
    columns = [sum(column) for column in zip(*counts, strict=True)]
    agreed = sum(counts[g][g] for g in range(k))
    figures["percent_agreement"] = agreed / n
    figures["percent_agreement_se"] = sqrt(agreed * (n - agreed) / n) / n
    figures["percent_agreement_ci"] = clopper_pearson(agreed, n)
    figures["expected_agreement"] = sum(rows[g] * columns[g] for g in range(k)) / n**2
    figures["pabak"] = (k * agreed / n - 1) / (k - 1)
    figures["prevalence_index"] = (rows[0] + columns[0] - rows[-1] - columns[-1]) / (2 * n)
    figures["bias_index"] = (rows[0] - columns[0]) / n
    figures |= {**_kappas(counts, rows, columns, notes), **_ac1(counts, notes)}
    rough = [name for name, ends in (("kappa", "kappa_ci"), ("AC1", "ac1_ci")) if figures.get(ends)]
    few = bool(rough) and min(rows[0], columns[0]) < FEW_POSITIVES
    return Agreement(
        **figures,
        **_specific(counts, rows, columns, categories, notes),
        rough=tuple(rough) if few else (),
        notes=notes,
    )


def _kappas(counts: Table, rows: list[int], columns: list[int], notes: dict[str, str]) -> dict[str, Any]:
    plain, linear = cohen_kappa(counts), cohen_kappa(counts, linear=True)
    n = sum(rows)
    if plain is None or linear is None or n in rows or n in columns:
        why = _ONE_RECORD if n == 1 else _ONE_CATEGORY if plain is None else _CONSTANT
        names = ("kappa", "kappa_se", "kappa_ci", "kappa_max", "kappa_linear", "kappa_linear_se", "kappa_linear_ci")
        notes.update(dict.fromkeys(names, why))
        return {}
    return {
        "kappa": plain.value,
        "kappa_se": plain.standard_error,
        "kappa_ci": normal_interval("kappa_ci", plain.value, plain.standard_error, notes),
        "kappa_max": plain.maximum,
        "kappa_linear": linear.value,
        "kappa_linear_se": linear.standard_error,
        "kappa_linear_ci": normal_interval("kappa_linear_ci", linear.value, linear.standard_error, notes),
    }


def _ac1(counts: Table, notes: dict[str, str]) -> dict[str, Any]:
    k = range(len(counts))
    profiles = [([(g == i) + (g == j) for g in k], counts[i][j]) for i in k for j in k]
    ac1 = gwet_ac1(profiles, len(counts))
    assert ac1 is not None, "there is at least one record"
    if ac1.standard_error is None:
        notes.update(dict.fromkeys(("ac1_se", "ac1_ci"), _ONE_RECORD))
        return {"ac1": ac1.value}
    return {
        "ac1": ac1.value,
        "ac1_se": ac1.standard_error,
        "ac1_ci": normal_interval("ac1_ci", ac1.value, ac1.standard_error, notes),
    }


def normal_interval(name: str, value: float, standard_error: float, notes: dict[str, str]) -> Interval | None:
    """The normal 95 % interval; None, with a note under its name, where the standard error is 0."""
    # A perfect table has a standard error of 0, up to rounding; the interval 1 to 1 would claim certainty.
    if standard_error < 1e-9:
        notes[name] = _NO_WIDTH
        return None
    return wald(value, standard_error)


def _specific(
    counts: Table, rows: list[int], columns: list[int], categories: Sequence[str], notes: dict[str, str]
) -> dict[str, Any]:
    used = [row + column for row, column in zip(rows, columns, strict=True)]
    specific = tuple(2 * counts[g][g] / used[g] if used[g] else None for g in range(len(used)))
    for name, place in (("positive_agreement", 0), ("negative_agreement", -1)):
        if specific[place] is None:
            notes[name] = f"nobody used the category {categories[place]}"
    return {
        "positive_agreement": specific[0],
        "negative_agreement": specific[-1],
        "specific_agreement": specific,
    }
