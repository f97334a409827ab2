"""What the app needs of a review; `tui/adapter/on_disk.py` offers it, the tests have it in memory.

The types are imported for the type checker alone: the first screen needs few of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from typing import Protocol as Interface

if TYPE_CHECKING:
    from core.charting.charted import Charted
    from core.charting.consensus_session import ConsensusSession
    from core.charting.session import ChartSession
    from core.dedup.pair_session import PairingSession
    from core.protocol.highlight_words import HighlightWords
    from core.protocol.values import Protocol
    from core.records.record import Record
    from core.report.document.parts import Section
    from core.screening.disagreement_session import DisagreementSession
    from core.screening.merged_words import Contradiction
    from core.screening.session import ScreeningSession
    from core.screening.step_session import StepSession
    from store.documents import Page
    from store.due_samples import DrawPlan
    from store.imports import Import, ReadFiles
    from store.records_behind import RecordsBehind


class ReviewAdapter(Interface):
    """One review, as one reviewer works on it."""

    @property
    def protocol(self) -> Protocol:
        """The plan of the review."""

    @property
    def reviewer(self) -> str:
        """The id of the reviewer who is at the keyboard."""

    @property
    def orders(self) -> Sequence[str]:
        """The names of the orders in which a queue can be read; the first is the default."""

    def status(self) -> dict[str, Any]:
        """The counts, with the fields that `tamis status --json` prints."""

    def warnings(self) -> Sequence[str]:
        """What failed after something was saved, and what to do, since this was last asked."""

    def due_draw(self, stage: str) -> DrawPlan | None:
        """What must be drawn before the reviewer reads all that they have to read at a stage; None: nothing.

        Raises:
            TamisError: The protocol's seed is none to draw with.
        """

    def draw(self, plan: DrawPlan) -> None:
        """Draw it, for good.

        Raises:
            TamisError: It has been drawn, or the records have changed, since it was planned.
        """

    def waiting_before(self, stage: str) -> Mapping[str, int] | None:
        """How many records wait at each earlier stage, where any do; None: there are no records at all."""

    def session(self, stage: str, *, order: str | None = None) -> ScreeningSession:
        """The reviewer's work at a stage, at the place where it was left.

        Raises:
            TamisError: The reviewer does not read that stage, or it cannot be read yet.
        """

    def step(self, stage: str) -> StepSession:
        """The reviewer's work at a step stage: what its rule suggests, to be looked through.

        Raises:
            TamisError: The reviewer does not read that stage.
        """

    def behind(
        self, stage: str | None, number: str, reason: str | None = None, reviewer: str | None = None
    ) -> RecordsBehind:
        """The records behind a number (see `store.records_behind.records_behind`), as far as the reviewer may know.

        Raises:
            TamisError: There is no such number, or it must not be known yet.
        """

    def set_highlights(self, words: HighlightWords) -> None:
        """Make these the words that are highlighted, in the protocol too.

        Raises:
            TamisError: They could not be written; nothing has changed.
        """

    def same(self, record: str, other: str) -> str:
        """Say that two records report the same publication; the id of the one that goes on.

        Raises:
            TamisError: One is unknown, or it could not be saved.
        """

    def contradictions(self, record: str, other: str) -> Sequence[Contradiction]:
        """What was said of the two records that would contradict itself if they were one, as far as is known here.

        Raises:
            TamisError: One is unknown.
        """

    def pairing(self) -> PairingSession:
        """The doubtful pairs of records that wait for a person."""

    def report(self) -> Sequence[Section]:
        """The report as it is now: what the whole team may know, whoever asks.

        Raises:
            TamisError: The review cannot be read.
        """

    def write_report(self) -> Path:
        """Write the report into the review; the folder that it is in.

        Raises:
            TamisError: It could not be written, or something of somebody else's is there.
        """

    def disputes(self, stage: str | None = None) -> DisagreementSession:
        """The disagreements of a stage; by default of the first one that has any open.

        Raises:
            TamisError: There is no such stage, or one person reads it alone.
        """

    def charting(self, stage: str) -> ChartSession:
        """The reviewer's forms at a stage of charting, at the study where they were left.

        Raises:
            TamisError: The reviewer does not chart there, or it cannot be charted yet.
        """

    def consensus(self, stage: str) -> ConsensusSession:
        """The studies of a stage on which charters differ.

        Raises:
            TamisError: The stage has no form.
        """

    def charted(self, stage: str) -> Charted:
        """What was charted at a stage, as far as the reviewer may know it.

        Raises:
            TamisError: The stage has no form.
        """

    def record(self, record_id: str) -> Record:
        """The record of that id; search goes through all of a queue with it."""

    def line(self, record_id: str) -> bytes | None:
        """The record as UTF-8 JSON, for ruling it out without reading it; None when there is no one line of it."""

    def pages(self) -> Iterator[Page]:
        """The lines of all records, duplicates too, some hundred at a time: for ruling out most of them together."""

    def shown_as(self, record_id: str) -> str:
        """The record that a record goes on as: itself, or the survivor of its duplicate group."""

    def sources(self, record_id: str) -> tuple[str, ...]:
        """The names of the sources that the record, or a duplicate of it, came from."""

    def save_bookmark(self, stage: str, record_id: str) -> None:
        """Remember where the reviewer is. Called at most once a second, and never needed for a decision."""

    def today(self) -> str:
        """The day by which decisions are dated ("2021-01-14", UTC)."""

    def imports(self) -> Sequence[Import]:
        """Every import, in its order; also those taken back."""

    def look_at(self, read: ReadFiles, search_round: int | None) -> Import:
        """What bringing these files in would do; nothing is written.

        Raises:
            TamisError: There is no such search round.
        """

    def bring_in(self, read: ReadFiles, search_round: int | None, *, again: bool = False) -> Import:
        """Make what was read part of the review; what is known already only when it is to come in `again`.

        Called from another thread, while nothing else is asked.

        Raises:
            TamisError: There is no such search round.
        """

    def withdraw(self, number: int) -> Import:
        """Take an import back.

        Raises:
            TamisError: Something of it has been screened.
        """

    def restore(self, number: int) -> Import:
        """Bring in again an import that was taken back.

        Raises:
            TamisError: Its records have been imported again since.
        """
