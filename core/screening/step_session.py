"""Suggests what a step excludes, by value, and keeps or excludes it one by one or a group at once.

Nothing is decided but by the reviewer. A group is accepted only as far as a field of a database backs it: hints from
the text are looked at one by one. What was decided otherwise stays as it is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from core.protocol.values import Stage
from core.screening.decision import ORDERS, Act, Decision, Verdict
from core.screening.session import Changed, DecisionStore, Progress, RecordsInOrder
from core.screening.suggestions import Suggestion, SuggestionGroup, group_suggestions, suggest
from core.undo import UndoSession
from core.walk import ShownRecords

NOTHING = ""
"""The name of the group of records that nothing is suggested for."""


class Acceptance(NamedTuple):
    """What accepting a group would do.

    Attributes:
        exclude: The undecided suggestions that a field backs.
        kept: How many records of the group were decided otherwise, and stay so.
        hints: How many undecided ones are only hints, and stay undecided.
    """

    exclude: tuple[Suggestion, ...]
    kept: int
    hints: int


def evidence_note(suggestion: Suggestion) -> str:
    """The evidence in one line: "Editorial · M3: Editorial Material"."""
    return f"{suggestion.label}: {suggestion.said}"


def suggested_decision(suggestion: Suggestion, before: Decision | None, order: str) -> Decision:
    """The exclusion that a suggestion asks for, with its evidence as the note, unless the reviewer wrote one."""
    before = before or Decision(record=suggestion.record_id)
    note = before.note or evidence_note(suggestion)
    return replace(before, verdict=Verdict.EXCLUDE, reason=suggestion.reason, note=note, at="", order=order)


def exclude_suggested(store: DecisionStore, suggestions: Sequence[Suggestion]) -> list[Decision]:
    """Exclude records as suggested, in one batch; what has been decided."""
    confirmed = ORDERS[Act.CONFIRMED]
    decisions = [suggested_decision(each, store.decisions.get(each.record_id), confirmed) for each in suggestions]
    return store.save_all(decisions, act="apply") if decisions else []


def pass_on(store: DecisionStore, records: Sequence[str]) -> list[Decision]:
    """Include records that nothing was suggested for, in one batch; what has been decided."""
    before = [store.decisions.get(each) or Decision(record=each) for each in records]
    decisions = [replace(each, verdict=Verdict.INCLUDE, reason="", at="", order=ORDERS[Act.PASSED]) for each in before]
    return store.save_all(decisions, act="pass") if decisions else []


class StepSuggestions:
    """What the rule of a step suggests to exclude.

    The records are looked through a few at a time (`look`), since a rule has to read every one of them.

    Args:
        stage: The stage.
        queue: The ids of the records, in their order.
        store: Gives the records.

    Attributes:
        looked: How many records have been looked at.
        suggestions: What is suggested so far, by record id.
        unsuggested: The ids of the records that nothing is suggested for, so far.
    """

    def __init__(self, stage: Stage, queue: Sequence[str], store: ShownRecords) -> None:
        self.stage = stage
        self.queue = queue
        self.looked = 0
        self.suggestions: dict[str, Suggestion] = {}
        self.unsuggested: list[str] = []
        self._records = store
        self._sources: dict[str, str] = {}
        self._groups: tuple[int, list[SuggestionGroup]] = (0, [])

    def look(self, count: int) -> None:
        """Apply the rule to the next records."""
        for record_id in self.queue[self.looked : self.looked + count]:
            self.looked += 1
            self._look_at(record_id)

    @property
    def done(self) -> bool:
        """Whether all records have been looked at."""
        return self.looked >= len(self.queue)

    @property
    def groups(self) -> list[SuggestionGroup]:
        """The suggestions so far by value, the largest group first, decided ones too."""
        looked, groups = self._groups
        if looked != self.looked:
            groups = group_suggestions(self.suggestions.values(), self._sources)
            self._groups = (self.looked, groups)
        return groups

    def _look_at(self, record_id: str) -> None:
        found = suggest(self.stage, self._records.record(record_id))
        if found is None:
            self.unsuggested.append(record_id)
        else:
            self.suggestions[record_id] = found
            self._sources[record_id] = next(iter(self._records.sources(record_id)), "")


class StepSession(StepSuggestions, UndoSession[Changed]):
    """One reviewer's work at a step stage.

    Args:
        stage: The stage; its rule suggests.
        reviewer: Who decides.
        queue: The ids of all records that the reviewer owes here.
        store: The part of the store that the session needs.
    """

    _store: DecisionStore

    def __init__(self, stage: Stage, reviewer: str, queue: Sequence[str], store: DecisionStore) -> None:
        super().__init__(stage, queue, store)
        self.reviewer = reviewer
        self._store = store
        self._values: dict[str, str] = {}
        self._tallies: dict[str, Counter[Verdict | None]] = defaultdict(Counter)

    def listing(self, group: str) -> RecordsInOrder:
        """The records of a group, to go through."""
        members = [each.record_id for each in self._group(group)] if group else list(self.unsuggested)
        return RecordsInOrder(members, self._store, self.decision)

    def decision(self, record_id: str) -> Decision | None:
        """What this reviewer has said of a record so far."""
        return self._store.decisions.get(record_id)

    def tally(self, group: str) -> Counter[Verdict | None]:
        """How many records of a group have which verdict; None counts the undecided."""
        return self._tallies.get(group, Counter())

    @property
    def progress(self) -> Progress:
        """Decided and owed, as far as the records have been looked at."""
        undecided = sum(tally[None] for tally in self._tallies.values())
        return Progress(self.looked - undecided, len(self.queue))

    # Deciding

    def keep(self, record_id: str, *, spent: int | None = None) -> Decision:
        """Include a record, whatever was suggested; a note that only gave the evidence goes with the exclusion."""
        before = self.decision(record_id) or Decision(record=record_id)
        found = self.suggestions.get(record_id)
        note = "" if found and before.note == evidence_note(found) else before.note
        wanted = replace(before, verdict=Verdict.INCLUDE, reason="", note=note, order="import")
        return self._save(wanted, spent=spent)

    def exclude(self, record_id: str, reason: str = "", *, spent: int | None = None) -> Decision:
        """Exclude a record for the reason suggested, or where nothing is suggested for the reason given."""
        before = self.decision(record_id)
        found = self.suggestions.get(record_id)
        if found is not None:
            return self._save(suggested_decision(found, before, "import"), spent=spent)
        before = before or Decision(record=record_id)
        return self._save(replace(before, verdict=Verdict.EXCLUDE, reason=reason, order="import"), spent=spent)

    def acceptance(self, group: str) -> Acceptance:
        """What accepting a group would do."""
        undecided = [each for each in self._group(group) if self._verdict(each.record_id) is None]
        exclude = tuple(each for each in undecided if each.backed)
        tally = self.tally(group)
        kept = tally[Verdict.INCLUDE] + tally[Verdict.MAYBE]
        return Acceptance(exclude, kept, len(undecided) - len(exclude))

    def accept(self, acceptance: Acceptance) -> int:
        """Exclude as suggested, in one batch; how many."""
        return self._counted(exclude_suggested(self._store, acceptance.exclude))

    def to_pass_on(self) -> list[str]:
        """The undecided records that nothing is suggested for."""
        return [each for each in self.unsuggested if self._verdict(each) is None]

    def pass_on(self, records: Sequence[str]) -> int:
        """Include records that nothing is suggested for, in one batch; how many."""
        return self._counted(pass_on(self._store, records))

    # Inside

    def _group(self, value: str) -> Sequence[Suggestion]:
        return next((each.suggestions for each in self.groups if each.value == value), ())

    def _look_at(self, record_id: str) -> None:
        super()._look_at(record_id)
        found = self.suggestions.get(record_id)
        value = self._values[record_id] = found.value if found else NOTHING
        self._tallies[value][self._verdict(record_id)] += 1

    def _verdict(self, record_id: str) -> Verdict | None:
        said = self.decision(record_id)
        return said.verdict if said else None

    def _save(self, wanted: Decision, *, spent: int | None) -> Decision:
        before = self.decision(wanted.record)
        saved = self._store.save(wanted, spent=spent)
        self._take_in(Changed(saved.record, before, saved))
        return saved

    def _counted(self, decided: Sequence[Decision]) -> int:
        """How many were decided at once; all is counted anew."""
        self._tallies.clear()
        for record_id, value in self._values.items():
            self._tallies[value][self._verdict(record_id)] += 1
        return len(decided)

    def _take_in(self, change: Changed) -> None:
        if change.record in self._values:
            tally = self._tallies[self._values[change.record]]
            tally[change.before.verdict if change.before else None] -= 1
            tally[change.after.verdict if change.after else None] += 1
