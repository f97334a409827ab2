"""After decisions: publishes how far each reviewer is, and opens the batches that every reader has finished."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from core.protocol.values import Stage
from core.sampling.sample import PILOT
from core.screening.funnel import StageState
from store.acts.openings import open_stage, publish_shares, published_shares
from store.decisions.decision_journal import TABLE, documents_at
from store.decisions.published import is_current, publish, published
from store.folder.review import Review
from store.state.chart_answers import VALUES, published_name
from store.state.review_state import SECOND_LOOKS, ReviewState, review_state, second_looks_name


def open_finished_batches(review: Review) -> ReviewState:
    """Publish how far each reviewer is, and open the batches that every reader has finished.

    In a reviewer's role only that reviewer's journals are counted, and the published counts of the others are taken;
    without a role all journals are counted. Where this user may not write, nothing is done. A failed write is only a
    warning.

    Returns:
        The state of the review afterwards.
    """
    state = review_state(review)
    if not os.access(review.folder, os.W_OK):
        return state
    readers = {reader.reviewer for stage in review.protocol.stages for reader in stage.readers}
    shares = {each: state.shares(each) for each in readers if state.audience.counts(each)}
    for reviewer, share in shares.items():
        with review.bookkeeping(f"progress/{reviewer}.json was not written"):
            publish_shares(review, reviewer, share)
    opened = False
    for stage_state in state.funnel.states:
        for batch in state.blind_batches(stage_state.stage):
            if not _may_open(state, stage_state, batch):
                continue
            at_stage = {
                reader.reviewer: shares.get(reader.reviewer, published_shares(review, reader.reviewer)).get(
                    (stage_state.stage.id, batch)
                )
                for reader in stage_state.stage.readers
            }
            done = {
                name: share.seq
                for name, share in at_stage.items()
                if share is not None and share.complete and share.owed == _owed(state, stage_state, name, batch)
            }
            if len(done) == len(at_stage):
                with review.bookkeeping(f"{stage_state.stage.id}, which all have read, was not opened"):
                    open_stage(review, stage_state.stage, batch, done)
                    opened = True
    if opened:
        state = review_state(review)
    who = state.audience.who
    if who is not None and any(each.login for each in review.protocol.reviewers):
        with review.bookkeeping(f"published/{who} was not written"):
            _publish_own(state, who)
    return state


def settle_after_saving(review: Review) -> None:
    """As `open_finished_batches`, after a save: a state that cannot be derived is a warning too."""
    review.saved = True
    with review.bookkeeping("what follows for the others was not counted"):
        open_finished_batches(review)


def _publish_own(state: ReviewState, reviewer: str) -> None:
    """Publish the decisions of a reviewer that are hidden from nobody, for the other accounts."""
    for stage in state.review.protocol.stages:
        if stage.reader(reviewer) is None:
            continue
        _publish(state, reviewer, stage, TABLE, stage.id)
        journal = state.review.decisions_journal(reviewer, stage.id)
        if stage.kind == "chart":
            _publish(state, reviewer, stage, VALUES, published_name(stage.id))
        elif published(state.review, reviewer, name := second_looks_name(stage.id)) or journal.tables.get(SECOND_LOOKS):
            _publish(state, reviewer, stage, SECOND_LOOKS, name)


def _publish(state: ReviewState, reviewer: str, stage: Stage, table: str, name: str) -> None:
    """Publish the documents of one table of a reviewer's journal that are hidden from nobody."""
    journal = state.review.decisions_journal(reviewer, stage.id)
    opened = [each for of, each in state.openings if of == stage.id]
    if is_current(state.review, reviewer, name, seq=journal.seq, rounds=opened):
        return
    blind, batch_of = state.blind_batches(stage), state.batch_of(stage)

    def without(documents: Mapping[str, dict[str, Any]], wrong: list[int]) -> dict[str, dict[str, Any]]:
        of = state.groups.of
        return {
            key: document
            for key, document in documents.items()
            if batch_of.get(of(document["record"])) not in (None, *wrong)
        }

    publish(
        state.review,
        reviewer,
        name,
        seq=journal.seq,
        now=without(journal.tables.get(table, {}), blind),
        frozen={
            each: without(
                documents_at(journal, state.openings[stage.id, each].journals[reviewer], table),
                [other for other in state.batches(stage) if other != each],
            )
            for each in opened
        },
    )


def _owed(state: ReviewState, stage_state: StageState, reviewer: str, batch: int) -> int:
    """How many records a reader owes: more than they last published, if a report was retrieved since."""
    batch_of = state.batch_of(stage_state.stage)
    return sum(1 for each in stage_state.owed[reviewer] if batch_of[each] == batch)


def _may_open(state: ReviewState, stage_state: StageState, batch: int) -> bool:
    """Whether a batch is opened once every reader has finished it.

    A pilot is always opened. A search round is opened when no more of its records can enter the stage, its sample is
    drawn if it needs one, and the pilot has been opened (or all its records have left the stage).
    """
    if batch == PILOT:
        return True
    if PILOT in state.blind_batches(stage_state.stage) and not state.pilot(stage_state.stage).isdisjoint(
        stage_state.entered
    ):
        return False
    if stage_state.stage.sampled_reader is not None and (stage_state.stage.id, batch) not in state.samples:
        return False
    return not state.waiting_before(stage_state.stage, batch)
