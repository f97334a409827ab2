"""Saves one reviewer's decisions at a stage in their journal, and takes them back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property

from core.screening.decision import ORDERS, SECOND_LOOK, Act, Decision
from core.screening.session import Changed
from core.undo import PastAct
from core.words import count, listed
from store.acts.duplicates.groups import Groups, duplicate_groups
from store.acts.duplicates.merged_words import word_change
from store.decisions.access import decisions_of
from store.decisions.decision_journal import SECOND_LOOKS, TABLE, decisions_in
from store.decisions.reader_journals import ReaderAct
from store.folder.review import Review
from store.journal.journal import Change, utc_now
from store.journal.line import Document, Event
from store.journal.snapshot import keys_with
from store.state.review_state import review_state
from store.work.own.acts import OwnActs, past_act


class DiskDecisionStore(OwnActs[Changed]):
    """One reviewer's decisions at one stage, durable before each call returns; a `DecisionStore`.

    Args:
        review: The review.
        reviewer: The reviewer's id.
        stage: The stage's id.
        groups: The duplicate groups, where they have been derived already.
        decisions: Survivor → decision in the reviewer's journals, where those have been read already.
        batch_of: Survivor → batch of the stage, where that has been derived already.

    Raises:
        TamisError: This user may not act as the reviewer, or the reviewer does not read the stage.
    """

    table = TABLE
    """The table of the journal that its words stand in."""

    def __init__(
        self,
        review: Review,
        reviewer: str,
        stage: str,
        groups: Groups | None = None,
        decisions: Mapping[str, Decision] | None = None,
        batch_of: Mapping[str, int] | None = None,
    ) -> None:
        review.act_as(reviewer)
        super().__init__(review, groups or duplicate_groups(review))
        self._stage = review.stage(stage)
        self._batch_of = review_state(review).batch_of(self._stage) if batch_of is None else batch_of
        self._journal = decisions_of(review, reviewer, stage)
        self._generation = self._journal.generation
        self._state = self._state_now()
        self._settling = self._numbers_settling()
        if decisions is not None:
            self.decisions = dict(decisions)

    @cached_property
    def decisions(self) -> dict[str, Decision]:
        """Survivor → decision; read when somebody asks for more than one."""
        return self._all()

    def decision_on(self, record: str) -> Decision | None:
        """What counts on one survivor, as in `decisions`, without reading all of them; None where nothing does."""
        return (self.decisions if self._has_read_all else self._counting([record])).get(record)

    @property
    def _has_read_all(self) -> bool:
        return "decisions" in self.__dict__

    def _state_now(self) -> tuple[int, ...]:
        acts, journal = self._review.acts, self._journal
        return (acts.generation, acts.changes, *journal.state(self.table))

    def holds(self) -> bool:
        """Whether nothing was said since that it does not know, neither by its reader nor by anybody for all to see."""
        return self._state == self._state_now()

    def save(self, decision: Decision, *, spent: int | None = None) -> Decision:
        """Make one decision durable.

        Raises:
            TamisError: It could not be saved; nothing has changed.
        """
        before = self.decision_on(decision.record)
        stamped = _stamped(decision, before, utc_now())
        act = stamped.order if stamped.order == SECOND_LOOK else "decide"
        self._commit([stamped], act=act, spent=spent)
        if self._has_read_all:
            self.decisions[decision.record] = stamped
            self._count_anew([decision.record])
        return self.decision_on(decision.record) or stamped

    def save_all(self, decisions: Iterable[Decision], *, act: str, note: str = "") -> list[Decision]:
        """Make many decisions durable as one batch: all of them or none, undone together.

        A decision that has a time keeps it, so that decisions made elsewhere can be brought in.
        """
        now = utc_now()
        stamped = [each if each.at else replace(each, at=now) for each in decisions]
        self._commit(stamped, act=act, note=note)
        self.decisions.update((each.record, each) for each in stamped)
        self._count_anew(each.record for each in stamped)
        return stamped

    def _commit(self, decisions: Iterable[Decision], *, act: str, note: str = "", spent: int | None = None) -> None:
        self._review.log_amendment()
        changes: dict[str, list[Change]] = {}
        for each in decisions:
            changes.setdefault(str(self._batch_of.get(each.record, 1)), []).append(self._change(each))
        said = self._journal.commit(changes, act=act, note=note, spent=spent)
        # Reckoned and not looked up: what other windows of the reader have said meanwhile is not known here.
        self._state = (*self._state[:-1], self._state[-1] + len(said))

    def _ready(self) -> None:
        super()._ready()
        self.decisions  # noqa: B018  (read before the journal changes)

    def refresh(self) -> list[Changed]:
        """Read what other processes have written to the journal, and only what is new."""
        before, events = self.decisions, self._journal.refresh()
        if self._journal.generation == self._generation:
            return self._taken_in(events)
        # The file was put back from a backup, or replaced: nothing read so far can be relied on.
        self._generation = self._journal.generation
        self._settling, self.decisions = self._numbers_settling(), self._all()
        touched = before.keys() | self.decisions.keys()
        changed = (Changed(each, before.get(each), self.decisions.get(each)) for each in sorted(touched))
        return [each for each in changed if each.before != each.after]

    def _all(self) -> dict[str, Decision]:
        return decisions_in(self._journal.tables.get(self.table, {}), self._groups)

    def _past(self, act: ReaderAct) -> PastAct:
        records, end = act.size, act.end
        before, after = ({} if each is None else each for each in (end.before, end.after))
        if end.table == SECOND_LOOKS:
            what = count(records, "second look")
        elif end.act == "apply":
            reasons = dict.fromkeys(each.after.get("reason", "") for each in act.events() if each.after)
            labels = [reason.label for each in reasons if (reason := self._stage.reason(each))]
            what = f"bulk exclusion of {records:,}" + (f" as {listed(labels)}" if labels else "")
        elif end.act == "pass":
            what = f"bulk inclusion of {records:,} that nothing was suggested for"
        elif end.act == ORDERS[Act.FOUND]:
            what = f"bulk verdict on {count(records, 'record')} found by “{end.note}”"
        elif all(before.get(name) == after.get(name) for name in ("verdict", "reason")):
            what = count(records, "note or label")
        else:
            what = count(records, "decision")
        return replace(past_act(act, records, what, self._stage.id), elsewhere=end.table != self.table)

    def _concerned(self, events: Iterable[Event]) -> list[Changed]:
        return [
            Changed(self._groups.of(said["record"]), _decision(event.before), _decision(event.after))
            for event in events
            if (said := event.after or event.before) is not None
        ]

    def _taken_in(self, events: Iterable[Event]) -> list[Changed]:
        before: dict[str, Decision | None] = {}
        decisions = self.decisions
        for event in events:
            document = event.after or event.before
            if event.table != self.table or document is None:
                continue
            if "settles" in document:
                self._settling.add(str(event.id))
            record = self._groups.of(document["record"])
            before.setdefault(record, decisions.get(record))
            if event.after is None:
                decisions.pop(record, None)
            else:
                decisions[record] = replace(Decision.from_document(event.after), record=record)
        self._count_anew(before)
        return [Changed(record, was, decisions.get(record)) for record, was in before.items()]

    def _count_anew(self, records: Iterable[str]) -> None:
        """Derive anew which decision counts for each of the records that others are merged into."""
        merged = [each for each in records if each in self._groups.members]
        if not merged:
            return
        counting = self._counting(merged)
        for each in merged:
            self.decisions.pop(each, None)
            if each in counting:
                self.decisions[each] = counting[each]

    def _counting(self, records: Iterable[str]) -> dict[str, Decision]:
        """The decisions that count on some survivors."""
        documents = self._journal.tables.get(self.table, {})
        numbers = {str(int(member, 16)) for each in records for member in self._groups.around(each)} | self._settling
        return decisions_in({each: documents[each] for each in numbers if each in documents}, self._groups)

    def _numbers_settling(self) -> set[str]:
        """The numbers of the documents that settle others of merged records: few, and looked for once."""
        return set(keys_with(self._journal.tables.get(self.table, {}), "settles"))

    def _change(self, decision: Decision) -> Change:
        change = word_change(self._journal, self.table, self._groups, decision)
        if change.after is not None and "settles" in change.after:
            self._settling.add(str(change.id))
        return change


def decision_store(review: Review, reviewer: str, stage: str) -> DiskDecisionStore:
    """The store of a reviewer's decisions; the one of an earlier act of this session where that still holds.

    Raises:
        TamisError: As `DiskDecisionStore`.
    """
    review.act_as(reviewer)
    kept = review.stores.get((reviewer, stage))
    if not isinstance(kept, DiskDecisionStore) or not kept.holds():
        kept = review.stores[reviewer, stage] = DiskDecisionStore(review, reviewer, stage)
    return kept


def _stamped(decision: Decision, before: Decision | None, now: str) -> Decision:
    """The decision with the time of its verdict, which a later note or label does not change."""
    if before is not None and (before.verdict, before.reason) == (decision.verdict, decision.reason):
        return replace(decision, at=before.at)
    return replace(decision, at=now)


def _decision(document: Document | None) -> Decision | None:
    return Decision.from_document(document) if document is not None else None
