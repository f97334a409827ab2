"""The funnel that follows from the truth, the planned decisions and a sample: what a correct count must find.

Written apart from `core/screening/funnel.py`, in the plainest way, so that the two can be held against each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from sample_data.decisions import SCREENS, STEPS, read_decisions, read_resolutions
from sample_data.truth import Truth

STAGES = (*STEPS, *SCREENS)


@dataclass(frozen=True, kw_only=True)
class ExpectedStage:
    """One stage of the funnel, with publications by id.

    Attributes:
        excluded: The publications that go out and the reason: that of the resolution, else the first reader's.
        not_retrieved: Only at full text; neither included nor excluded.
        table: How often the first and the second reader said what, of those that both read.
        disagreements: The publications on which their verdicts differ.
    """

    entered: tuple[str, ...]
    included: tuple[str, ...]
    excluded: Mapping[str, str]
    not_retrieved: tuple[str, ...]
    table: Mapping[tuple[str, str], int]
    disagreements: tuple[str, ...]

    @property
    def reasons(self) -> dict[str, int]:
        """How many were excluded for each reason."""
        return dict(Counter(self.excluded.values()))


def funnel(
    folder: Path,
    truth: Truth,
    sampled: Mapping[str, Collection[str]],
    round_: int = 1,
) -> dict[str, ExpectedStage]:
    """The stages in order, once every decision is made and every disagreement resolved.

    Args:
        folder: Where the decisions are.
        truth: What `truth.json` holds.
        sampled: By stage, the publications that ON read there; "full-text" is read by both in any case.
        round_: The search round.
    """
    entering = tuple(each.id for each in truth.publications if each.round == round_)
    lost = {each.id for each in truth.publications if each.not_retrieved}
    stages = {}
    for stage in STAGES:
        first = {each.publication: each for each in read_decisions(folder, "KBAA", stage)}
        second = {}
        agreed = {}
        if stage in SCREENS:
            second = {each.publication: each for each in read_decisions(folder, "ON", stage)}
            agreed = {each.publication: each for each in read_resolutions(folder, stage)}
        missing = tuple(each for each in entering if stage == "full-text" and each in lost)
        read_twice = [
            each
            for each in entering
            if each not in missing and stage in SCREENS and (stage == "full-text" or each in sampled.get(stage, ()))
        ]
        differ = tuple(each for each in read_twice if first[each].verdict != second[each].verdict)
        final = {each: agreed[each] if each in differ else first[each] for each in entering if each not in missing}
        stages[stage] = ExpectedStage(
            entered=entering,
            included=tuple(each for each, end in final.items() if end.verdict != "exclude"),
            excluded={each: end.reason for each, end in final.items() if end.verdict == "exclude"},
            not_retrieved=missing,
            table=Counter((first[each].verdict, second[each].verdict) for each in read_twice),
            disagreements=differ,
        )
        entering = stages[stage].included
    return stages
