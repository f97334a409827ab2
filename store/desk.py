"""A reviewer's desk at one stage: what the screening session asks of the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import takewhile
from typing import Any

from core.record import Record
from core.report.words import count, listed
from core.screening import Decision
from core.session import Changed
from core.undoing import PastAct, Sure, always
from store.duplicates import Groups, duplicate_groups, shown_record
from store.imports import sources_by_file
from store.journal import Change, Event, Journal
from store.review import Review, utc_now

TABLE = "decisions"
MERGED_KEPT = 500


def decisions_in(documents: Mapping[str, dict[str, Any]]) -> dict[str, Decision]:
    """A journal's table as decisions, by record id."""
    return {document["record"]: Decision.from_document(document) for document in documents.values()}


def by_survivor(decisions: Mapping[str, Decision], groups: Groups) -> dict[str, Decision]:
    """The decisions as they count: one on a merged record stands for its survivor, unless that has one of its own."""
    if not groups.survivor:
        return dict(decisions)
    mapped = {record: decision for record, decision in decisions.items() if record not in groups.survivor}
    for record, decision in decisions.items():
        survivor = groups.survivor.get(record)
        if survivor is None:
            continue
        standing = mapped.get(survivor)
        if standing is None or (standing.verdict is None and decision.verdict is not None):
            mapped[survivor] = replace(decision, record=survivor)
    return mapped


def documents_at(journal: Journal, seq: int, table: str = TABLE) -> dict[str, dict[str, Any]]:
    """The decisions of a journal, or another table of it, as they stood after the event of that number."""
    documents: dict[str, dict[str, Any]] = {}

    def put(event: Event, document: dict[str, Any] | None) -> None:
        if event.table != table:
            return
        if document is None:
            documents.pop(str(event.id), None)
        else:
            documents[str(event.id)] = document

    if journal.seq - seq < seq:
        # Little has happened since: taking that back costs less than reading all that came before.
        documents.update(journal.tables.get(table, {}))
        for event in takewhile(lambda each: each.seq > seq, journal.events_back() if journal.seq > seq else ()):
            put(event, event.before)
    else:
        for event in takewhile(lambda each: each.seq <= seq, journal.events()):
            put(event, event.after)
    return documents


def past_act(end: Event, records: int, what: str, stage: str) -> PastAct:
    """What a reviewer did at a stage; where it was an import, from which file.

    Args:
        end: The last event of it.
        records: How many records or studies it concerns.
        what: That number and what was done.
        stage: The stage's id.
    """
    if end.act == "import":
        return PastAct(end.change, records, f"import of {what} from {end.note}", f"tamis undo {stage}")
    return PastAct(end.change, records, what)


