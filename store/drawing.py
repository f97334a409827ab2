"""When a sample is drawn, and from which records."""

from __future__ import annotations

import os
from collections.abc import Sequence

from core.errors import TamisError
from core.protocol import Stage
from store.overview import Overview, overview
from store.samples import Drawn, draw_pilot, draw_sample
from store.settling import waiting_before


def frame(seen: Overview, stage: Stage, search_round: int) -> Sequence[str]:
    """The records that the sample of a stage is drawn from in a search round; those of its pilot are not among them.

    Raises:
        TamisError: Which records enter the stage is hidden from the one who looks.
    """
    base = seen.groups.unique if stage.sample_base == "identified" else _entered(seen, stage, search_round)
    batch_of = seen.batch_of(stage)
    return [each for each in base if batch_of[each] == search_round]


def draw_stage_pilot(seen: Overview, stage: Stage, size: int) -> Drawn:
    """Draw the pilot of a stage from all that has entered it, before its sample is drawn or anything of it is opened.

    Raises:
        TamisError: It cannot be drawn (any more), or what enters the stage is hidden from the one who looks.
    """
    where = f"stage {stage.id}, pilot"
    if len(stage.readers) < 2:
        raise TamisError("one person reads this stage: there is nobody to calibrate with", where=where)
    if any(name == stage.id for name, _ in seen.openings):
        raise TamisError("the stage has been opened; a pilot comes before that", where=where)
    entered: Sequence[str] = ()
    for search_round in seen.rounds:
        entered = _entered(seen, stage, search_round)  # the same each time, unless it is hidden in one of them
    return draw_pilot(seen.review, stage, size, entered)


def pilot_due(seen: Overview, stage: Stage) -> bool:
    """Whether the pilot that the protocol plans is still to be drawn, and can be."""
    begun = any(name == stage.id for name, _ in (*seen.samples, *seen.openings))
    return bool(stage.pilot) and stage.id not in seen.pilots and not begun


def draw_due(seen: Overview, stages: Sequence[Stage], reviewer: str) -> Overview:
    """Draw what is still missing for a reviewer in search rounds where nothing waits at an earlier stage any more.

    That is the pilot of a stage that they read, and the sample of a stage of which they read a share. Where this user
    may not write, nothing is drawn.

    Returns:
        The state of the review afterwards.
    """
    if not os.access(seen.review.folder, os.W_OK):
        return seen
    for stage in stages:
        reader = stage.reader(reviewer)
        if reader is None:
            continue
        complete = [each for each in seen.rounds if _complete_before(seen, stage, each)]
        if pilot_due(seen, stage):
            if complete != seen.rounds or not seen.funnel.state(stage.id).entered:
                continue
            draw_stage_pilot(seen, stage, stage.pilot)
            seen = overview(seen.review)
        drew = False
        for search_round in complete:
            if reader.reads_all or (stage.id, search_round) in seen.samples:
                continue
            if records := frame(seen, stage, search_round):
                draw_sample(seen.review, stage, search_round, records)
                drew = True
        if drew:
            seen = overview(seen.review)
    return seen


def _complete_before(seen: Overview, stage: Stage, search_round: int) -> bool:
    """Whether nothing can enter the stage any more in a search round, as far as the one who looks can tell."""
    return not _blind_before(seen, stage, search_round) and not waiting_before(seen, stage, search_round)


def _entered(seen: Overview, stage: Stage, search_round: int) -> Sequence[str]:
    if hidden := _blind_before(seen, stage, search_round):
        # From one reader's own verdicts alone, the records that enter would be wrong, and so would the sample.
        raise TamisError(
            f"what enters this stage is hidden from {seen.onlooker}: {hidden} is still blind",
            where=f"stage {stage.id}, search round {search_round}",
            advice="Draw it when every reader has finished there; the team can draw it earlier, without --as.",
        )
    return seen.funnel.state(stage.id).entered


def _blind_before(seen: Overview, stage: Stage, search_round: int) -> str:
    """The first earlier stage at which the one who looks is still kept blind in a search round; "" when there is none.

    A stage that nothing has entered is blind to nobody.
    """
    if seen.onlooker is None:
        return ""
    for state in seen.funnel.states:
        if state.stage.id == stage.id:
            break
        entered = any(seen.round_of[each] == search_round for each in state.entered)
        if entered and search_round in seen.blind_rounds(state.stage):
            return state.stage.id
    return ""
