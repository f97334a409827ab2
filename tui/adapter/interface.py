"""What the app needs of a review: `tui/adapter/on_disk.py` has it on disk, the tests in memory.

The types are imported for the type checker alone: the first screen needs few of them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Protocol as Interface

if TYPE_CHECKING:
    from core.charting.charted import Charted
    from core.charting.consensus_session import ConsensusSession
    from core.charting.session import ChartSession
    from core.coding.codebook import Category, CategoryWord
    from core.dedup.pair_session import PairingSession
    from core.protocol.amendment import Amendment
    from core.protocol.highlight_words import HighlightWords
    from core.protocol.values import Protocol
    from core.ranking.second_look_session import SecondLookSession
    from core.ranking.slices import Slices
    from core.records.imports import Import, Source
    from core.records.record import Record
    from core.report.document.parts import Section
    from core.screening.disagreement_session import DisagreementSession
    from core.screening.merged_words import Contradiction
    from core.screening.outside_suggestion import OutsideSuggestion
    from core.screening.session import ScreeningSession
    from core.screening.status import Status
    from core.screening.step_session import StepSession
    from core.strategy.found.concepts import Blocks
    from core.strategy.found.on_record import LinesOn
    from store.acts.imports import ReadFiles
    from store.exchange.share import Shared
    from store.folder.documents import Page
    from store.numbers.records_behind import RecordsBehind
    from store.numbers.strategy import StrategyFinds
    from store.work.outside.export_files import ExportFile
    from store.work.own.words import OwnWords, Saying
    from store.work.samples import DrawPlan
    from store.work.second_look import SecondLook
    from store.work.texts.report_text import TextPlace


class SearchedRecords(Interface):
    """All records as a search reads them: of each no more than it needs."""

    def record(self, record_id: str) -> Record:
        """The record of that id, with the best fields of its duplicates; search reads a whole queue through it."""

    def record_line(self, record_id: str) -> bytes | None:
        """The record as one line of UTF-8 JSON, to rule it out without parsing it; None for one joined from several."""

    def record_pages(self) -> Iterator[Page]:
        """The lines of all records, duplicates too, some hundred at a time, to rule out most of them together."""

    def survivor(self, record_id: str) -> str:
        """The id under which a record goes on: its own, or that of the survivor of its duplicate group."""


class ReviewAdapter(SearchedRecords, Interface):
    """One review, as one reviewer works on it.

    Attributes:
        protocol: The plan of the review.
        reviewer: The id of the reviewer who is at the keyboard.
        orders: The names of the orders in which a queue can be read; the first is the default.
    """

    protocol: Protocol
    reviewer: str
    orders: Sequence[str]

    def status(self) -> Status:
        """The status of the review, with what others have saved. Called only while no session is open."""

    def stamp(self) -> Hashable:
        """What differs once anybody has written something that may be known here; costs less than a millisecond."""

    def warnings(self) -> Sequence[str]:
        """What has failed after a save since the last call, and what to do about it."""

    def backup_age(self) -> str:
        """How old the last backup of the reviewer's sealed decisions is, in words; "" where nothing is sealed."""

    def exchange(self) -> Shared:
        """Exchange with the other machines, in whatever thread this is called.

        Raises:
            TamisError: The review is shared nowhere from here, or its place cannot be reached without being asked.
        """

    def due_draw(self, stage: str) -> DrawPlan | None:
        """The draw that must come before the reviewer can read all of their records at a stage; None: no draw.

        Raises:
            TamisError: The protocol's seed cannot be used to draw.
        """

    def draw(self, plan: DrawPlan) -> None:
        """Draw a planned sample or pilot, for good.

        Raises:
            TamisError: It has been drawn, or the records have changed, since it was planned.
        """

    def others_reading(self, stage: str) -> Sequence[str]:
        """The other readers of a stage who have not finished, as was last known; [] where they hide nothing."""

    def waiting_before(self, stage: str) -> Mapping[str, int] | None:
        """How many records wait, by the id of each earlier stage where any do; None: the review has no records."""

    def screening_session(self, stage: str, *, order: str | None = None) -> ScreeningSession:
        """The reviewer's queue at a stage, at the record where they left it.

        Args:
            stage: The stage's id.
            order: One of `orders`; by default the first, or "random" for who reads a sample.

        Raises:
            TamisError: The reviewer does not read that stage, or it cannot be read yet.
        """

    def second_look(self, stage: str) -> Slices[SecondLookSession]:
        """The reviewer's second look at what they have excluded at a stage; made in slices, since it takes seconds.

        Raises:
            TamisError: While it is made: the reviewer does not read that stage, or has not finished it.
        """

    def team_look(self, stage: str) -> Slices[SecondLook]:
        """What one reader alone has excluded at a stage and looks like an inclusion, for those who do not read it.

        Raises:
            TamisError: While it is made: the stage is not read, or not opened.
        """

    def suggested(self, stage: str) -> Mapping[str, Sequence[OutsideSuggestion]]:
        """What other programs suggest of records at a stage, to be shown beside a verdict that has been given."""

    def step_session(self, stage: str) -> StepSession:
        """What the rule of a step stage suggests for the records that wait for the reviewer there.

        Raises:
            TamisError: The reviewer does not read that stage.
        """

    def records_behind(
        self, stage: str | None, number: str, reason: str | None = None, reviewer: str | None = None
    ) -> RecordsBehind:
        """The records counted in a number of the funnel, each with why, as far as the reviewer may know.

        Args:
            stage: The stage's id; None for the numbers of the whole review.
            number: Its name, such as "excluded" (see `store.numbers.records_behind.records_behind`).
            reason: Only the records excluded for this reason.
            reviewer: Whose records, where a number is one reviewer's.

        Raises:
            TamisError: There is no such number, or it must not be known yet.
        """

    def search_blocks(self) -> Blocks | None:
        """What finds the blocks of the search strategies in a text; None where no strategy has any."""

    def strategy(self, source: Source, key_records: Sequence[str] | None = None) -> Slices[StrategyFinds]:
        """What each line of a source's strategy finds among the records; made in slices, since it may take seconds.

        Args:
            source: The source of an import, with its strategy.
            key_records: The ids of records that it should find; by default the included ones.
        """

    def records_named(self, names: Sequence[str]) -> list[str]:
        """The ids of the records that have these DOIs or PMIDs.

        Raises:
            TamisError: One is of no record.
        """

    def lines_on_record(self, record_id: str) -> Sequence[tuple[str, bool, LinesOn]]:
        """Which lines of each source's strategy a record satisfies: source, whether it came from there, lines."""

    def set_highlight_words(self, words: HighlightWords) -> None:
        """Say which words are marked, for everybody, and use them from now on.

        Raises:
            TamisError: They could not be saved; nothing has changed.
        """

    def take_plan(self) -> bool:
        """Go by the plan as it is now; whether it was changed since. Sessions that are open end here.

        Raises:
            TamisError: The reviewer is not in the new plan, or bound to another login; nothing has changed.
        """

    def unexplained_change(self) -> Amendment | None:
        """The last change of the plan, where nobody has said why and this user may say it."""

    def amend(self, why: str) -> None:
        """Say why the plan was changed.

        Raises:
            TamisError: It could not be saved; nothing has changed.
        """

    def merge(self, record: str, other: str) -> str:
        """Merge two records that report the same publication; gives the id of the one that goes on.

        Raises:
            TamisError: One is unknown, or it could not be saved.
        """

    def contradictions(self, record: str, other: str) -> Sequence[Contradiction]:
        """Verdicts on the two records that would contradict each other if they were merged, as far as is known here.

        Raises:
            TamisError: One is unknown.
        """

    def imports_to_search(self) -> Sequence[Import]:
        """The imports that no search for duplicates has read together with all the others."""

    def find_duplicates(self, progress: Callable[[int, int], None]) -> None:
        """Search for duplicates: certain pairs are merged, doubtful ones wait.

        Called from another thread, while no other method is called.

        Args:
            progress: Called with the number of records done and of all; may raise to stop, and nothing is written then.

        Raises:
            TamisError: It could not be saved.
        """

    def own_words(self, about: Saying) -> OwnWords:
        """What the person has said for all to see, act by act, to be taken back or said again."""

    def pair_session(self) -> PairingSession:
        """The pairs of records that may be duplicates and wait for a person's verdict."""

    def report_sections(self) -> Sequence[Section]:
        """The sections of the report as it would be written now: what the whole team may know, whoever the reviewer is.

        Raises:
            TamisError: The review cannot be read.
        """

    def write_report(self) -> Path:
        """Write the report into the review folder; gives the folder that it is in.

        Raises:
            TamisError: It could not be written, or something of somebody else's is there.
        """

    def bundle_file(self) -> Path:
        """Where the bundle would be written: beside the review folder."""

    def make_bundle(self) -> str:
        """Pack all that others need to check the review; gives the SHA-256 of the file.

        Raises:
            TamisError: A stage is blind, or the file cannot be written.
        """

    def disagreement_session(self, stage: str | None = None) -> DisagreementSession:
        """The disagreements of a stage; by default of the first one that has any open.

        Raises:
            TamisError: There is no such stage, or one person reads it alone.
        """

    def chart_session(self, stage: str) -> ChartSession:
        """The reviewer's forms at a charting stage, at the study where they left off.

        Raises:
            TamisError: The reviewer does not chart there, or it cannot be charted yet.
        """

    def consensus_session(self, stage: str) -> ConsensusSession:
        """The studies of a charting stage on which reviewers differ.

        Raises:
            TamisError: The stage has no form.
        """

    def charted(self, stage: str) -> Charted:
        """What was charted at a stage, as far as the reviewer may know it.

        Raises:
            TamisError: The stage has no form.
        """

    def begin_coding(self, item: str) -> bool:
        """Put an item into the plan as one that is coded; whether it was not there yet. Open sessions end here.

        Raises:
            TamisError: It is no text, or the plan cannot be changed.
        """

    def categories(self, item: str) -> Sequence[Category]:
        """The team's categories of an item."""

    def say_of_category(self, word: CategoryWord) -> None:
        """Say something of a category.

        Raises:
            TamisError: It names no category, or one that cannot be had, or it could not be saved.
        """

    def text_place(self, record_id: str) -> TextPlace:
        """Where the text of a record's study is; another thread may read it."""

    def sources(self, record_id: str) -> tuple[str, ...]:
        """The names of the sources that the record and its duplicates came from."""

    def save_bookmark(self, stage: str, record_id: str) -> None:
        """Remember where the reviewer is; a failure is a warning. Called at most once a second."""

    def today(self) -> str:
        """The day by which decisions are dated ("2021-01-14", UTC)."""

    def imports(self) -> Sequence[Import]:
        """All imports in their order, those taken back too."""

    def look_at(self, read: ReadFiles, search_round: int | None) -> Import:
        """The import that these files would make; nothing is written.

        Raises:
            TamisError: There is no such search round.
        """

    def bring_in(self, read: ReadFiles, search_round: int | None, *, again: bool) -> Import:
        """Import what was read; with `again` also what the review has already.

        Called from another thread, while no other method is called.

        Raises:
            TamisError: There is no such search round.
        """

    def exports_beside(self) -> Path | None:
        """The folder in or beside the one that tamis was started in that holds exports; None where there is none."""

    def look_into(self, paths: Sequence[Path], progress: Callable[[str, int, int], None]) -> Sequence[ExportFile]:
        """What each file of folders and archives is; nothing is written.

        Called from another thread, while no other method is called.

        Args:
            paths: The folders, archives and files.
            progress: Called before each file with its name, its place and the number of all; may raise to stop.

        Raises:
            TamisError: A folder or an archive cannot be read.
        """

    def as_from(self, file: ExportFile, source: Source) -> ExportFile:
        """The file as it is when a person says what it comes from."""

    def bring_in_files(self, files: Sequence[ExportFile]) -> Sequence[Import]:
        """Bring in the files that are ready, each as an import of its own; called as `bring_in` is.

        Raises:
            TamisError: It could not be saved.
        """

    def withdraw(self, number: int) -> Import:
        """Take an import back, by its number.

        Raises:
            TamisError: Something of it has been screened.
        """

    def restore(self, number: int) -> Import:
        """Bring in again an import that was taken back.

        Raises:
            TamisError: Its records have been imported again since.
        """
