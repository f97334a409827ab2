"""Screens the records that one reviewer owes at a stage: decide, undo, move, filter, progress."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from typing import Protocol as Interface

from core.protocol.values import Stage
from core.records.record import Record
from core.screening.decision import ORDERS, Act, Decision, Verdict
from core.undo import UndoSession, UndoStore
from core.walk import ShownRecords, Walk


class Changed(NamedTuple):
    """One decision that an undo, a redo or another window has changed."""

    record: str
    before: Decision | None
    after: Decision | None


class DecisionStore(ShownRecords, UndoStore[Changed], Interface):
    """What a session needs of the store, for one reviewer at one stage."""

    @property
    def decisions(self) -> Mapping[str, Decision]:
        """The reviewer's decisions at the stage, by record id; always up to date."""

    def save(self, decision: Decision, *, spent: int | None = None) -> Decision:
        """Make a decision durable and return it as stored (with its time); `spent` is in milliseconds."""

    def save_all(self, decisions: Sequence[Decision], *, act: str, note: str = "") -> list[Decision]:
        """Make decisions durable as one batch, undone together; `act` is what the log calls it, `note` is why."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reviewer is with what they owe at a stage."""

    decided: int
    total: int

    @property
    def percent(self) -> int:
        """Whole percent, rounded down, so that 100 means done."""
        return 100 * self.decided // self.total if self.total else 100


class RecordsInOrder(Walk[str]):
    """A list of records that a person goes through.

    Args:
        view: The ids, in their order.
        store: Gives the records.
        decision: Gives what the person has said of a record so far, where that is of interest.
    """

    def __init__(
        self,
        view: Sequence[str],
        store: ShownRecords,
        decision: Callable[[str], Decision | None] = lambda _record: None,
        *,
        again: bool = True,
    ) -> None:
        self.decision = decision
        super().__init__(view, store, again=again)

    def decided(self, record_id: str) -> bool:
        """Whether the person has given a verdict (a note alone is none)."""
        decision = self.decision(record_id)
        return decision is not None and decision.verdict is not None

    def waits(self, record_id: str) -> bool:
        """Whether the person has still to give a verdict."""
        return not self.decided(record_id)

    def record_at(self, position: int) -> Record:
        """The record at a place of the list."""
        return self._store.record(self.view[position])


class ScreeningSession(RecordsInOrder, UndoSession[Changed]):
    """One reviewer's work at one stage.

    The session holds a view (the owed records, filtered and ordered) and a place in it. It never changes the view by
    itself: what the person sees moves only when the person moves it.

    Args:
        stage: The stage that is read.
        reviewer: Who reads.
        queue: The ids of all records that the reviewer owes here, in the order to read them.
        store: The part of the store that the session needs.
        start: The id of the record to begin at: it, or the first undecided one after it, for a place that was kept may
            lag behind the decisions. By default the first undecided one of all.
        order: The name of the order, kept with each decision.
        pilot: The records of the stage's pilot.
    """

    _store: DecisionStore

    def __init__(
        self,
        stage: Stage,
        reviewer: str,
        queue: Sequence[str],
        store: DecisionStore,
        *,
        start: str | None = None,
        order: str = "import",
        pilot: Collection[str] = (),
    ) -> None:
        self.stage = stage
        self.reviewer = reviewer
        self.queue = queue
        self.filter_name = "all"
        self.order = order
        self.pilot = pilot
        super().__init__(queue, store, lambda record_id: store.decisions.get(record_id), again=False)
        self._owed = frozenset(queue)
        self._decided = sum(1 for each in queue if self.decided(each))
        self._days: Counter[str] = Counter(
            decision.at[:10] for decision in store.decisions.values() if decision.verdict is not None
        )
        if start is not None and start in self._owed:
            self.go_to(start)
        if not self._begin_at(self.position):
            self.position = 0

    @property
    def viewed(self) -> Collection[str]:
        """The ids of the view, to ask whether one is among them."""
        return self._owed if self.view is self.queue else frozenset(self.view)

    @property
    def progress(self) -> Progress:
        """Decided and owed, over the whole queue whatever the view shows."""
        return Progress(self._decided, len(self.queue))

    def decided_on(self, day: str) -> int:
        """How many decisions stand that were made on a day (UTC, "2021-01-14")."""
        return self._days[day]

    def decide(self, verdict: Verdict, reason: str = "", *, spent: int | None = None) -> Decision:
        """Give a verdict on the current record and go on to the next undecided one, with none left after the last.

        The place changes only after the store has acknowledged the decision. Notes and labels stay.

        Raises:
            LookupError: There is no current record.
        """
        decision = self._save(verdict=verdict, reason=reason, order=self.order, spent=spent)
        self.advance()
        return decision

    @property
    def undecided(self) -> list[str]:
        """The records of the view that wait for a verdict."""
        return [each for each in self.view if self.waits(each)]

    def decide_all(self, records: Sequence[str], verdict: Verdict, reason: str = "") -> list[Decision]:
        """Give one verdict on many records, as one act that is told apart from those given one by one."""
        before = [self.decision(each) or Decision(record=each) for each in records]
        found = ORDERS[Act.FOUND]
        wanted = [replace(each, verdict=verdict, reason=reason, at="", order=found) for each in before]
        decided = self._store.save_all(wanted, act=found, note=self.filter_name)
        for was, now in zip(before, decided, strict=True):
            self._take_in(Changed(now.record, was, now))
        return decided

    def set_note(self, note: str) -> Decision:
        """Keep a note with the current record, decided or not; the place stays."""
        return self._save(note=note)

    def toggle_label(self, label: str) -> Decision:
        """Put a label on the current record, or take it off."""
        before = self.decision(self.current or "")
        labels = before.labels if before else ()
        changed = tuple(each for each in labels if each != label) if label in labels else (*labels, label)
        return self._save(labels=changed)

    def reorder(self, queue: Sequence[str]) -> None:
        """Take another order of the same records; the current one stays in front of the person.

        A narrowed view stays as it is until it is narrowed anew.
        """
        here, whole = self.current, self.view is self.queue
        self.queue = queue
        if whole:
            self.view = queue
            self.position = len(queue) if here is None else queue.index(here)

    def show(self, name: str, wanted: Callable[[str], bool] | None = None) -> None:
        """Narrow the view to the owed records that `wanted` accepts (all, when None), keeping the place if possible.

        Args:
            name: What the view is called on screen ("undecided", "/recovery").
            wanted: Takes a record id.
        """
        view = self.queue if wanted is None else [each for each in self.queue if wanted(each)]
        self._look_at(view, again=wanted is not None)
        self.filter_name = name

    def _save(self, *, spent: int | None = None, **changes: object) -> Decision:
        before = self.decision(self.here)
        saved = self._store.save(replace(before or Decision(record=self.here), **changes), spent=spent)  # type: ignore[arg-type]
        self._take_in(Changed(saved.record, before, saved))
        return saved

    def _take_in(self, change: Changed) -> None:
        for decision, sign in ((change.before, -1), (change.after, 1)):
            if decision is not None and decision.verdict is not None:
                self._days[decision.at[:10]] += sign
                if change.record in self._owed:
                    self._decided += sign

    def _go_to_change(self, change: Changed) -> None:
        self.go_to(change.record)
