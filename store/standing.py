"""The records behind a number of the funnel, and why each stands where it does, as far as the onlooker may know it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.errors import TamisError
from core.protocol import Stage
from core.retrieval import Retrieval
from core.screening import Decision, Resolution
from store.overview import Overview
from store.retrieval import retrievals

NUMBERS = ("entered", "included", "excluded", "waiting", "disagreements", "escalated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Why a record stands where it does at a stage.

    Attributes:
        said: What the readers whom the onlooker may know of have said, by reviewer, in the protocol's order.
        resolution: How a disagreement over it ended, or that it was escalated.
        differ: Whether a disagreement over it is open.
        lost: What was said of its report, when that could not be had.
    """

    said: tuple[tuple[str, Decision], ...]
    resolution: Resolution | None
    differ: bool
    lost: Retrieval | None = None


@dataclass(frozen=True, slots=True)
class Behind:
    """The records behind one number.

    Attributes:
        stage: The stage.
        ids: The records, in the order of import.
        standing: Gives why a record stands where it does.
    """

    stage: Stage
    ids: Sequence[str]
    standing: Callable[[str], Standing]


def records_behind(seen: Overview, stage: str, number: str, reason: str | None = None) -> Behind:
    """The records behind a number of the funnel.

    Args:
        seen: The state of the review; what its onlooker may not know is not in the answer.
        stage: The stage's id.
        number: One of `NUMBERS`.
        reason: Only those excluded for the reason of that id ("" for those without one).

    Raises:
        TamisError: There is no such number.
    """
    state = seen.funnel.state(stage)
    if number not in NUMBERS:
        raise TamisError(f"there is no number “{number}”", where=f"stage {stage}")
    ids: Sequence[str] = getattr(state, number) if reason is None else state.reasons.get(reason, ())
    log = seen.log(state.stage)
    open_ones = frozenset(state.disagreements)
    reports = retrievals(seen.review, seen.groups, stage) if log.not_retrieved else {}

    def standing(record: str) -> Standing:
        said = tuple(
            (reader.reviewer, decision)
            for reader in state.stage.readers
            if (decision := log.decisions.get(reader.reviewer, {}).get(record)) is not None
        )
        resolution = None if record in log.blind else log.resolutions.get(record)
        lost = reports[record] if record in log.not_retrieved else None
        return Standing(said=said, resolution=resolution, differ=record in open_ones, lost=lost)

    return Behind(state.stage, ids, standing)
