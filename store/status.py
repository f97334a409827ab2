"""The status of a review, derived."""

from __future__ import annotations

from core.sampling.sample import PILOT
from core.screening.funnel import StageState
from core.screening.status import RoundStatus, StageStatus, Status
from store.duplicates import imports_to_search, pairs_to_review
from store.review_state import ReviewState


def status(seen: ReviewState) -> Status:
    """The status of a review."""
    return Status(
        funnel=seen.funnel,
        rounds=[_round(seen, each) for each in seen.rounds],
        stages=[_stage(seen, state) for state in seen.funnel.states],
        leaks=seen.funnel.leaks(),
        imports_to_search=[each.number for each in imports_to_search(seen.review)],
        pairs_to_review=len(pairs_to_review(seen.review, seen.groups)),
    )


def _round(seen: ReviewState, search_round: int) -> RoundStatus:
    sources: dict[str, int] = {}
    for each in seen.imports:
        if each.round == search_round:
            sources[each.source.name] = sources.get(each.source.name, 0) + each.new
    unique = sum(seen.round_of[each] == search_round for each in seen.groups.unique)
    return RoundStatus(round=search_round, sources=sources, unique=unique)


def _stage(seen: ReviewState, state: StageState) -> StageStatus:
    stage = state.stage
    blind = seen.blind_batches(stage)
    sampled = stage.sampled_reader is not None
    return StageStatus(
        state=state,
        readers=seen.reviewers(state),
        blind=bool(blind),
        pilot=sorted(seen.pilot(stage)) if stage.id in seen.pilots else None,
        pilot_blind=PILOT in blind,
        sample_drawn=all((stage.id, each) in seen.samples for each in seen.rounds) if sampled else None,
    )