class ReviewDesk:
    """One reviewer's decisions at one stage, durable before each call returns; a `core.session.Desk`.

    Args:
        review: The review.
        reviewer: The reviewer's id.
        stage: The stage's id.
        groups: The duplicate groups, where they have been derived already.
        decisions: What stands in the reviewer's journal now, by survivor, where that has been read already.

    Raises:
        TamisError: This user may not act as the reviewer, or the reviewer does not read the stage.
    """

    def __init__(
        self,
        review: Review,
        reviewer: str,
        stage: str,
        groups: Groups | None = None,
        decisions: Mapping[str, Decision] | None = None,
    ) -> None:
        review.act_as(reviewer)
        self._review = review
        self._stage = review.stage(stage)
        self._groups = groups or duplicate_groups(review)
        self._journal = review.decisions_journal(reviewer, stage, write=True)
        self._sources = sources_by_file(review)
        self._shown: dict[str, Record] = {}
        self._generation = self._journal.generation
        self.decisions: dict[str, Decision] = self._all() if decisions is None else dict(decisions)

    def record(self, record_id: str) -> Record:
        """The record with the best field of each member of its group."""
        if record_id not in self._groups.members:
            return self._review.records.get(record_id)
        if record_id not in self._shown:
            if len(self._shown) >= MERGED_KEPT:
                self._shown.clear()
            self._shown[record_id] = shown_record(self._review, self._groups, record_id)
        return self._shown[record_id]

    def sources(self, record_id: str) -> tuple[str, ...]:
        """The names of the sources of the record and of its duplicates."""
        members = self._groups.members.get(record_id, (record_id,))
        names = (self._sources[self._review.records.file_of(each)].source.name for each in members)
        return tuple(dict.fromkeys(names))

    def save(self, decision: Decision, *, spent: int | None = None) -> Decision:
        """Make one decision durable.

        Raises:
            TamisError: It could not be saved; nothing has changed.
        """
        before = self.decisions.get(decision.record)
        stamped = _stamped(decision, before, utc_now())
        self._journal.commit([_change(stamped)], act="decide", spent=spent)
        self.decisions[decision.record] = stamped
        return stamped

    def save_all(self, decisions: Iterable[Decision], *, act: str, note: str = "") -> list[Decision]:
        """Make many decisions durable as one batch: all of them or none, undone together.

        A decision that has a time keeps it, so that decisions made elsewhere can be brought in.
        """
        now = utc_now()
        stamped = [each if each.at else replace(each, at=now) for each in decisions]
        self._journal.commit([_change(each) for each in stamped], act=act, note=note)
        self.decisions.update((each.record, each) for each in stamped)
        return stamped

    def undo(self, sure: Sure = always) -> list[Changed]:
        """Take back the last change or bulk of changes."""
        return self._taken_in(self._journal.undo(sure=lambda end: sure(self._past(end))))

    def redo(self, sure: Sure = always) -> list[Changed]:
        """Do again what was last undone."""
        return self._taken_in(self._journal.redo(sure=lambda end: sure(self._past(end))))

    def refresh(self) -> list[Changed]:
        """Take in what another window has written, reading only what is new."""
        events = self._journal.refresh()
        if self._journal.generation == self._generation:
            return self._taken_in(events)
        # The file was put back from a backup, or replaced: nothing read so far can be relied on.
        self._generation = self._journal.generation
        before, self.decisions = self.decisions, self._all()
        touched = before.keys() | self.decisions.keys()
        changed = (Changed(each, before.get(each), self.decisions.get(each)) for each in sorted(touched))
        return [each for each in changed if each.before != each.after]

    def _all(self) -> dict[str, Decision]:
        return by_survivor(decisions_in(self._journal.tables.get(TABLE, {})), self._groups)

    def _past(self, end: Event) -> PastAct:
        records = end.seq - end.first + 1
        before, after = ({} if each is None else each for each in (end.before, end.after))
        if end.act == "apply":
            reasons = dict.fromkeys(each.after.get("reason", "") for each in self._journal.batch(end) if each.after)
            labels = [reason.label for each in reasons if (reason := self._stage.reason(each))]
            what = f"bulk exclusion of {records:,}" + (f" as {listed(labels)}" if labels else "")
        elif end.act == "pass":
            what = f"bulk inclusion of {records:,} that nothing was suggested for"
        elif all(before.get(name) == after.get(name) for name in ("verdict", "reason")):
            what = count(records, "note or label")
        else:
            what = count(records, "decision")
        return past_act(end, records, what, self._stage.id)

    def _taken_in(self, events: Iterable[Event]) -> list[Changed]:
        changed = []
        for event in events:
            document = event.after or event.before
            if event.table != TABLE or document is None:
                continue
            record = self._groups.survivor.get(document["record"], document["record"])
            before = self.decisions.get(record)
            if event.after is None:
                self.decisions.pop(record, None)
            else:
                self.decisions[record] = replace(Decision.from_document(event.after), record=record)
            changed.append(Changed(record, before, self.decisions.get(record)))
        return changed


def _change(decision: Decision) -> Change:
    return Change(TABLE, int(decision.record, 16), decision.as_document())


def _stamped(decision: Decision, before: Decision | None, now: str) -> Decision:
    """With the time of the verdict; a later note or label leaves that time as it was."""
    same = before is not None and (before.verdict, before.reason) == (decision.verdict, decision.reason)
    return replace(decision, at=before.at if same and before is not None else now)
