"""When a sample is drawn, and from which records."""

from __future__ import annotations

import os
from collections.abc import Sequence

from core.errors import TamisError
from core.protocol import Stage
from store.overview import Overview, overview
from store.samples import draw_sample
from store.settling import waiting_before


def frame(seen: Overview, stage: Stage, search_round: int) -> Sequence[str]:
    """The records that the sample of a stage is drawn from in a search round.

    Raises:
        TamisError: Which records enter the stage is hidden from the one who looks.
    """
    if stage.sample_base == "identified":
        base = seen.groups.unique
    elif hidden := _blind_before(seen, stage, search_round):
        # From one reader's own verdicts alone, the records that enter would be wrong, and so would the sample.
        raise TamisError(
            f"what enters this stage is hidden from {seen.onlooker}: {hidden} is still blind",
            where=f"stage {stage.id}, search round {search_round}",
            advice="Draw it when every reader has finished there; the team can draw it earlier, without --as.",
        )
    else:
        base = seen.funnel.state(stage.id).entered
    return [each for each in base if seen.round_of[each] == search_round]


def draw_due(seen: Overview, stages: Sequence[Stage]) -> Overview:
    """Draw the samples that are still missing in search rounds where nothing waits at an earlier stage any more.

    Where this user may not write, nothing is drawn.

    Returns:
        The state of the review afterwards.
    """
    drew = False
    for stage in stages:
        if stage.sampled_reader is None or not os.access(seen.review.folder, os.W_OK):
            continue
        for search_round in seen.rounds:
            if (stage.id, search_round) in seen.samples or _blind_before(seen, stage, search_round):
                continue
            records = [] if waiting_before(seen, stage, search_round) else frame(seen, stage, search_round)
            if records:
                draw_sample(seen.review, stage, search_round, records)
                drew = True
    return overview(seen.review) if drew else seen


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
