"""Pairs of publications that seem to report one study, for people to group: nothing is merged by them."""

from __future__ import annotations

from core.dedup.decide import OF_ONE_STUDY
from core.dedup.pairs import RecordPair
from store.acts.duplicates.searches import stored_pairs
from store.state.review_state import ReviewState


def offered_studies(state: ReviewState) -> list[RecordPair]:
    """The pairs that a search for duplicates took for protocol and result, abstract and paper or preprint and article.

    One for two groups that are still in the review as far as the audience may know, and not of one study already. The
    ids of a pair are those of the groups' survivors.
    """
    review, groups, studies = state.review, state.groups, state.studies
    gone = {record for each in state.funnel.states for record in each.excluded}
    offered: dict[tuple[str, str], RecordPair] = {}
    for table in ("reviews", "rest", "links"):
        for pair in stored_pairs(review, table):
            if pair.rule not in OF_ONE_STUDY or pair.a not in review.records or pair.b not in review.records:
                continue
            one, other = sorted((groups.of(pair.a), groups.of(pair.b)))
            if one != other and studies.of(one) != studies.of(other) and gone.isdisjoint((one, other)):
                offered.setdefault((one, other), RecordPair(one, other, pair.rule, pair.evidence, pair.outcome))
    return [offered[each] for each in sorted(offered)]
