"""Derives the status of a review: the counts of its search rounds and stages."""

from __future__ import annotations

from core.sampling.sample import PILOT
from core.screening.funnel import StageState, acts
from core.screening.status import RoundStatus, StageStatus, Status
from store.acts.duplicates.groups import pairs_to_review
from store.acts.duplicates.searches import imports_to_search
from store.state.late import entered_late
from store.state.review_state import ReviewState


def status(state: ReviewState) -> Status:
    """The status of a review, as far as the audience of the state may know it."""
    return Status(
        funnel=state.funnel,
        rounds=[_round(state, each) for each in state.rounds],
        stages=[_stage(state, stage_state) for stage_state in state.funnel.states],
        leaks=state.funnel.leaks(),
        imports_to_search=[each.number for each in imports_to_search(state.review)],
        pairs_to_review=len(pairs_to_review(state.review, state.groups)),
    )


def _round(state: ReviewState, search_round: int) -> RoundStatus:
    sources: dict[str, int] = {}
    for each in state.imports:
        if each.round == search_round:
            sources[each.source.name] = sources.get(each.source.name, 0) + each.new
    unique = len(state.round_of.those(state.groups.unique, (search_round,)))
    return RoundStatus(round=search_round, sources=sources, unique=unique)


def _stage(state: ReviewState, stage_state: StageState) -> StageStatus:
    stage = stage_state.stage
    blind = state.blind_batches(stage)
    sampled = stage.sampled_reader is not None
    waiting = (each.waiting for each in state.funnel.before(stage.id))
    coming = (state.groups.unique,) if stage.sample_base == "identified" else (stage_state.entered, *waiting)
    drawn_from = set[int]().union(*map(state.batch_of(stage).among, coming)) - {PILOT} if sampled else set()
    said = state.bare_decisions(stage)
    return StageStatus(
        state=stage_state,
        readers=state.reviewers(stage_state),
        blind=bool(blind),
        waits_for=state.waits_for(stage),
        pilot=sorted(state.pilot(stage)) if stage.id in state.pilots else None,
        pilot_blind=PILOT in blind,
        late=entered_late(state, stage),
        sample_drawn=all((stage.id, each) in state.samples for each in drawn_from) if sampled else None,
        acts={who: acts(stage_state.entered, said[who]) if state.counts(who, stage) else None for who in said},
    )
