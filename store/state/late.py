"""Which records came into an open batch of a stage late: they are read, and in no agreement, sample or estimate."""

from __future__ import annotations

from core.protocol.values import Stage
from core.screening.placed import placed
from store.state.review_state import ReviewState


def entered_late(state: ReviewState, stage: Stage) -> list[str]:
    """The records that are to be read at a stage whose batch was open before they came, in the order of import.

    Such a record came with a later import, left a duplicate group, was let through by an earlier stage, or its report
    was retrieved after all. When a batch was opened all had read what they owed, so whatever nobody had decided on then
    is late. Of a batch that was opened early this cannot be told, and none of it is.
    """
    stage_state = state.funnel.state(stage.id)
    blind, lost = set(state.blind_batches(stage)), frozenset(stage_state.not_retrieved)
    opened = {
        batch
        for batch in state.batches(stage)
        if batch not in blind
        and (opening := state.openings.get((stage.id, batch))) is not None
        and not opening.early
        and any(opening.journals.values())
    }
    if not opened:
        return []
    entered = placed(state.batch_of(stage).those(stage_state.entered, opened)).without(lost)
    for batch in opened:
        for reader in state.openings[stage.id, batch].journals:
            said = state.decisions_at_opening(reader, stage, batch)
            entered = entered.that(said.that_hold(lambda word: word is None or not (word.verdict or word.torn)))
    return list(entered)
