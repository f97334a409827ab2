"""In which order a reader goes through a stage, and whether the stage has been drawn for them to begin."""

from __future__ import annotations

from collections.abc import Sequence

from core.errors import TamisError
from core.protocol.values import Reader, Stage
from core.ranking.likely_first import LIKELY_FIRST
from core.sampling.sample import PILOT, queue_order
from store.folder.people import drawer
from store.folder.review import Review
from store.state.review_state import ReviewState
from store.work.samples import due_draw


def check_drawn(state: ReviewState, stage: Stage, reader: Reader) -> None:
    """Make sure that the stage's pilot or sample has been drawn; a pilot that is due comes first.

    Raises:
        TamisError: It has not.
    """
    due = due_draw(state, stage, reader.reviewer)
    what = "pilot" if due and due.draws[0].sample.round == PILOT else "sample"
    if what == "pilot" or not (reader.reads_all or state.pilot(stage) or state.sample(stage) is not None):
        sooner = f"tamis sample {stage.id} --draw"
        dealt, asked = stage.sharing is not None and what != "pilot", f"{drawer(stage, PILOT)} is"
        raise TamisError(
            "the records have not been dealt yet" if dealt else f"the {what} has not been drawn yet",
            where=f"stage {stage.id}",
            advice=f"{asked if dealt else 'You are'} asked to when no record waits at an earlier stage; "
            f"sooner: {sooner}",
        )


def chosen_order(state: ReviewState, stage: Stage, reader: Reader, wanted: str, *, asked: bool) -> str:
    """The order in which a reader goes through a stage.

    Args:
        state: The review.
        stage: The stage.
        reader: Who reads.
        wanted: The order that was named, or the one that they read in before; "" for none.
        asked: Whether it was named now.

    Raises:
        TamisError: It was named now, and is not for this reader.
    """
    # A sample is read in random order, so that its first records tell as much of the agreement as the others.
    usual = "import" if reader.reads_all else "random"
    chosen = (wanted or usual).partition(" ")[0]
    if chosen == LIKELY_FIRST and (why := _not_likely_first(state, stage, reader)):
        if asked:
            raise TamisError(why, where=f"stage {stage.id}", advice="The other orders are as they were.")
        return usual
    return chosen


def _not_likely_first(state: ReviewState, stage: Stage, reader: Reader) -> str:
    """Why the reader cannot read the likely ones first at a stage; "" when they can.

    What a model learnt must tell the second reader nothing, nor have a part in who reads what.
    """
    if not reader.reads_all or state.review.protocol.reviewer(reader.reviewer).role == "second":
        return "this order is for who reads everything, and never the second reader's"
    if stage.sampled_reader is not None and any((stage.id, each) not in state.samples for each in state.rounds):
        return "this order comes after the sample has been drawn"
    return ""


def ordered(review: Review, stage: Stage, reader: Reader, queue: Sequence[str], order: str) -> Sequence[str]:
    """A reader's queue, in an order."""
    if order in ("random", LIKELY_FIRST):
        return queue_order(review.protocol.seed, stage.id, reader.reviewer, queue)
    if order == "year":
        return sorted(queue, key=lambda each: -(review.records.get(each).year or 0))
    if order == "title":
        return sorted(queue, key=lambda each: review.records.get(each).title.casefold())
    return queue
