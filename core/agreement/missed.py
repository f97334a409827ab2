"""What the double-read sample says about the records that the first reader alone excluded.

The first reader excluded M records. Of these, n are in the second reader's sample, and m of the n turned out relevant
once disagreements were settled. Given what the first reader decided, the n are a simple random sample of the M, so m
follows the hypergeometric distribution and nothing else has to be assumed but that the settled verdict is right. (While
the second reader is still at work this holds too, since the queue is in random order.) The m were rescued; the question
is how many more there are among the M - n that only the first reader saw.

What both readers excluded is not covered: see `chapman`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import exp, log, sqrt
from typing import NamedTuple

from core.agreement.intervals import Z95, fewest_marked
from core.sentences import Fact, Sentence, found
from core.words import listed, plural

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
        ci: The two-sided 95 % interval, both ends included; 0 to M when nothing was read twice.
        upper_one_sided: With 95 % confidence, one-sided, no more than this; M when nothing was read twice.
        method: How the interval was made.
        pooled: The search rounds that were taken as one sample, by sample.
        bounded: The search rounds of which nothing was read twice: 0 in the estimate, 0 to M in the interval.
        notes: Why a figure is None, by the figure's name in the JSON.
    """

    excluded: int
    double_read: int
    found: int
    estimate: float | None
    ci: tuple[int, int]
    upper_one_sided: int
    method: str = "exact hypergeometric"
    pooled: tuple[tuple[int, ...], ...] = ()
    bounded: tuple[int, ...] = ()
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
        if self.estimate is None or kept == 0:
            return None
        return Recall(kept / (kept + self.estimate), kept / (kept + self.ci[1]), kept / (kept + self.ci[0]))

    def sentence(self, first: str = "the first reader", second: str = "the second reader") -> str:
        """The sentence for the report; `first` and `second` are the readers' names."""
        return " ".join(each.text for each in self.sentences(first, second))

    def sentences(self, first: str, second: str, place: str = "missed: stages") -> list[Sentence]:
        """The same, one by one; `place` is where the JSON of a command holds this estimate."""

        def count(name: str, value: float | str, unit: str = "record") -> Fact:
            return Fact(value, unit, f"{place}/{name}")

        excluded, double_read = count("excluded", self.excluded), count("double_read", self.double_read)
        low, high = (count(f"ci/{n}", end) for n, end in enumerate(self.ci))
        names = {"first": count("sentence", first), "second": count("sentence", second)}
        if self.estimate is None:
            why = count("estimate_note", self.notes["estimate"])
            return [
                found(
                    "How many relevant records remain among those that {first} alone excluded is not estimable: {why}; "
                    "it may be any number from {low:#} to {high:#}.",
                    **names,
                    why=why,
                    low=low,
                    high=high,
                )
            ]
        told = [
            found(
                "Of the {excluded} that {first} excluded, {second} also read {double_read:#}; {kept:none of these was} "
                "found relevant.",
                **names,
                excluded=excluded,
                double_read=double_read,
                kept=count("found_relevant", self.found),
            ),
            found(
                "An estimated {estimate:about} further relevant {estimate:unit} (95% CI "
                "{low:#}–{high:#}, {method}) may "
                "remain among the {alone:#} read by {first} alone.",
                **names,
                estimate=count("estimate", self.estimate),
                low=low,
                high=high,
                method=count("method", self.method),
                alone=Fact(self.single_read, "record", f"{place}/excluded - {place}/double_read"),
            ),
        ]
        if not self.single_read:
            return told[:1]
        if self.found == 0:
            told.append(
                found(
                    "That interval is two-sided; one-sided, with 95% confidence, there are no more than {most:#}.",
                    most=count("upper_one_sided", self.upper_one_sided),
                )
            )
        return told


def missed(excluded: int, double_read: int, found: int) -> Missed:
    """The estimate for one sample, by exact inversion of the hypergeometric test.

    Raises:
        ValueError: Not 0 ≤ found ≤ double_read ≤ excluded.
    """
    return _missed(excluded, double_read, found, error=0.05)


