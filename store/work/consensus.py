"""Stores what the team agrees on where the answers of reviewers differ, and starts the session for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from core.charting.consensus_session import ConsensusSession, StudyCharts
from core.charting.values import Value
from core.errors import TamisError
from core.protocol.values import Stage
from store.acts.categories import form_at
from store.acts.duplicates.merged_words import value_change
from store.acts.resolutions import consensus_table
from store.journal.journal import Change, utc_now
from store.state.chart_answers import charted_by, consensus, finished_values, reports_at, standing_for
from store.state.review_state import ReviewState
from store.state.shown_records import DiskShownRecords
from store.work.resolutions import refuse_readers, resolvers, rules


class DiskConsensusStore(DiskShownRecords):
    """The consensus at a stage, durable before each call returns; a `ConsensusStore` of the core.

    Args:
        state: The state of the review.
        stage: The stage.
    """

    def __init__(self, state: ReviewState, stage: Stage) -> None:
        super().__init__(state.review, state.groups, reports_at(state, stage))
        self._state = state
        self._stage = stage
        self._table = consensus_table(stage.id)
        self.settled: dict[str, dict[str, Value]] = consensus(state, stage)

    def settle(self, values: Sequence[Value]) -> list[Value]:
        """Save agreed values, all or none, in the name of all readers of the stage, or of the adjudicator.

        Raises:
            TamisError: Only an adjudicator may do this, or it could not be saved; nothing has changed.
        """
        people, now = resolvers(self._state.review, self._stage), utc_now()
        refuse_readers(self._state, self._stage, people)
        stamped = [replace(each, by=people, at=now) for each in values]
        if self._stage.sharing is not None and not rules(self._state, self._stage):
            finished = finished_values(self._state, self._stage)
            stamped = [replace(each, by=tuple(charted_by(each.study, finished))) for each in stamped]
        review, groups = self._state.review, self._state.groups
        review.say([value_change(review.acts, self._table, groups, each) for each in stamped], act="consensus")
        self.settled = consensus(self._state, self._stage)
        return stamped

    def reopen(self, study: str, items: Sequence[str]) -> None:
        """Take back the consensus on items of a study; the journal keeps it.

        Raises:
            TamisError: It could not be saved; nothing has changed.
        """
        refuse_readers(self._state, self._stage, resolvers(self._state.review, self._stage))
        standing = standing_for(self._state)
        changes = [
            Change(self._table, each.doc_id, None)
            for each in self._state.review.db.table(self._table).all()
            if standing.get(each["record"], each["record"]) == study and each["item"] in items
        ]
        self._state.review.say(changes, act="reopen")
        self.settled = consensus(self._state, self._stage)

    def refresh(self) -> list[tuple[str, str]]:
        """Read what other processes have written; gives the (study, item) pairs that changed."""
        acts = self._state.review.acts
        before = acts.state(self._table)
        acts.refresh()
        if acts.state(self._table) == before:
            return []
        known, self.settled = self.settled, consensus(self._state, self._stage)
        return [
            (study, item)
            for study in sorted(known.keys() | self.settled.keys())
            for item in sorted(known.get(study, {}).keys() | self.settled.get(study, {}).keys())
            if known.get(study, {}).get(item) != self.settled.get(study, {}).get(item)
        ]


def consensus_session(state: ReviewState, stage: Stage) -> ConsensusSession:
    """The session on all studies that two or more reviewers have charted, without those that are still blind."""
    form = form_at(state.review, stage)
    stage_state = state.funnel.state(stage.id)
    hidden, finished = frozenset(chain(state.sealed(stage), stage_state.waiting)), finished_values(state, stage)
    studies = []
    for study, reports in reports_at(state, stage).items():
        if not hidden.isdisjoint(reports):
            continue
        sides = {name: finished[name][study] for name in charted_by(study, finished)}
        if len(sides) > 1:
            studies.append(StudyCharts(study, sides))
    return ConsensusSession(
        stage,
        form,
        studies,
        DiskConsensusStore(state, stage),
        resolvers=resolvers(state.review, stage),
        blind=state.unfinished_rounds(stage),
    )


def settle_item(
    state: ReviewState,
    stage: Stage,
    study: str,
    item: str,
    *,
    take: str = "",
    text: str = "",
) -> Value:
    """Agree on one item of a study, from the command line.

    Args:
        state: The state of the review.
        stage: The stage.
        study: The study's id.
        item: The item's id.
        take: The reviewer whose answer is taken; "" for an answer of the team's own.
        text: The team's own answer.

    Raises:
        TamisError: The stage is still blind, the reviewers do not differ on the item, or the answer does not fit it.
    """
    session = consensus_session(state, stage)
    session.form.item(item)
    where = f"stage {stage.id}, study {study}, item {item}"
    reports = reports_at(state, stage).get(study, [])
    if any(each in state.sealed(stage) for each in reports):
        raise TamisError(
            "the stage is still blind",
            where=where,
            advice="It opens when every reviewer has finished; “tamis unblind” opens it earlier, and that is logged.",
        )
    if not session.go_to(study, item) or session.item is None or session.item.item.id != item:
        raise TamisError("the reviewers do not differ on this item, or have not both finished the study", where=where)
    return session.take(take) if take else session.set(text)


def reopen_item(state: ReviewState, stage: Stage, study: str, item: str) -> None:
    """Take back the consensus on one item of a study; the journal keeps it.

    Raises:
        TamisError: There is no consensus on it.
    """
    store = DiskConsensusStore(state, stage)
    if item not in store.settled.get(study, {}):
        where = f"stage {stage.id}, study {study}, item {item}"
        raise TamisError("there is no consensus to take back", where=where)
    store.reopen(study, [item])
