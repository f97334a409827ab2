"""Bootstrap intervals for two readers' agreement: records are resampled, seeded, one replicate at a time.

A screen takes as many replicates as it can between two key presses and may stop at any:

    values = list(islice(replicates(table, kappa_value, seed), 2000))
    interval = percentile_interval(values)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import floor, log, log1p
from typing import NamedTuple


class BootstrapInterval(NamedTuple):
    """A percentile interval.

    Attributes:
        ci: The 2.5 % and 97.5 % points of the replicates; None when the statistic was undefined in all of them, or the
            points are the same: that would claim certainty, as after perfect agreement.
        replicates: How many were made.
        degenerate: In how many of them the statistic was undefined; they are left out. To be reported.
    """

    ci: tuple[float, float] | None
    replicates: int
    degenerate: int


def replicates(
    table: Sequence[Sequence[int]], statistic: Callable[[Sequence[Sequence[int]]], float | None], seed: str
) -> Iterator[float | None]:
    """The statistic in one resample of the records after the other, without end.

    The same seed gives the same values on every version of Python: only `Random.random()` is used, which alone is
    promised to stay as it is.

    Args:
        table: k × k counts, with one record at least.
        statistic: Computes the figure from such a table; None where it is undefined.
        seed: Any text.
    """
    from random import Random

    uniform = Random(seed).random
    size = len(table)
    counts = [count for row in table for count in row]
    while True:
        drawn = _multinomial(counts, uniform)
        yield statistic([drawn[start : start + size] for start in range(0, size * size, size)])


def percentile_interval(values: Sequence[float | None]) -> BootstrapInterval:
    """The 95 % percentile interval of what `replicates` gave."""
    defined = sorted(value for value in values if value is not None)
    ci = (_quantile(defined, 0.025), _quantile(defined, 0.975)) if defined else None
    if ci and ci[1] - ci[0] < 1e-9:
        ci = None
    return BootstrapInterval(ci, len(values), len(values) - len(defined))


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _multinomial(counts: Sequence[int], uniform: Callable[[], float]) -> list[int]:
    """As many draws, with replacement, as there are records: how many fall in each cell.

    The fullest cell comes last and takes what is left, so the cost is that of the records outside it.
    """
    drawn = [0] * len(counts)
    left = records = sum(counts)
    for cell in sorted(range(len(counts)), key=counts.__getitem__):
        if counts[cell]:
            drawn[cell] = _binomial(left, counts[cell] / records, uniform)
            left -= drawn[cell]
            records -= counts[cell]
    return drawn


def _binomial(trials: int, chance: float, uniform: Callable[[], float]) -> int:
    """The number of successes, found by leaping from one to the next (the gaps are geometrically distributed)."""
    if chance >= 1:
        return trials
    scale = log1p(-chance)
    successes = 0
    place = 1 + int(log(1 - uniform()) / scale)
    while place <= trials:
        successes += 1
        place += 1 + int(log(1 - uniform()) / scale)
    return successes
