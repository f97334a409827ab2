"""The decisions that were changed after a stage had been opened: kept and marked, and no part of the agreement."""

from __future__ import annotations

from core.protocol.values import Stage
from core.screening.decision import Decision
from store.state.review_state import ReviewState


def changed_after_opening(state: ReviewState, stage: Stage, reviewer: str) -> dict[str, Decision | None]:
    """The records on which a reader changed the verdict or the reason after the stage was opened.

    Returns:
        Survivor → the decision at the opening; None where there was none.
    """
    found: dict[str, Decision | None] = {}
    for batch in state.batches(stage):
        opening = state.openings.get((stage.id, batch))
        if opening is None or _unchanged(state, stage, reviewer, batch, opening.journals.get(reviewer, 0)):
            continue
        then, batch_of = state.decisions_at_opening(reviewer, stage, batch), state.batch_of(stage)
        for record, decision in state.bare_decisions(stage)[reviewer].items():
            before = then.get(record)
            if batch_of.get(record) == batch and _words(before) != _words(decision):
                found[record] = before if before is not None and before.verdict is not None else None
    return found


def _unchanged(state: ReviewState, stage: Stage, reviewer: str, batch: int, last: int) -> bool:
    seq, _ = state.ends(reviewer, stage).get(str(batch), (0, ""))
    return seq <= last


def _words(decision: Decision | None) -> tuple[str, str]:
    """(verdict, reason), without the note and the labels: these may change without changing the decision."""
    if decision is None or decision.verdict is None:
        return "", ""
    return decision.verdict.value, decision.reason