def missed_in_total(rounds: Mapping[int, Missed], whole: Mapping[int, Fraction]) -> Missed:
    """The estimate over several search rounds, each with its own sample.

    * Rounds whose whole samples are the same fraction are pooled: together they are very nearly one simple random
      sample. A round in which that sample happens to hold nothing that the first reader excluded is pooled too.
    * Any other round stands for itself. The estimates are added, and the limits too, each at the level 1 - 0.05 / parts
      (Bonferroni), which covers at least as often as stated and is wider than needed.
    * Of a round in which nothing was read twice nothing is estimated. It counts as 0 in the estimate and in the lower
      limit, and as all that was excluded in the upper ones.

    Rounds in which nothing was excluded take no part.

    Args:
        rounds: The counts of each round, as `missed` returned them.
        whole: The fraction of each round whose sample was not extended and has been read through.
    """
    strata = {number: each for number, each in rounds.items() if each.excluded}
    groups: dict[Fraction | int, list[int]] = {}
    for number in strata:
        groups.setdefault(whole.get(number, -number), []).append(number)
    parts = {tuple(numbers): _pooled(strata[each] for each in numbers) for numbers in groups.values()}
    bounded = [number for numbers, each in parts.items() if not each.double_read for number in numbers]
    estimated = {numbers: each for numbers, each in parts.items() if each.double_read}
    counts = _pooled(strata.values())
    if not estimated:
        return replace(counts, bounded=tuple(bounded) if len(strata) > 1 else ())
    limits = [
        _missed(each.excluded, each.double_read, each.found, 0.05 / len(estimated)) for each in estimated.values()
    ]
    unread = sum(strata[number].excluded for number in bounded)
    pooled = [numbers for numbers in estimated if len(numbers) > 1]
    method = [limits[0].method, *(f"{len(numbers)} search rounds pooled ({_listed(numbers)})" for numbers in pooled)]
    if len(estimated) > 1:
        method.append(f"limits of {len(estimated)} samples added, conservative")
    if bounded:
        which = f"{plural(len(bounded), 'search round')} {_listed(bounded)}"
        method.append(f"{which}, of which nothing was read twice, counted as 0 to {unread:,}")
    return replace(
        counts,
        estimate=sum(each.estimate or 0.0 for each in limits),
        ci=(sum(each.ci[0] for each in limits), unread + sum(each.ci[1] for each in limits)),
        upper_one_sided=unread + sum(each.upper_one_sided for each in limits),
        method="; ".join(method),
        pooled=tuple(pooled),
        bounded=tuple(bounded),
        notes={},
    )


def _pooled(parts: Iterable[Missed]) -> Missed:
    counted = [(each.excluded, each.double_read, each.found) for each in parts]
    return missed(*map(sum, zip(*counted, strict=True))) if counted else missed(0, 0, 0)


def _listed(rounds: Sequence[int]) -> str:
    return listed([str(each) for each in rounds])


def _missed(excluded: int, double_read: int, found: int, error: float) -> Missed:
    if not 0 <= found <= double_read <= excluded:
        raise ValueError(f"impossible counts: {found} found among {double_read} double-read of {excluded} excluded")
    if excluded == 0:
        return Missed(excluded=0, double_read=0, found=0, estimate=0.0, ci=(0, 0), upper_one_sided=0)
    if double_read == 0:
        return Missed(
            excluded=excluded,
            double_read=0,
            found=0,
            estimate=None,
            ci=(0, excluded),
            upper_one_sided=excluded,
            method="nothing was read twice, so that any number is possible",
            notes={"estimate": "none of the excluded records was read twice"},
        )

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
        return self.said().text

    def said(self, place: str = "missed: stages") -> Sentence:
        """The same; `place` is where the JSON of a command holds what was missed at the stage."""

        def count(name: str, value: float | str) -> Fact:
            return Fact(value, "relevant record", f"{place}/within_sample/{name}")

        if self.ci is None:
            return found(
                "How many relevant records of the sample both readers missed is not estimable: {why}.",
                why=count("ci_note", self.note),
            )
        return found(
            "Within the sample, {seen:# unit was} seen by at least one reader; capture–recapture "
            "(Chapman) puts the total "
            "at {estimate:tenth} at least (95% CI {low:tenth}–{high:tenth}), a lower bound, since a "
            "record that is hard "
            "for one reader is hard for the other.",
            seen=count("seen", self.seen),
            estimate=count("estimate", self.estimate),
            low=count("ci/0", self.ci[0]),
            high=count("ci/1", self.ci[1]),
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
        recall: The share of `recall_of`; None without an estimate.
        within_sample: Capture–recapture among the records that both read: a lower bound.
        unresolved: Twice-read exclusions of the first reader on which the readers still differ.
        read_late: Twice-read exclusions that came into the sample after the stage had been opened, where the second
            reader could have looked up what the first had said.
        regrouped: The first reader's exclusions that were merged with others, or parted from them, since the stage
            was opened; the counts are on the records as they were then.
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
    regrouped: Sequence[str]
    complete: bool

    @property
    def recall_of(self) -> str:
        """What `recall` is a share of, as words that follow the figure."""
        return (
            "the share that passed this stage once disagreements were settled, of those that passed it and the further "
            f"ones estimated among what {self.first} alone excluded; what both readers excluded is not in it"
        )


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
