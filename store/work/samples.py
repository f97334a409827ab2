"""Plans the draw of samples: when it is due, from which records, and what is unfinished, since it is for good."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import TamisError
from core.protocol.values import Stage
from core.sampling.sample import PILOT
from store.acts.duplicates.groups import pairs_to_review
from store.acts.duplicates.searches import imports_to_search
from store.acts.samples import Drawn, freeze, plan_pilot, plan_sample
from store.folder.people import drawer
from store.folder.review import Review
from store.state.review_state import ReviewState, review_state


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawPlan:
    """What is to be drawn at a stage, for good, and what is unfinished before it.

    Attributes:
        stage: The stage.
        draws: A pilot, samples by search round, or a sample with its extension; none of it is written.
        waiting: How many records still wait at an earlier stage: they will not be in it.
        imports: The numbers of the imports that no search for duplicates has seen.
        pairs: How many doubtful pairs of records wait for a person.
    """

    stage: Stage
    draws: tuple[Drawn, ...]
    waiting: int
    imports: tuple[int, ...]
    pairs: int


def planned(state: ReviewState, stage: Stage, draws: Sequence[Drawn]) -> DrawPlan:
    """The plan for these draws, with what is unfinished."""
    batches = {each.sample.round for each in draws if each.sample.base == "entering"}
    rounds = state.rounds if PILOT in batches else sorted(batches)
    return DrawPlan(
        stage=stage,
        draws=tuple(draws),
        waiting=sum(sum(state.waiting_before(stage, each).values()) for each in rounds),
        imports=tuple(each.number for each in imports_to_search(state.review)),
        pairs=len(pairs_to_review(state.review, state.groups)),
    )


def draw(review: Review, plan: DrawPlan) -> None:
    """Draw what was planned, if the records to draw from are still the same.

    Raises:
        TamisError: They have changed, or somebody else has drawn meanwhile.
    """
    for each in plan.draws:
        review.refresh()
        if not each.sample.extensions:
            state = review_state(review)
            if sorted(frame(state, plan.stage, each.sample.round)) != list(each.frame_ids):
                raise TamisError(
                    "the records to draw from have changed since you were asked; nothing was drawn",
                    where=f"stage {plan.stage.id}",
                    advice="Do it again, to see what would be drawn now.",
                )
        freeze(review, each)


def frame(state: ReviewState, stage: Stage, batch: int) -> Sequence[str]:
    """The records that the sample of a stage is drawn from in a search round, without those of its pilot; or its pilot.

    Raises:
        TamisError: Which records enter the stage is hidden from the audience.
    """
    if batch == PILOT:
        entered: Sequence[str] = ()
        for search_round in state.rounds:
            entered = _entered(state, stage, search_round)  # the same for each round, unless hidden in one
        return entered
    base = state.groups.unique if stage.sample_base == "identified" else _entered(state, stage, batch)
    return state.in_batch(stage, batch, base)


def plan_draws(state: ReviewState, stage: Stage, rounds: Sequence[int], *, pilot: int) -> DrawPlan:
    """What would be drawn at a stage.

    Args:
        state: The state of the review.
        stage: The stage.
        rounds: The search rounds whose samples are to be drawn; one without records to draw from is left out.
        pilot: The size of the pilot, which comes first; 0: none is drawn.

    Raises:
        TamisError: It cannot be drawn (any more), or which records enter the stage is hidden from the audience.
    """
    draws = [_plan_pilot(state, stage, pilot)] if pilot else []
    first = {record for each in draws for record in each.sample.ids}
    left = {each: [record for record in frame(state, stage, each) if record not in first] for each in rounds}
    # Where there is nothing to draw at all, `plan_sample` raises an error that says why.
    chosen = [each for each in rounds if left[each]] or ([] if draws else rounds[:1])
    draws += [plan_sample(state.review, stage, each, left[each]) for each in chosen]
    return planned(state, stage, draws)


def _plan_pilot(state: ReviewState, stage: Stage, size: int) -> Drawn:
    where = f"stage {stage.id}, pilot"
    if len(stage.readers) < 2:
        raise TamisError("one person reads this stage: there is nobody to calibrate with", where=where)
    if any(name == stage.id for name, _ in state.openings):
        raise TamisError("the stage has been opened; a pilot comes before that", where=where)
    return plan_pilot(state.review, stage, size, frame(state, stage, PILOT))


def pilot_due(state: ReviewState, stage: Stage) -> bool:
    """Whether the pilot that the protocol plans is still to be drawn, and can be."""
    begun = any(name == stage.id for name, _ in (*state.samples, *state.openings))
    return bool(stage.pilot) and stage.id not in state.pilots and not begun


def due_draw(state: ReviewState, stage: Stage, reviewer: str) -> DrawPlan | None:
    """The draws that a reviewer's work at a stage waits for: its pilot, and the samples if they read a share.

    A sample is due in a search round in which no record waits at an earlier stage. None where nothing is due, or where
    this user may not write.

    Raises:
        TamisError: The protocol's seed cannot be drawn with.
    """
    reader = stage.reader(reviewer)
    if stage.sharing is not None and reviewer != drawer(stage, PILOT) and not state.review.protocol.one_account:
        return None  # each of many comes first now and then, and only one of them deals
    pilot = stage.pilot if pilot_due(state, stage) else 0
    missing = [each for each in state.rounds if (stage.id, each) not in state.samples]
    if reader is None or not (pilot or (missing and not reader.reads_all)):
        return None
    # The search rounds in which no more records can enter the stage, as far as the audience can tell.
    complete = [
        each for each in state.rounds if not (state.hidden_before(stage, each) or state.waiting_before(stage, each))
    ]
    if pilot and (complete != state.rounds or not state.funnel.state(stage.id).entered):
        return None
    if not os.access(state.review.folder, os.W_OK):
        return None
    rounds = [] if reader.reads_all else [each for each in missing if each in complete and frame(state, stage, each)]
    return plan_draws(state, stage, rounds, pilot=pilot) if pilot or rounds else None


def _entered(state: ReviewState, stage: Stage, search_round: int) -> Sequence[str]:
    if hidden := state.hidden_before(stage, search_round):
        # From one reader's verdicts alone, the wrong records would enter, and the sample would be wrong too.
        raise TamisError(
            f"what enters this stage is hidden: {hidden} is still blind",
            where=f"stage {stage.id}, search round {search_round}",
            advice="Draw it when every reader has finished there.",
        )
    return state.funnel.state(stage.id).entered
