"""What the double-read sample says about the records that the first reader alone excluded.

The first reader excluded M records. Of these, n are in the second reader's sample, and m of the n turned out relevant
once disagreements were settled. Given what the first reader decided, the n are a simple random sample of the M, so m
follows the hypergeometric distribution and nothing else has to be assumed but that the settled verdict is right. (While
the second reader is still at work this holds too, since the queue is in random order.) The m were rescued; the question
is how many more there are among the M - n that only the first reader saw.

What both readers excluded is not covered: see `chapman`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp, log, sqrt
from typing import NamedTuple

from core.agreement.intervals import Z95, fewest_marked

ASSUMPTION = (
    "It is assumed that the settled verdict is right; a relevant record that both readers excluded is not counted."
)


class Recall(NamedTuple):
    """The share of the relevant records that the stage kept, with its 95 % interval; between 0 and 1."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """How many relevant records may remain among those that only the first reader read and excluded.

    Attributes:
        excluded: M, the records that the first reader excluded.
        double_read: n, those of them that the second reader read too.
        found: m, those of them found relevant after disagreements were settled.
        estimate: m (M - n) / n; None when nothing was read twice.
        ci: The 95 % interval, both ends included; None with the estimate.
        upper_one_sided: With 95 % confidence no more than this; None with the estimate.
        method: How the interval was made.
        notes: Why a figure is None, by the figure's name in the JSON.
    """

    excluded: int
    double_read: int
    found: int
    estimate: float | None
    ci: tuple[int, int] | None
    upper_one_sided: int | None
    method: str = "exact hypergeometric"
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def single_read(self) -> int:
        """The records that only the first reader read and excluded."""
        return self.excluded - self.double_read

    def recall(self, kept: int) -> Recall | None:
        """The share of the relevant records that the stage kept.

        Args:
            kept: All records found relevant at the stage: kept by the first reader, or rescued.

        Returns:
            None where there is no estimate or nothing was relevant.
        """
        if self.estimate is None or self.ci is None or kept == 0:
            return None
        return Recall(kept / (kept + self.estimate), kept / (kept + self.ci[1]), kept / (kept + self.ci[0]))

    def sentence(self, first: str = "the first reader", second: str = "the second reader") -> str:
        """The sentence for the report; `first` and `second` are the readers' names."""
        if self.estimate is None or self.ci is None:
            why = self.notes["estimate"]
            return f"How many relevant records remain among those that {first} alone excluded is not estimable: {why}."
        found = "none of these was" if self.found == 0 else f"{self.found:,} of these {_was(self.found)}"
        low, high = self.ci
        text = (
            f"Of the {self.excluded:,} records that {first} excluded, {second} also read {self.double_read:,}; "
            f"{found} found relevant. An estimated {self.estimate:,.0f} further relevant {_records(self.estimate)} "
            f"(95% CI {low:,}–{high:,}, {self.method}) may remain among the {self.single_read:,} read by {first} alone."
        )
        if self.found == 0:
            text += f" With 95% confidence there are no more than {self.upper_one_sided:,}."
        return text


def missed(excluded: int, double_read: int, found: int) -> Missed:
    """The estimate for one sample, by exact inversion of the hypergeometric test.

    Raises:
        ValueError: Not 0 ≤ found ≤ double_read ≤ excluded.
    """
    return _missed(excluded, double_read, found, error=0.05)


def missed_in_total(rounds: Sequence[Missed], *, equal_fractions: bool) -> Missed:
    """The estimate over several search rounds, each with its own sample.

    The estimates are added: m (M - n) / n of each round. The interval depends on how the samples were drawn:

    * the same fraction in every round, all read, none extended: the samples together are very nearly one simple random
      sample, and the exact interval of the pooled counts is given;
    * otherwise the limits of the rounds are added, each at the level 1 - 0.05 / rounds (Bonferroni), which covers at
      least as often as stated and is wider than needed.

    Rounds in which nothing was excluded take no part.

    Args:
        rounds: The counts of each round, as `missed` returned them.
        equal_fractions: Whether the first case holds.
    """
    strata = [each for each in rounds if each.excluded]
    excluded = sum(each.excluded for each in strata)
    double_read = sum(each.double_read for each in strata)
    found = sum(each.found for each in strata)
    if len(strata) < 2:
        return missed(excluded, double_read, found)
    if any(each.estimate is None for each in strata):
        return _not_estimable(excluded, double_read, found, "in a search round nothing was read twice yet")

    estimate = sum(each.estimate or 0.0 for each in strata)
    if equal_fractions:
        pooled = missed(excluded, double_read, found)
        ci, upper, method = (
            pooled.ci,
            pooled.upper_one_sided,
            f"exact hypergeometric, {len(strata)} search rounds pooled",
        )
    else:
        error = 0.05 / len(strata)
        limits = [_missed(each.excluded, each.double_read, each.found, error) for each in strata]
        intervals = [each.ci for each in limits if each.ci]
        ci = sum(low for low, _ in intervals), sum(high for _, high in intervals)
        upper = sum(each.upper_one_sided or 0 for each in limits)
        method = f"exact hypergeometric, limits of {len(strata)} search rounds added, conservative"
    return Missed(
        excluded=excluded,
        double_read=double_read,
        found=found,
        estimate=estimate,
        ci=ci,
        upper_one_sided=upper,
        method=method,
    )


