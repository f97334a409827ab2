"""The order `likely first`: the records most like what the reader has included come first. None is ever left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.protocol.values import Protocol, Stage
from core.ranking.features import Features
from core.ranking.machine import best_first, fit
from core.ranking.slices import Slices
from core.screening.decision import Decision, Verdict

LIKELY_FIRST = "likely-first"
"""The name of the order, as it stands with each decision made in it."""
MODEL = "svm-1"
"""The name of the model, which changes with whatever changes an order."""
SOON, LATER, ENOUGH = 1, 10, 50
"""With fewer than `ENOUGH` decisions the order is made anew after each, then after every `LATER`."""

_OFF_TOPIC = ("language", "english", "publication")


def off_topic(protocol: Protocol, stage: Stage) -> frozenset[str]:
    """The reasons of a stage that say nothing of what a record is about: its language, or its kind of publication."""
    ruled = [each for each in protocol.stages if each.suggest]
    named = {each.id for each in ruled} | {
        reason.id for each in ruled for reason in each.reasons if reason.id != "other"
    }
    if stage.suggest:
        return frozenset(reason.id for reason in stage.reasons) | {""}
    return frozenset(
        reason.id
        for reason in stage.reasons
        if reason.id in named or any(word in f"{reason.id} {reason.label}".casefold() for word in _OFF_TOPIC)
    )


def lessons(decisions: Mapping[str, Decision], off_topic: frozenset[str] = frozenset()) -> dict[str, bool]:
    """What the model learns from: whether each record was included, where `maybe` counts as so.

    Args:
        decisions: The reader's decisions at the stage, by record.
        off_topic: The reasons for which an excluded record teaches nothing; see the function of that name.
    """
    return {
        record: said.verdict is not Verdict.EXCLUDE
        for record, said in decisions.items()
        if said.verdict is not None and not (said.verdict is Verdict.EXCLUDE and said.reason in off_topic)
    }


def is_due(decided: int, at_last: int) -> bool:
    """Whether the order is to be made anew.

    Args:
        decided: How many decisions there are.
        at_last: How many there were when it was last made.
    """
    return abs(decided - at_last) >= (SOON if min(decided, at_last) < ENOUGH else LATER)


def likely_first(
    features: Features, learnt: Mapping[str, bool], queue: Sequence[str], seed: str
) -> Slices[list[str] | None]:
    """The records of a queue, the likeliest first; None until both verdicts exist, and the queue stays as it is.

    Args:
        features: The records, those of the queue and those learnt from among them.
        learnt: See `lessons`.
        queue: The undecided records in the order they have otherwise, which also settles between equals.
        seed: That of the plan.
    """
    machine = yield from fit(features, learnt, seed)
    if machine is None:
        return None
    return (yield from best_first(machine, queue))


def last_order(decisions: Mapping[str, Decision]) -> str:
    """The order, if it was this one, that the last decision was made in; else ""."""
    last = max((each for each in decisions.values() if each.verdict), key=lambda each: each.at, default=None)
    return last.order if last is not None and last.order.startswith(LIKELY_FIRST) else ""


def since_last_include(decisions: Mapping[str, Decision]) -> int | None:
    """How many records were decided on since the last that was included; None before the first."""
    said = sorted((each for each in decisions.values() if each.verdict is not None), key=lambda each: each.at)
    for count, each in enumerate(reversed(said)):
        if each.verdict is not Verdict.EXCLUDE:
            return count
    return None
