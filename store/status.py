"""The counts of the funnel, as `tamis status --json` prints them."""

from __future__ import annotations

from typing import Any

from core.protocol.appraisal import NOT_DONE
from core.sampling.sample import PILOT
from core.screening.funnel import StageState
from store.duplicates import imports_to_search, pairs_to_review
from store.review_state import ReviewState


def status(seen: ReviewState) -> dict[str, Any]:
    """The counts, as `tamis status --json` prints them."""
    whole = seen.funnel
    leaks = whole.leaks()
    return {
        "title": seen.review.protocol.title,
        "identified": len(whole.identified),
        "duplicates_removed": len(whole.identified) - len(whole.unique),
        "imports_to_search": [each.number for each in imports_to_search(seen.review)],
        "pairs_to_review": len(pairs_to_review(seen.review, seen.groups)),
        "rounds": [_round(seen, each) for each in seen.rounds],
        "stages": [_stage(seen, state) for state in whole.states],
        "included_records": len(whole.included),
        "included_studies": len(whole.included_studies),
        "appraisal": seen.review.protocol.appraisal,
        "appraisal_note": "" if seen.review.protocol.appraisal else NOT_DONE,
        "adds_up": not leaks,
        "leaks": leaks,
    }


def _round(seen: ReviewState, search_round: int) -> dict[str, Any]:
    in_round = [each for each in seen.imports if each.round == search_round]
    sources: dict[str, int] = {}
    for each in in_round:
        sources[each.source.name] = sources.get(each.source.name, 0) + each.new
    unique = sum(1 for each in seen.groups.unique if seen.round_of[each] == search_round)
    identified = sum(sources.values())
    return {
        "round": search_round,
        "identified": identified,
        "duplicates_removed": identified - unique,
        "unique": unique,
        "sources": sources,
    }


def _stage(seen: ReviewState, state: StageState) -> dict[str, Any]:
    stage = state.stage
    blind = seen.blind_batches(stage)
    sampled = stage.sampled_reader is not None
    return {
        "stage": stage.id,
        "title": stage.title,
        "kind": stage.kind,
        "entered": len(state.entered),
        "included": len(state.included),
        "excluded": len(state.excluded),
        "waiting": len(state.waiting),
        "disagreements": len(state.disagreements),
        "escalated": len(state.escalated),
        "reasons": {reason: len(ids) for reason, ids in state.reasons.items()},
        "reviewers": seen.reviewers(state),
        "blind": bool(blind),
        "pilot": {"records": len(seen.pilot(stage)), "blind": PILOT in blind} if stage.id in seen.pilots else None,
        "sample_drawn": all((stage.id, each) in seen.samples for each in seen.rounds) if sampled else None,
        "maybe_counts_as": stage.maybe,
    }
