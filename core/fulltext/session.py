"""Screens full texts: a screening session that knows the reports behind the records."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Protocol as Interface

from core.fulltext.retrieval import Retrieval
from core.protocol.values import Stage
from core.screening.decision import Decision, Verdict, with_reasons
from core.screening.session import Changed, DecisionStore, Progress, ScreeningSession
from core.undo import Sure, always


class FullTextStore(Interface):
    """What a session needs of the store for the reports of one stage, which the whole team shares.

    Every call that changes something returns when the change is on disk, or raises and has changed nothing.
    """

    @property
    def lost(self) -> Collection[str]:
        """The records whose reports could not be had; always up to date."""

    def retrieval(self, record_id: str) -> Retrieval:
        """What the team has said of a report."""

    def reports(self, record_id: str) -> Sequence[str]:
        """The reports of the record's study, itself included."""

    def file(self, record_id: str) -> Path:
        """The file of a retrieved report.

        Raises:
            TamisError: It has none, or the file is gone.
        """

    def retrieved(self, record_id: str, place: str) -> None:
        """The report is there: its file, or its address."""

    def not_retrieved(self, record_id: str, why: str) -> None:
        """The report could not be had."""

    def sought(self, record_id: str) -> None:
        """The report is sought again."""

    def group(self, record_id: str, other: str) -> None:
        """Two records report one study."""

    def set_apart(self, record_id: str) -> None:
        """The record is the only report of its study."""

    def decided(self) -> None:
        """A decision was made, so that an undo takes that back first."""

    def undecided(self) -> None:
        """A decision was taken back."""

    def take_back(self, sure: Sure = always) -> str | None:
        """Take back the last act here: the record of the act; None when a decision came after it, or `sure` says no."""

    def refresh(self) -> bool:
        """Take in what others have written; whether there was anything."""


class FullTextSession(ScreeningSession):
    """One reviewer's work at a full-text stage.

    The queue holds the reports that could not be had as well, so that one that turns up can be found; they are passed
    over, and count as nothing owed.

    Args:
        stage: The stage that is read.
        reviewer: Who reads.
        queue: The ids of all records that the reviewer would read if every report were there.
        store: The part of the store for the decisions.
        full_texts: The part of the store for the reports.
        start: As in `ScreeningSession`.
        order: As in `ScreeningSession`.
        pilot: As in `ScreeningSession`.
    """

    def __init__(
        self,
        stage: Stage,
        reviewer: str,
        queue: Sequence[str],
        store: DecisionStore,
        full_texts: FullTextStore,
        *,
        start: str | None = None,
        order: str = "import",
        pilot: Collection[str] = (),
    ) -> None:
        self.full_texts = full_texts
        super().__init__(stage, reviewer, queue, store, start=start, order=order, pilot=pilot)

    def waits(self, record_id: str) -> bool:
        """Whether the report has still to be decided on; one that could not be had has not."""
        return record_id not in self.full_texts.lost and super().waits(record_id)

    @property
    def progress(self) -> Progress:
        """Decided and owed; what could not be had is not owed."""
        lost = [each for each in self.full_texts.lost if each in self._owed]
        return Progress(self._decided - sum(map(self.decided, lost)), len(self.queue) - len(lost))

    def retrieve(self, place: str) -> None:
        """Say that the current report is there; an empty place means that it is sought again.

        Raises:
            LookupError: There is no current record.
        """
        if place:
            self.full_texts.retrieved(self.here, place)
        else:
            self.full_texts.sought(self.here)

    def lose(self, why: str) -> None:
        """Say why the current report could not be had, and go on; without a reason it is sought again.

        Raises:
            LookupError: There is no current record.
        """
        if why:
            self.full_texts.not_retrieved(self.here, why)
            self.advance()
        else:
            self.full_texts.sought(self.here)

    def toggle_reason(self, reason: str) -> Decision:
        """Let a further reason of the exclusion apply, or no longer; the first by rank is the main one.

        Raises:
            LookupError: The current record is not excluded, or this is the only reason.
        """
        before = self.decision(self.here)
        if before is None or before.verdict is not Verdict.EXCLUDE:
            raise LookupError("further reasons go with an exclusion")
        changed = with_reasons(before, self.stage, self.reasons_of(before) ^ {reason})
        if not changed.reason:
            raise LookupError("this is the only reason")
        return self._save(reason=changed.reason, labels=changed.labels)

    def reasons_of(self, decision: Decision) -> set[str]:
        """The main reason of a decision and the further ones."""
        return {each for each in (decision.reason, *decision.labels) if self.stage.reason(each) is not None}

    def undo(self, sure: Sure = always) -> list[Changed]:
        """As in `ScreeningSession`; what was said of a report before it is then what `take_back` takes back."""
        changed = super().undo(sure)
        if changed:
            self.full_texts.undecided()
        return changed

    def take_back(self, sure: Sure = always) -> str | None:
        """Take back what was last said of a report or a study, when no decision came after it, and go to the record.

        Returns:
            The record; None when a decision is what `undo` takes back next, or `sure` says no.
        """
        record = self.full_texts.take_back(sure)
        if record is not None:
            self.go_to(record)
        return record

    def _save(self, *, spent: int | None = None, **changes: object) -> Decision:
        saved = super()._save(spent=spent, **changes)
        self.full_texts.decided()
        return saved
