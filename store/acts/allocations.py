"""Who reads which records of a stage that is shared out: as they were dealt, and what was handed over since."""

from __future__ import annotations

from collections.abc import Mapping

from core.sampling.allocation import HandOver, handed_over
from store.acts.samples import drawn_samples
from store.folder.people import HAND_OVERS, SAMPLES
from store.folder.review import Review
from store.journal.journal import Change, document_id, utc_now

Readers = Mapping[str, tuple[str, ...]]
"""Record → who reads it."""


def dealt(review: Review) -> dict[tuple[str, int], Readers]:
    """(stage, search round) → the readers of each record, as they were dealt."""
    return review.once(_dealt, SAMPLES)


def _dealt(review: Review) -> dict[tuple[str, int], Readers]:
    return {key: each.sample.readers() for key, each in drawn_samples(review).items() if each.sample.shared is not None}


def hand_overs(review: Review) -> list[tuple[int, HandOver]]:
    """What was handed over, in the order in which it was said, each with its clock."""
    return [(word.clock, HandOver(**word.says)) for _, word in review.in_order(HAND_OVERS) if word.says]


def say_hand_over(review: Review, stage: str, giver: str, given: Mapping[str, str], reason: str, who: str = "") -> None:
    """Say that records are handed over, in one's own name, or in the giver's where this session acts for them.

    Raises:
        TamisError: It could not be saved.
    """
    says = {"stage": stage, "giver": giver, "given": dict(given), "reason": reason, "at": utc_now()}
    with review.saying():
        number = sum(each.giver == giver for _, each in hand_overs(review))
        key = document_id(f"{stage}/{giver}/{who or review.who}/{number}")
        review.say([Change(HAND_OVERS, key, says)], act="hand over", note=reason, who=who)


def reads_nothing(review: Review, stage: str, batch: int, clock: int | None = None) -> frozenset[str]:
    """The readers of a shared-out stage who had nothing to read in a batch when a word with that clock was said.

    Their word is not needed to open it. None where it was not dealt.
    """
    readers = dealt(review).get((stage, batch))
    if readers is None:
        return frozenset()
    now, taken = dict(readers), set[str]()
    for at, each in hand_overs(review):
        if each.stage == stage and (clock is None or at < clock):
            now |= handed_over(now, each.giver, each.given)
            taken.update(taker for record, taker in each.given.items() if record not in now)
    busy = taken.union(*now.values())
    of = {each.reviewer for this in review.protocol.stages if this.id == stage for each in this.readers}
    return frozenset(of.union(*readers.values()) - busy)
