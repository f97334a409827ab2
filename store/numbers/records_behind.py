"""Gives the records behind a number of the funnel, and why each is there, as far as an audience may know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.errors import TamisError
from core.fulltext.retrieval import Retrieval
from core.protocol.values import Stage
from core.screening.decision import Decision, Resolution
from core.screening.funnel import StageState
from store.acts.retrieval import retrievals
from store.state.late import entered_late
from store.state.review_state import ReviewState

WHOLE = ("identified", "duplicates", "unique")
"""The numbers of the review as a whole."""
OF_FUNNEL = (
    "entered",
    "included",
    "excluded",
    "not_retrieved",
    "by_rule",
    "waiting",
    "disagreements",
    "escalated",
    "conflicts",
)
NUMBERS = (*OF_FUNNEL, "late")
"""The numbers of a stage."""
SHARES = ("owed", "done")
"""The numbers of a reader at a stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordStatus:
    """Why a record is where it is at a stage.

    Attributes:
        said: Reviewer → decision, as far as the audience may know, in the order of the protocol.
        resolution: The resolution or escalation of a disagreement on it.
        differ: Whether a disagreement on it is open.
        lost: The retrieval of its report, when that could not be retrieved.
        survivor: The record that it was merged into; "" when it was not merged.
    """

    said: tuple[tuple[str, Decision], ...]
    resolution: Resolution | None
    differ: bool
    lost: Retrieval | None = None
    survivor: str = ""


@dataclass(frozen=True, slots=True)
class RecordsBehind:
    """The records behind one number.

    Attributes:
        stage: The stage; None for the review as a whole.
        ids: The records, in the order of import.
        standing: Gives the status of a record.
    """

    stage: Stage | None
    ids: Sequence[str]
    standing: Callable[[str], RecordStatus]


def records_behind(
    state: ReviewState, stage: str | None, number: str, reason: str | None = None, reviewer: str | None = None
) -> RecordsBehind:
    """The records behind a number of the funnel.

    Args:
        state: The state of the review; what its audience may not know is left out.
        stage: The stage's id; None for a number of `WHOLE`.
        number: One of `NUMBERS`; of `WHOLE` without a stage, of `SHARES` with a reviewer.
        reason: Only those excluded for the reason of that id ("" for those without one).
        reviewer: The reviewer, for a number of `SHARES`.

    Raises:
        TamisError: There is no such number, or the audience may not know it yet.
    """
    if stage is None:
        return _behind_whole(state, number)
    stage_state = state.funnel.state(state.review.stage(stage).id)
    if number not in (NUMBERS if reviewer is None else SHARES):
        numbers = ", ".join(NUMBERS if reviewer is None else SHARES)
        numbers += "; with --reviewer R: " + ", ".join(SHARES) if reviewer is None else ""
        raise TamisError(f"there is no number “{number}”", where=f"stage {stage}", advice=f"There are: {numbers}.")
    if reviewer is not None:
        ids = _share(state, stage_state, number, reviewer)
    else:
        if reason and reason not in stage_state.reasons and stage_state.stage.reason(reason) is None:
            known = ", ".join(each.id for each in stage_state.stage.reasons) or "none"
            raise TamisError(f"no reason is called “{reason}”", where=f"stage {stage}", advice=f"There are: {known}.")
        of_number = getattr(stage_state, number) if number in OF_FUNNEL else entered_late(state, stage_state.stage)
        ids = of_number if reason is None else stage_state.reasons.get(reason, ())
    log = state.log(stage_state.stage)
    open_ones = frozenset(stage_state.disagreements)
    reports = retrievals(state.review, state.groups, stage) if log.not_retrieved else {}

    def standing(record: str) -> RecordStatus:
        said = tuple(
            (reader.reviewer, decision)
            for reader in stage_state.stage.readers
            for said in (log.decisions, log.again)
            if (decision := said.get(reader.reviewer, {}).get(record)) is not None
        )
        resolution = None if record in log.blind else log.resolutions.get(record)
        lost = reports[record] if record in log.not_retrieved else None
        return RecordStatus(said=said, resolution=resolution, differ=record in open_ones, lost=lost)

    return RecordsBehind(stage_state.stage, ids, standing)


def _behind_whole(state: ReviewState, number: str) -> RecordsBehind:
    unique = frozenset(state.funnel.unique)
    ids: dict[str, Sequence[str]] = {
        "identified": state.funnel.identified,
        "duplicates": [each for each in state.funnel.identified if each not in unique],
        "unique": state.funnel.unique,
    }
    if number in (*NUMBERS, *SHARES):
        raise TamisError(f"“{number}” is a number of a stage", advice="Name the stage: --stage STAGE.")
    if number not in ids:
        raise TamisError(f"there is no number “{number}”", advice=f"There are: {', '.join(WHOLE)}; others of a stage.")

    def standing(record: str) -> RecordStatus:
        survivor = state.groups.of(record)
        return RecordStatus(said=(), resolution=None, differ=False, survivor="" if survivor == record else survivor)

    return RecordsBehind(None, ids[number], standing)


def _share(state: ReviewState, stage_state: StageState, number: str, reviewer: str) -> Sequence[str]:
    """The records that a reader owes or has done; of a blind stage, those of the sample and those decided."""
    if reviewer not in stage_state.owed:
        advice = f"It is read by: {', '.join(stage_state.owed)}."
        raise TamisError(f"{reviewer} does not read this stage", where=f"stage {stage_state.stage.id}", advice=advice)
    if not state.hears(reviewer, stage_state.stage) and not (number == "owed" and state.audience.adjudicates):
        raise TamisError(
            f"which records {reviewer} reads is not known to others while the stage is blind",
            where=f"stage {stage_state.stage.id}",
            advice="The count is; the records are once the stage is open.",
        )
    left = frozenset(stage_state.left[reviewer])
    return (
        stage_state.owed[reviewer]
        if number == "owed"
        else [each for each in stage_state.owed[reviewer] if each not in left]
    )
