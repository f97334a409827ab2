"""Stores what the team knows of the reports of a full-text stage, for its session."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from core.fulltext.retrieval import Report, Retrieval
from core.protocol.values import Stage
from core.undo import PastAct, Sure, always
from core.words import count
from store.acts import retrieval
from store.acts.duplicates import studies
from store.acts.duplicates.groups import Groups, shown_record
from store.acts.retrieval import check_fulltext, retrievals
from store.folder.review import Review
from store.journal.errors import UndoConflict
from store.state.review_state import ReviewState


class UndoPoint(NamedTuple):
    """Where an act on reports is among one's own acts, so that it can be taken back.

    Attributes:
        table: What it was about: the table of retrievals or of studies.
        reports: How many reports it concerns.
    """

    table: str
    seq: int
    record: str
    reports: int = 1


class DiskFullTextStore:
    """What the team knows of the reports of a stage, durable before each call returns; a `FullTextStore`.

    Args:
        review: The review.
        stage: The full-text stage.
        groups: The duplicate groups.
        acts: The acts since the app was opened, in order, None for a decision; the store appends to it.
    """

    def __init__(self, review: Review, stage: Stage, groups: Groups, acts: list[UndoPoint | None]) -> None:
        self._review = review
        self._stage = stage
        self._groups = groups
        self._acts = acts
        self._read()

    def retrieval(self, record_id: str) -> Retrieval:
        """What the team has said of a report."""
        return self._said.get(record_id, Retrieval(record=record_id))

    def reports(self, record_id: str) -> Sequence[str]:
        """The reports of the record's study, itself included."""
        return self._studies.around(record_id)

    def file(self, record_id: str) -> Path:
        """The file of a retrieved report.

        Raises:
            TamisError: It has none, or the file is gone.
        """
        return retrieval.file_of(self._review, self.retrieval(record_id))

    def retrieved(self, record_id: str, place: str) -> None:
        """Save that a report was retrieved, as a file or at an address.

        Raises:
            TamisError: There is no such file, or it could not be saved.
        """
        self._set(retrieval.retrieved(self._review, record_id, place))

    def not_retrieved(self, record_id: str, why: str) -> None:
        """Save that a report could not be retrieved, and why."""
        self._set(retrieval.lost(record_id, why))

    def sought(self, record_id: str) -> None:
        """Save that a report is sought again."""
        self._set(Retrieval(record=record_id))

    def group(self, record_id: str, other: str) -> None:
        """Save that two records report one study.

        Raises:
            TamisError: The other is unknown or the same report, or it could not be saved.
        """
        done = studies.group(self._review, self._groups, [record_id, other])
        self._done(UndoPoint(studies.TABLE, done.seq, record_id, len(done.reports)))

    def set_apart(self, record_id: str) -> None:
        """Take a record out of its study, so that it is the only report of its own.

        Raises:
            TamisError: It is the only report already, or it could not be saved.
        """
        done = studies.set_apart(self._review, self._groups, record_id)
        self._done(UndoPoint(studies.TABLE, done.seq, record_id, len(done.reports) + 1))

    def decided(self) -> None:
        """Note that a decision was made."""
        self._acts.append(None)

    def undecided(self) -> None:
        """Note that a decision was taken back."""
        if self._acts and self._acts[-1] is None:
            self._acts.pop()

    def take_back(self, sure: Sure = always) -> str | None:
        """Take back the last act; gives its record, or None when a decision came after it or `sure` declined.

        Raises:
            UndoConflict: Somebody has changed the same document since.
        """
        act = self._acts[-1] if self._acts else None
        what = "what was said of" if act and act.table == retrieval.TABLE else "study of"
        if act is None or not sure(PastAct(act.seq, act.reports, f"{what} {count(act.reports, 'report')}")):
            return None
        try:
            self._review.take_back_act(act.seq)
        except UndoConflict:
            self._acts.pop()
            raise
        self._acts.pop()
        self._read()
        return act.record

    def refresh(self) -> bool:
        """Read what others have written; returns whether there was anything."""
        before = self._state
        self._review.acts.refresh()
        if self._said_so_far() == before:
            return False
        self._read()
        return True

    def _set(self, said: Retrieval) -> None:
        events = retrieval.set_retrievals(self._review, self._groups, self._stage, [said])
        self._done(UndoPoint(retrieval.TABLE, events[0].seq, said.record))

    def _done(self, act: UndoPoint) -> None:
        self._acts.append(act)
        self._read()

    def _read(self) -> None:
        self._said = retrieval.retrievals(self._review, self._groups, self._stage.id)
        self._studies = studies.studies_of(self._review, self._groups)
        self.lost = retrieval.not_retrieved(self._review, self._groups, self._stage)
        self._state = self._said_so_far()

    def _said_so_far(self) -> tuple[int, ...]:
        """A value that changes whenever something is said of retrievals or studies."""
        return self._review.acts.state(retrieval.TABLE, studies.TABLE)


def reports(state: ReviewState, stage: Stage) -> list[Report]:
    """The reports that entered a full-text stage, in the order of import; with verdicts of the acting reviewer only.

    Raises:
        TamisError: It is no full-text stage.
    """
    check_fulltext(stage)
    review = state.review
    said = retrievals(review, state.groups, stage.id)
    own = state.words(stage).get(state.audience.who or "", {})
    return [
        Report(
            retrieval=said.get(record, Retrieval(record=record)),
            title=shown_record(review, state.groups, record).title,
            verdict=own[record].verdict if record in own else None,
            study=state.studies.of(record),
        )
        for record in state.funnel.state(stage.id).entered
    ]
