"""What a screening screen drives: queue, current record, decide, undo, move, filter, progress. No terminal here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from typing import Protocol as Interface

from core.protocol.values import Stage
from core.records.record import Record
from core.screening.decision import Decision, Verdict
from core.undo import Sure, always
from core.walk import Walk


class Changed(NamedTuple):
    """One decision that an undo, a redo or another window has changed."""

    record: str
    before: Decision | None
    after: Decision | None


class DecisionStore(Interface):
    """What a session needs of the store, for one reviewer at one stage.

    Every call that changes something returns when the change is on disk, or raises and has changed nothing.
    """

    @property
    def decisions(self) -> Mapping[str, Decision]:
        """The reviewer's decisions at the stage, by record id; always up to date."""

    def record(self, record_id: str) -> Record:
        """The record of that id, with the best field of each member of its duplicate group."""

    def sources(self, record_id: str) -> tuple[str, ...]:
        """The names of the sources that the record, or a duplicate of it, came from."""

    def save(self, decision: Decision, *, spent: int | None = None) -> Decision:
        """Make a decision durable and return it as stored (with its time); `spent` is in milliseconds."""

    def undo(self, sure: Sure = always) -> list[Changed]:
        """Take back the last change, or the last bulk of changes; [] if there is nothing left, or it is not sure."""

    def redo(self, sure: Sure = always) -> list[Changed]:
        """Do again what was last undone; [] if there is nothing, or it is not sure."""

    def refresh(self) -> list[Changed]:
        """Take in what another window of the same reviewer has written."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reviewer is with what they owe at a stage."""

    decided: int
    total: int

    @property
    def percent(self) -> int:
        """Whole percent, rounded down, so that 100 means done."""
        return 100 * self.decided // self.total if self.total else 100


class ScreeningSession(Walk[str]):
    """One reviewer's work at one stage.

    The session holds a view (the owed records, filtered and ordered) and a place in it. It never changes the view by
    itself: what the person sees moves only when the person moves it.

    Args:
        stage: The stage that is read.
        reviewer: Who reads.
        queue: The ids of all records that the reviewer owes here, in the order to read them.
        desk: The store's side.
        start: The id of the record to begin at: it, or the first undecided one after it, for a place that was kept may
            lag behind the decisions. By default the first undecided one of all.
        order: The name of the order, kept with each decision.
        pilot: The records of the stage's pilot.
    """

    def __init__(
        self,
        stage: Stage,
        reviewer: str,
        queue: Sequence[str],
        desk: DecisionStore,
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
        self._desk = desk
        super().__init__(queue)
        self._owed = frozenset(queue)
        self._decided = sum(1 for each in queue if self.decided(each))
        self._days: Counter[str] = Counter(
            decision.at[:10] for decision in desk.decisions.values() if decision.verdict is not None
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
    def record(self) -> Record | None:
        """The record in front of the reviewer."""
        return None if self.current is None else self._desk.record(self.current)

    def record_at(self, position: int) -> Record:
        """The record at a place of the view, for the list."""
        return self._desk.record(self.view[position])

    def sources(self, record_id: str) -> tuple[str, ...]:
        """Where the record came from."""
        return self._desk.sources(record_id)

    def decision(self, record_id: str) -> Decision | None:
        """What this reviewer has said of a record so far."""
        return self._desk.decisions.get(record_id)

    def decided(self, record_id: str) -> bool:
        """Whether the reviewer has given a verdict (a note alone is none)."""
        decision = self._desk.decisions.get(record_id)
        return decision is not None and decision.verdict is not None

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

    def set_note(self, note: str) -> Decision:
        """Keep a note with the current record, decided or not; the place stays."""
        return self._save(note=note)

    def toggle_label(self, label: str) -> Decision:
        """Put a label on the current record, or take it off."""
        before = self.decision(self.current or "")
        labels = before.labels if before else ()
        changed = tuple(each for each in labels if each != label) if label in labels else (*labels, label)
        return self._save(labels=changed)

    def undo(self, sure: Sure = always) -> list[Changed]:
        """Take back the last change and go to its record, when the view holds it."""
        return self._replayed(self._desk.undo(sure))

    def redo(self, sure: Sure = always) -> list[Changed]:
        """Do again what was undone and go to its record."""
        return self._replayed(self._desk.redo(sure))

    def refresh(self) -> list[Changed]:
        """Take in what another window has written; the place stays."""
        changed = self._desk.refresh()
        for each in changed:
            self._count(*each)
        return changed

    def waits(self, record_id: str) -> bool:
        """Whether the reviewer has still to give a verdict."""
        return not self.decided(record_id)

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
        record_id = self.current
        if record_id is None:
            raise LookupError("there is no record here")
        before = self.decision(record_id)
        saved = self._desk.save(replace(before or Decision(record=record_id), **changes), spent=spent)  # type: ignore[arg-type]
        self._count(record_id, before, saved)
        return saved

    def _count(self, record_id: str, before: Decision | None, after: Decision | None) -> None:
        for decision, sign in ((before, -1), (after, 1)):
            if decision is not None and decision.verdict is not None:
                self._days[decision.at[:10]] += sign
                if record_id in self._owed:
                    self._decided += sign

    def _replayed(self, changed: list[Changed]) -> list[Changed]:
        for each in changed:
            self._count(*each)
        if changed:
            self.go_to(changed[0].record)
        return changed
