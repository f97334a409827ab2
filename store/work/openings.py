"""After decisions: states what a reader has finished, opens the batches that all have stated, and unseals one's own."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.protocol.values import Stage
from core.sampling.sample import PILOT
from core.screening.funnel import StageState
from store.acts.allocations import reads_nothing
from store.acts.openings import begun, hides, openings, say_open, say_unblind
from store.acts.statements import Statement, hash_of, state_batch, statements
from store.decisions.access import decisions_of, is_open, seal
from store.decisions.decision_journal import TABLE, VALUES
from store.folder.people import PEOPLE
from store.folder.progress import publish_progress
from store.folder.review import Review
from store.journal.journal import Change, utc_now
from store.journal.line import MOVED_ACT
from store.state.review_state import ReviewState, review_state


def open_finished_batches(review: Review) -> ReviewState:
    """State what those for whom this session acts have finished, and open the batches that every reader has stated.

    Only their own journals are read; of the others only their statements. Where this user may not write, nothing is
    done. A failed write is only a warning.

    Returns:
        The state of the review afterwards.
    """
    state = review_state(review)
    if os.access(review.folder / PEOPLE, os.W_OK):
        readers = {each.reviewer for stage in review.protocol.stages for each in stage.readers}
        for who in (*sorted(review.acting),) or (None,):
            state = _settle(state.told_to(replace(state.audience, who=who)), who, reads=who in readers)
    return state.told_to(review.audience)


def _settle(state: ReviewState, who: str | None, *, reads: bool) -> ReviewState:
    """As `open_finished_batches`, for one person; gives the state for that person afterwards."""
    review = state.review
    for _ in review.protocol.stages:  # what opens at one stage may be finished at the next
        states, said = state.funnel.states, False  # damage in a journal is an error of its own
        if who is not None and reads:
            with review.bookkeeping(f"what {who} has finished was not stated"):
                said = _state_finished(state, states, who)
        with review.bookkeeping("what all have read was not opened"):
            said = _open_stated(state, states) or said
        if not said:
            break
        state = review_state(review, state.audience)
    if who is not None and reads:
        with review.bookkeeping(f"{who}'s folders were not opened to the team"):
            seal(review, who)
        with review.bookkeeping(f"how far {who} is was not noted for the others"):
            publish_progress(review, who, state.shares(who))
    return state


def settle_after_saving(review: Review) -> ReviewState | None:
    """As `open_finished_batches`, after a save: a state that cannot be derived is a warning too, and None."""
    review.saved = True
    with review.bookkeeping("what follows for the others was not counted"):
        return open_finished_batches(review)
    return None


def unblind(state: ReviewState, stage: Stage, batches: Iterable[int], rationale: str) -> None:
    """Open batches before every reader has finished, and state where those stand for whom this session may speak.

    Raises:
        TamisError: It could not be saved.
    """
    review = state.review
    readers = [each.reviewer for each in stage.readers if _speaks_for(review, each.reviewer)]
    for batch in (each for each in batches if (stage.id, each) not in state.openings):
        say_unblind(review, stage.id, batch, rationale)
        for reader in readers:
            _state(state, stage, reader, batch, complete=False)
    for reader in readers:
        seal(review, reader)


def _speaks_for(review: Review, reader: str) -> bool:
    """Whether this session states where a reader stands: its own, or anybody where one account is all of them."""
    everybody = review.role is None and review.protocol.one_account
    if everybody:
        review.act_as(reader)
    return everybody or review.role == reader


def _state_finished(state: ReviewState, states: Iterable[StageState], reader: str) -> bool:
    """State the batches that a reader has finished, and where they stand in those opened early; whether any was."""
    said = False
    for stage_state in states:
        stage = stage_state.stage
        if stage.reader(reader) is None or not hides(state.review, stage):
            continue
        for batch in state.batches(stage):
            opening = state.openings.get((stage.id, batch))
            if opening is None and _finished(state, stage_state, reader, batch):
                said = _state(state, stage, reader, batch, complete=True) or said
            elif opening is not None and opening.early and not is_open(state.review, reader, stage, batch):
                said = _state(state, stage, reader, batch, complete=False) or said
    return said


def _state(state: ReviewState, stage: Stage, reader: str, batch: int, *, complete: bool) -> bool:
    """State where a reader stands in a batch, unless that is stated already; whether it was stated."""
    review = state.review
    if stage.id not in {each.stage.id for each in state.funnel.states}:
        return False
    owed = _owed(state, state.funnel.state(stage.id), reader, batch)
    _gather(state, stage, reader, batch, owed)
    last, link = decisions_of(review, reader, stage.id).ends().get(str(batch), (0, ""))
    statement = Statement(
        who=reader,
        clock=0,
        stage=stage.id,
        round=batch,
        complete=complete,
        owed=len(owed),
        owed_sha256=hash_of(owed),
        last=last,
        link=link,
        at=utc_now(),
    )
    if statement.says_the_same(statements(review).get((stage.id, batch), {}).get(reader)):
        return False
    state_batch(review, statement)
    return True


def _gather(state: ReviewState, stage: Stage, reader: str, batch: int, owed: Iterable[str]) -> None:
    """Say again in a batch what a reader said of its records in another one, before a pilot or a merge moved them."""
    journals = decisions_of(state.review, reader, stage.id)
    wanted = {member for record in owed for member in state.groups.around(record)}
    moved = [
        Change(table, int(key), said)
        for table in (TABLE, VALUES)
        for key, said in journals.tables.get(table, {}).items()
        if said["record"] in wanted and journals.document_in(str(batch), table, int(key)) != said
    ]
    if moved:
        journals.repeat(str(batch), moved, act=MOVED_ACT)


def _open_stated(state: ReviewState, states: Iterable[StageState]) -> bool:
    """Open the batches for which a complete statement of each reader is there that fits what they owe; whether any."""
    review, opened = state.review, False
    for stage_state in states:
        stage = stage_state.stage
        if not hides(review, stage):
            continue
        for batch in state.batches(stage):
            if (stage.id, batch) in openings(review):
                continue
            stated = statements(review).get((stage.id, batch), {})
            readers = {each.reviewer for each in stage.readers} | begun(review, stage.id, batch)
            good = {who: each for who, each in stated.items() if who in readers and _fits(state, stage_state, each)}
            readers -= {
                who for who in reads_nothing(review, stage.id, batch) if not _owed(state, stage_state, who, batch)
            }
            if readers and good.keys() >= readers and not _hidden_before(state, stage, batch):
                say_open(review, stage.id, batch, good)
                opened = True
    return opened


def _fits(state: ReviewState, stage_state: StageState, statement: Statement) -> bool:
    """Whether a statement is complete and about what its reader owes, by what this program holds."""
    if not statement.complete:
        return False
    if statement.who not in stage_state.owed:
        return True
    owed = _owed(state, stage_state, statement.who, statement.round)
    return statement.owed_sha256 == hash_of(owed)


def _owed(state: ReviewState, stage_state: StageState, reader: str, batch: int) -> Sequence[str]:
    """The records that a reader owes in a batch."""
    return state.in_batch(stage_state.stage, batch, stage_state.owed.get(reader, ()))


def _hidden_before(state: ReviewState, stage: Stage, batch: int) -> bool:
    rounds = state.rounds if batch == PILOT else [batch]
    return any(state.hidden_before(stage, each) for each in rounds)


def _finished(state: ReviewState, stage_state: StageState, reader: str, batch: int) -> bool:
    """Whether a reader has decided all they owe in a batch, and nothing more is to come.

    A pilot is finished by itself. A search round is finished when something has entered, nothing of it waits at an
    earlier stage, those stages are open, and its sample is drawn for a reader who reads a share. The pilot is open by
    then, or all its records have left the stage.
    """
    stage = stage_state.stage
    if _hidden_before(state, stage, batch) or state.in_batch(stage, batch, stage_state.left[reader]):
        return False
    if not state.in_batch(stage, batch, stage_state.entered):
        return False
    if batch == PILOT:
        return True
    if PILOT in state.blind_batches(stage) and not state.pilot(stage).isdisjoint(stage_state.entered):
        return False
    this = stage.reader(reader)
    if this is not None and not this.reads_all and (stage.id, batch) not in state.samples:
        return False
    return not state.waiting_before(stage, batch)
