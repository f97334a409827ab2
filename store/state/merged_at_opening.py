"""Which records were one, and which reports were of one study, when a batch was opened.

That follows from what whoever opened it had read by then, and from which records there are now. So it is kept in the
account's cache by these, and nothing that is said later makes it anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace

from core.protocol.values import Stage
from core.records.groups import PlacedGroups
from store.acts.duplicates.groups import Groups, duplicate_groups_seen
from store.acts.duplicates.studies import study_words
from store.folder.review import Review
from store.journal.line import Document, canonical
from store.state.review_facts import ReviewFacts

WORTH_KEEPING = 300
"""Groups above which it is kept: of fewer it is derived as quickly as it is read."""


def merged_at_opening(facts: ReviewFacts, stage: Stage, batch: int) -> tuple[Groups, list[Document]]:
    """(the duplicate groups, what counted of what was said of studies), as they were known at the opening.

    The groups are those of `facts` where they are the same.
    """
    review, now = facts.review, facts.groups
    opening = facts.openings[stage.id, batch]
    name, origin = f"merged-{stage.id}-{batch}", f"{now.origin}-{opening.said[0]}-{opening.said[1]}"
    if now.origin and (kept := review.cache.get(name, hashlib.sha256(origin.encode()).hexdigest())) is not None:
        told = json.loads(kept)
        if told["there"] == _there(review, told["seen"]):
            return _groups_of(review, now, told["groups"], kept), told["words"]
    seen = facts.lines_at_opening(stage, batch)
    then, words = duplicate_groups_seen(review, seen), study_words(review, seen)
    if then.members == now.members:
        then = now  # a later search has found nothing that is one with another
    if not now.origin:
        return then, words
    groups = None if then is now else list(then.members.values())
    kept = canonical({"seen": seen, "there": _there(review, seen), "groups": groups, "words": words})
    if len(now.members) > WORTH_KEEPING:
        review.cache.keep(name, hashlib.sha256(origin.encode()).hexdigest(), kept)
    return (then if then is now else replace(then, origin=hashlib.sha256(kept).hexdigest())), words


def _there(review: Review, seen: Mapping[str, int]) -> dict[str, int]:
    """Person → how many of the lines that were read are in this copy of the review."""
    return {who: min(journal.seq, seen.get(who, 0)) for who, journal in sorted(review.acts.journals.items())}


def _groups_of(review: Review, now: Groups, members: list[list[str]] | None, kept: bytes) -> Groups:
    if members is None:
        return now
    placed = PlacedGroups.of(review.records.order, map(tuple, members))
    return Groups(placed, hashlib.sha256(kept).hexdigest())