def _missed(excluded: int, double_read: int, found: int, error: float) -> Missed:
    if not 0 <= found <= double_read <= excluded:
        raise ValueError(f"impossible counts: {found} found among {double_read} double-read of {excluded} excluded")
    if excluded == 0:
        return Missed(excluded=0, double_read=0, found=0, estimate=0.0, ci=(0, 0), upper_one_sided=0)
    if double_read == 0:
        return _not_estimable(excluded, double_read, found, "none of the excluded records was read twice")

    def most(tail: float) -> int:
        return excluded - fewest_marked(excluded, double_read, double_read - found, tail)

    return Missed(
        excluded=excluded,
        double_read=double_read,
        found=found,
        estimate=found * (excluded - double_read) / double_read,
        ci=(fewest_marked(excluded, double_read, found, error / 2) - found, most(error / 2) - found),
        upper_one_sided=most(error) - found,
    )


def _not_estimable(excluded: int, double_read: int, found: int, why: str) -> Missed:
    return Missed(
        excluded=excluded,
        double_read=double_read,
        found=found,
        estimate=None,
        ci=None,
        upper_one_sided=None,
        notes=dict.fromkeys(("estimate", "ci", "upper_one_sided"), why),
    )


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def _records(count: float) -> str:
    return "record" if round(count) == 1 else "records"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapman:
    """How many relevant records the sample holds, seen or not: a lower bound, for the readers err on the same records.

    Attributes:
        seen: Relevant records that at least one reader included.
        estimate: Chapman's estimate of all relevant ones; at least `seen`.
        ci: The 95 % log-normal interval; None when the variance is 0.
        note: Why there is no interval; else "".
    """

    seen: int
    estimate: float
    ci: tuple[float, float] | None
    note: str = ""

    def sentence(self) -> str:
        """The sentence for the report, which says that the figure is a lower bound."""
        if self.ci is None:
            return f"How many relevant records of the sample both readers missed is not estimable: {self.note}."
        low, high = self.ci
        return (
            f"Within the sample, {self.seen:,} relevant records were seen by at least one reader; capture–recapture "
            f"(Chapman) puts the total at {self.estimate:,.1f} at least (95% CI {low:,.1f}–{high:,.1f}). This is a "
            "lower bound: a record that is hard for one reader is hard for the other."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedAtStage:
    """What was missed by the first reader of a stage, as far as the sample tells.

    Attributes:
        stage: Its id.
        first: The reader who reads all.
        second: The reader of the sample.
        rounds: The counts and the estimate of each search round.
        total: The estimate over all of them.
        recall: The share of the relevant records that the stage kept; None without an estimate.
        within_sample: Capture–recapture among the records that both read: a lower bound.
        unresolved: Twice-read exclusions of the first reader on which the readers still differ.
        read_late: Twice-read exclusions that came into the sample after the stage had been opened, where the second
            reader could have looked up what the first had said.
        complete: Whether every reader has finished.
    """

    stage: str
    first: str
    second: str
    rounds: dict[int, Missed]
    total: Missed
    recall: Recall | None
    within_sample: Chapman
    unresolved: int
    read_late: int
    complete: bool


def chapman(first: int, second: int, both: int) -> Chapman:
    """Capture–recapture within the sample (Chapman 1951; log-normal interval on the number not seen).

    Args:
        first: Records, relevant after disagreements were settled, that the first reader had included.
        second: Those that the second reader had included.
        both: Those that both had.

    Raises:
        ValueError: `both` is more than one of the readers included.
    """
    if not 0 <= both <= min(first, second):
        raise ValueError(f"impossible counts: {both} included by both, {first} and {second} by one")
    seen = first + second - both
    estimate = (first + 1) * (second + 1) / (both + 1) - 1
    variance = (first + 1) * (second + 1) * (first - both) * (second - both) / ((both + 1) ** 2 * (both + 2))
    if variance == 0:
        why = "a reader included every relevant record that the other did, so the formula leaves no variance"
        return Chapman(seen=seen, estimate=estimate, ci=None, note=why)
    unseen = estimate - seen
    spread = exp(Z95 * sqrt(log(1 + variance / unseen**2)))
    return Chapman(seen=seen, estimate=estimate, ci=(seen + unseen / spread, seen + unseen * spread))
