"""What follows from decisions and is for the team to know: who has finished, and which stages are open now."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from core.protocol.values import Stage
from core.sampling.sample import PILOT
from core.screening.funnel import StageState
from store.chart_answers import VALUES, published_name
from store.openings import open_stage, publish_shares, published_shares
from store.published import is_current, publish
from store.review import Review
from store.review_state import ReviewState, overview
from store.screening import TABLE, documents_at


def open_finished_batches(review: Review) -> ReviewState:
    """After decisions: let the team know how far each reviewer is, and open what every reader has finished.

    In a reviewer's role only that reviewer is counted, and the others' published word is taken; without a role
    everybody is counted. Where this user may not write, nothing is published; what cannot be written is a warning.

    Returns:
        The state of the review afterwards.
    """
    seen = overview(review)
    if not os.access(review.folder, os.W_OK):
        return seen
    readers = {reader.reviewer for stage in review.protocol.stages for reader in stage.readers}
    shares = {each: seen.shares(each) for each in readers if seen.audience.counts(each)}
    for reviewer, share in shares.items():
        with review.bookkeeping(f"progress/{reviewer}.json was not written"):
            publish_shares(review, reviewer, share)
    opened = False
    for state in seen.funnel.states:
        for batch in seen.blind_batches(state.stage):
            if not _may_open(seen, state, batch):
                continue
            at_stage = {
                reader.reviewer: shares.get(reader.reviewer, published_shares(review, reader.reviewer)).get(
                    (state.stage.id, batch)
                )
                for reader in state.stage.readers
            }
            done = {
                name: share.seq
                for name, share in at_stage.items()
                if share is not None and share.complete and share.owed == _owed(seen, state, name, batch)
            }
            if len(done) == len(at_stage):
                with review.bookkeeping(f"{state.stage.id}, which all have read, was not opened"):
                    open_stage(review, state.stage, batch, done)
                    opened = True
    if opened:
        seen = overview(review)
    who = seen.audience.who
    if who is not None and any(each.login for each in review.protocol.reviewers):
        with review.bookkeeping(f"published/{who} was not written"):
            _publish_own(seen, who)
    return seen


def settle_after_saving(review: Review) -> None:
    """As `open_finished_batches`, for what follows a save: that the state cannot be derived is a warning too."""
    review.saved = True
    with review.bookkeeping("what follows for the others was not counted"):
        open_finished_batches(review)


def _publish_own(seen: ReviewState, reviewer: str) -> None:
    """Let the other accounts know what is no longer hidden of a reviewer's decisions."""
    for stage in seen.review.protocol.stages:
        if stage.reader(reviewer) is None:
            continue
        _publish(seen, reviewer, stage, TABLE, stage.id)
        if stage.kind == "chart":
            _publish(seen, reviewer, stage, VALUES, published_name(stage.id))


def _publish(seen: ReviewState, reviewer: str, stage: Stage, table: str, name: str) -> None:
    """Let the other accounts know what is no longer hidden of one table of a reviewer's journal."""
    journal = seen.review.decisions_journal(reviewer, stage.id)
    opened = [each for of, each in seen.openings if of == stage.id]
    if is_current(seen.review, reviewer, name, seq=journal.seq, rounds=opened):
        return
    blind, batch_of = seen.blind_batches(stage), seen.batch_of(stage)

    def without(documents: Mapping[str, dict[str, Any]], wrong: list[int]) -> dict[str, dict[str, Any]]:
        of = seen.groups.of
        return {
            key: document
            for key, document in documents.items()
            if batch_of.get(of(document["record"])) not in (None, *wrong)
        }

    publish(
        seen.review,
        reviewer,
        name,
        seq=journal.seq,
        now=without(journal.tables.get(table, {}), blind),
        frozen={
            each: without(
                documents_at(journal, seen.openings[stage.id, each].journals[reviewer], table),
                [other for other in seen.batches(stage) if other != each],
            )
            for each in opened
        },
    )


def _owed(seen: ReviewState, state: StageState, reviewer: str, batch: int) -> int:
    """How much a reader owes by now: more than their last word says, when a report was retrieved since."""
    batch_of = seen.batch_of(state.stage)
    return sum(1 for each in state.owed[reviewer] if batch_of[each] == batch)


def _may_open(seen: ReviewState, state: StageState, batch: int) -> bool:
    """Whether a batch is opened once every reader has finished it.

    A pilot is. A search round is when nothing can enter the stage any more in it, its sample, if it needs one, is
    drawn, and the pilot has been opened (or all of it has left the stage).
    """
    if batch == PILOT:
        return True
    if PILOT in seen.blind_batches(state.stage) and not seen.pilot(state.stage).isdisjoint(state.entered):
        return False
    if state.stage.sampled_reader is not None and (state.stage.id, batch) not in seen.samples:
        return False
    return not seen.waiting_before(state.stage, batch)
