"""Saves what a reviewer fills in at a charting stage, value by value, and that a form is complete.

Both are in the reviewer's journal of the stage. A complete form is stored as the decision `include`, so that what a
reader owes, the sample, blindness and opening work for charting as they do for screening.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.charting.chart_store import Touched
from core.charting.session import ChartSession
from core.charting.values import Value
from core.errors import TamisError
from core.protocol.coding import CODING
from core.protocol.values import Stage
from core.screening.decision import Decision, Verdict
from core.undo import PastAct
from core.words import count
from store.acts.categories import form_at
from store.acts.duplicates.merged_words import value_change
from store.decisions.access import decisions_of
from store.decisions.decision_journal import TABLE, VALUES, decisions_in
from store.decisions.reader_journals import ReaderAct
from store.journal.journal import Change, utc_now
from store.journal.line import Event
from store.state.chart_answers import reports_at, standing_for, values_of
from store.state.charted import charted
from store.state.review_state import ReviewState
from store.work.own.acts import OwnActs, past_act


class DiskChartStore(OwnActs[Touched]):
    """What one reviewer fills in, durable before each call returns; a `core.charting.chart_store.ChartStore`.

    Args:
        state: The state of the review.
        reviewer: The reviewer's id.
        stage: The stage.

    Raises:
        TamisError: This user may not act as the reviewer, or the stage has no form or is not read by the reviewer.
    """

    def __init__(self, state: ReviewState, reviewer: str, stage: Stage) -> None:
        check_may_chart(state, reviewer, stage)
        super().__init__(state.review, state.groups, reports_at(state, stage))
        self._state = state
        self._reviewer = reviewer
        self._stage = stage.id
        self._standing = standing_for(state)
        self._owed = frozenset(state.funnel.state(stage.id).owed[reviewer])
        self._batch_of = state.batch_of(stage)
        self._journal = decisions_of(state.review, reviewer, stage.id)
        self._read_all()

    def put(self, values: Sequence[Value], *, completes: str = "", act: str = "chart", note: str = "") -> list[Value]:
        """Save values, all or none; with `completes`, the id of a study, also that its form is complete.

        Raises:
            TamisError: They could not be saved; nothing has changed.
        """
        return self.put_all(values, completes=(completes,) if completes else (), act=act, note=note)

    def put_all(
        self, values: Sequence[Value], *, completes: Sequence[str] = (), act: str = "chart", note: str = ""
    ) -> list[Value]:
        """Save values, and that forms are complete, as one change: all or none, undone together.

        Raises:
            TamisError: They could not be saved; nothing has changed.
        """
        now = utc_now()
        stamped = [self._stamped(each, now) for each in values]
        changes = [(each.study, value_change(self._journal, VALUES, self._groups, each)) for each in stamped]
        differed = any(each.differing for value in stamped for each in self.values.get(value.study, {}).values())
        for record in (record for study in completes for record in self._reports.get(study, [study])):
            done = Decision(record=record, verdict=Verdict.INCLUDE, at=now)
            changes.append((record, Change(TABLE, int(record, 16), done.as_document())))
        self._commit(changes, act=act, note=note)
        for value in stamped:
            self.values.setdefault(value.study, {})[value.item] = value
        self.complete.update(dict.fromkeys(completes, now))
        if differed:
            self._read_all()
        return stamped

    def clear(self, study: str, item: str, *, reopens: bool) -> None:
        """Remove an answer from the form; with `reopens`, the form also becomes incomplete.

        Raises:
            TamisError: It could not be saved; nothing has changed.
        """
        records = self._records(study)
        changes = [
            (str(each["record"]), Change(VALUES, int(key), None))
            for key, each in self._journal.tables.get(VALUES, {}).items()
            if each["item"] == item and each["record"] in records
        ]
        if reopens:
            changes += [(record, Change(TABLE, int(record, 16), None)) for record in records]
        self._commit(changes, act="clear")
        self.values.get(study, {}).pop(item, None)
        if reopens:
            self.complete.pop(study, None)

    def reopen(self, study: str) -> None:
        """Mark a complete form as incomplete.

        Raises:
            TamisError: It could not be saved; nothing has changed.
        """
        self._commit([(each, Change(TABLE, int(each, 16), None)) for each in self._records(study)], act="reopen")
        self.complete.pop(study, None)

    def _commit(self, changes: Iterable[tuple[str, Change]], *, act: str, note: str = "") -> None:
        self._review.log_amendment()
        by_batch: dict[str, list[Change]] = {}
        for record, change in changes:
            by_batch.setdefault(str(self._batch_of.get(self._groups.of(record), 1)), []).append(change)
        self._journal.commit(by_batch, act=act, note=note)

    def refresh(self) -> list[Touched]:
        """Read what other processes have written to the journal."""
        events = self._journal.refresh()
        if self._journal.generation == self._generation:
            return self._taken_in(events)
        # The file was put back from a backup, or replaced: nothing read so far can be relied on.
        before = {study: dict(values) for study, values in self.values.items()}
        completed = dict(self.complete)
        self._read_all()
        studies = sorted(before.keys() | self.values.keys() | completed.keys() ^ self.complete.keys())
        return [
            Touched(each, "")
            for each in studies
            if before.get(each) != self.values.get(each) or (each in completed) is not (each in self.complete)
        ]

    def _read_all(self) -> None:
        self._generation = self._journal.generation
        self.values = values_of(self._state, self._stage, self._journal.tables.get(VALUES, {}).values())
        self.complete: dict[str, str] = self._completed()

    def _completed(self) -> dict[str, str]:
        """Study → when its form was completed; a further report that the reviewer owes makes a form incomplete."""
        decided = decisions_in(self._journal.tables.get(TABLE, {}), self._state.groups)
        found = {}
        for record, decision in decided.items():
            study = self._state.studies.of(record)
            owed = self._owed.intersection(self._reports.get(study, ()))
            differ = any(each.differing for each in self.values.get(study, {}).values())
            if owed <= decided.keys() and not differ:
                found[study] = decision.at
        return found

    def _past(self, act: ReaderAct) -> PastAct:
        touched = self._concerned(act.events())
        studies, answers = len({each.study for each in touched}), sum(1 for each in touched if each.item)
        what = count(answers, "answer") if answers else "completion"
        return past_act(act, studies, f"{what} of {count(studies, 'form')}", self._stage)

    def _taken_in(self, events: Iterable[Event]) -> list[Touched]:
        touched = self._concerned(events)
        if touched:
            self._read_all()
        return touched

    def _concerned(self, events: Iterable[Event]) -> list[Touched]:
        touched: dict[Touched, None] = {}
        for event in events:
            document = event.after or event.before
            if document is None or event.table not in (TABLE, VALUES):
                continue
            record: str = document["record"]
            study = self._standing.get(record, record)
            touched[Touched(study, document["item"] if event.table == VALUES else "")] = None
        return list(touched)

    def _stamped(self, value: Value, now: str) -> Value:
        before = self.values.get(value.study, {}).get(value.item)
        if before is not None and replace(before, at="") == replace(value, at="", by=(self._reviewer,)):
            return before
        return replace(value, by=(self._reviewer,), at=value.at or now)

    def _records(self, study: str) -> list[str]:
        """The records, merged ones too, under which values of a study may be stored."""
        return [study, *(record for record, its in self._standing.items() if its == study)]


def check_may_chart(state: ReviewState, reviewer: str, stage: Stage) -> None:
    """Make sure that this user may chart as a reviewer at a stage.

    Raises:
        TamisError: They may not.
    """
    state.review.act_as(reviewer)
    form_at(state.review, stage)
    if stage.reader(reviewer) is None:
        readers = ", ".join(reader.reviewer for reader in stage.readers)
        raise TamisError(
            f"{reviewer} does not chart at this stage",
            where=f"stage {stage.id}",
            advice=f"It is charted by: {readers}.",
        )


def chart_session(state: ReviewState, stage: Stage, reviewer: str, *, start: str | None = None) -> ChartSession:
    """The session in which a reviewer charts the studies that they owe at a stage.

    Raises:
        TamisError: As `DiskChartStore`.
    """
    store = DiskChartStore(state, reviewer, stage)
    studies = state.studies.among(state.funnel.state(stage.id).owed[reviewer])
    form, material = form_at(state.review, stage), _material(state, stage)
    return ChartSession(stage, form, reviewer, studies, store, start=start, material=material)


def _material(state: ReviewState, stage: Stage) -> dict[str, dict[str, Value]] | None:
    """At coding, by study and item what was charted there and counts; None at other stages."""
    if stage.id != CODING:
        return None
    charting = next(each for each in state.review.protocol.stages if each.kind == "chart")
    return {
        study.study: {each.item.id: each.value for each in study.items if each.value is not None}
        for study in charted(state, charting).complete
    }
