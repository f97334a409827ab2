"""A review as the app works on it: `tui.adapter.interface.ReviewAdapter` on `store`.

What only some of the screens need is imported when one of them is opened, so that the first one is there sooner.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import TamisError
from core.gc_pause import gc_paused
from core.protocol.highlight_words import HighlightWords
from core.protocol.values import Reader, Stage
from core.ranking.likely_first import LIKELY_FIRST, last_order
from core.records.imports import Import
from core.screening.session import ScreeningSession
from core.words import count
from store.acts.amendments import amend, unexplained
from store.acts.duplicates.groups import duplicate_groups
from store.acts.duplicates.searches import imports_to_search
from store.acts.duplicates.verdicts import give_verdict, verdict_changes
from store.acts.highlights import highlight_words
from store.folder.bookmarks import bookmarks, save_bookmark
from store.folder.people import PEOPLE
from store.folder.review import Review
from store.folder.stamp import Stamp, folder_stamp
from store.journal.journal import utc_now
from store.numbers.status import status
from store.state.review_state import review_state
from store.work.openings import open_finished_batches
from store.work.samples import DrawPlan, draw, due_draw
from store.work.screening import DiskDecisionStore
from tui.adapter.disk_imports import DiskImports
from tui.adapter.disk_order import check_drawn, chosen_order, ordered
from tui.adapter.disk_records import DiskRecords
from tui.adapter.interface import ReviewAdapter

if TYPE_CHECKING:
    from core.charting.charted import Charted
    from core.charting.consensus_session import ConsensusSession
    from core.charting.session import ChartSession
    from core.coding.codebook import Category, CategoryWord
    from core.dedup.pair_session import PairingSession
    from core.protocol.amendment import Amendment
    from core.ranking.second_look_session import SecondLookSession
    from core.ranking.slices import Slices
    from core.report.document.parts import Section
    from core.screening.disagreement_session import DisagreementSession
    from core.screening.merged_words import Contradiction
    from core.screening.outside_suggestion import OutsideSuggestion
    from core.screening.status import Status
    from core.screening.step_session import StepSession
    from store.exchange.share import Shared
    from store.work.full_texts import UndoPoint
    from store.work.own.words import OwnWords, Saying
    from store.work.second_look import SecondLook

PATIENCE = 0.3
"""Seconds that a key waits for another process's write: a person takes more for a frozen screen."""

ORDERS = ("import", "random", "year", "title", LIKELY_FIRST)


class DiskReview(DiskImports, DiskRecords, ReviewAdapter):
    """A review folder in the role of one reviewer; its interface says what each method gives.

    Args:
        review: Opened with a role.
    """

    def __init__(self, review: Review) -> None:
        assert review.role is not None, "the app is opened in somebody's role"
        self.reviewer = review.role
        self.protocol = highlight_words(review).in_plan(review.protocol)
        self.orders = ORDERS
        review.patience, review.lives_on = PATIENCE, True
        self._warnings: list[str] = []
        review.warn = self._warnings.append
        self._review = review
        self._acts: dict[str, list[UndoPoint | None]] = {}

    @gc_paused()
    def status(self) -> Status:
        found = status(self._now(open_finished_batches))
        self._take_highlights()
        return found

    def stamp(self) -> Stamp:
        return folder_stamp(self._review)

    def warnings(self) -> Sequence[str]:
        told = tuple(dict.fromkeys(self._warnings))
        self._warnings.clear()
        return told

    def backup_age(self) -> str:
        from store.upkeep.backups.today import last_backup_of_sealed

        sealed, last = last_backup_of_sealed(self._review)
        if not sealed:
            return ""
        here = self._only_here()
        if last is None:
            return f"{here}in no backup" if here else "your sealed decisions are in no backup"
        days = (datetime.now(UTC) - last).days
        return f"{here or 'sealed; '}last backup {f'{days} days ago' if days > 1 else 'within two days'}"

    def _only_here(self) -> str:
        """How much is sealed, where it is shared with other machines: they have nothing of it."""
        from store.exchange.link import is_linked
        from store.exchange.pack import sealed_lines

        if not is_linked(self._review.folder):
            return ""
        return f"{count(sealed_lines(self._review, self.reviewer), 'sealed line')} on this machine only; "

    def exchange(self) -> Shared:
        from store.exchange.share import share

        with self._review.again() as review:
            return share(review)

    def first_owed(self) -> str:
        """The first stage at which the reviewer has something left to read, or something to draw for it.

        Raises:
            TamisError: Nothing is left.
        """
        state = review_state(self._review)
        for stage_state in state.funnel.states:
            if stage_state.left.get(self.reviewer) or due_draw(state, stage_state.stage, self.reviewer):
                return stage_state.stage.id
        raise TamisError(f"nothing waits for {self.reviewer}", advice="“tamis status” shows the counts.")

    def due_draw(self, stage: str) -> DrawPlan | None:
        return due_draw(self._now(), self._review.stage(stage), self.reviewer)

    def draw(self, plan: DrawPlan) -> None:
        draw(self._review, plan)

    def others_reading(self, stage: str) -> Sequence[str]:
        state = self._last_state()
        shares = state.reviewers(state.funnel.state(stage))
        return [who for who, share in shares.items() if who != self.reviewer and share.left]

    def waiting_before(self, stage: str) -> Mapping[str, int] | None:
        state = self._last_state()
        before = state.waiting_before(self._review.stage(stage)) if state.funnel.identified else None
        return before and {self._review.stage(each).title: waiting for each, waiting in before.items()}

    @gc_paused()
    def screening_session(self, stage: str, *, order: str | None = None) -> ScreeningSession:
        this, reader = self._reader(stage)
        state = self._state = review_state(self._review)
        pilot = state.pilot(this)
        check_drawn(state, this, reader)
        said = state.decisions(self.reviewer, stage)
        chosen = chosen_order(state, this, reader, order or last_order(said), asked=bool(order))
        stage_state = state.funnel.state(stage)
        queue = ordered(self._review, this, reader, state.assigned(stage_state, self.reviewer), chosen)
        queue = sorted(queue, key=lambda each: each not in pilot) if pilot else queue
        decisions = DiskDecisionStore(self._review, self.reviewer, stage, state.groups, said, state.batch_of(this))
        # What is left of the pilot comes before the bookmark.
        pilot = pilot.intersection(stage_state.owed[self.reviewer])
        begins = bool(pilot.intersection(stage_state.left[self.reviewer]))
        start = None if begins else bookmarks(self._review, self.reviewer).get(stage)
        if this.kind == "fulltext":
            from core.fulltext.session import FullTextSession
            from store.work.full_texts import DiskFullTextStore

            reports = DiskFullTextStore(self._review, this, state.groups, self._acts.setdefault(stage, []))
            return FullTextSession(
                this, self.reviewer, queue, decisions, reports, start=start, order=chosen, pilot=pilot
            )
        return ScreeningSession(this, self.reviewer, queue, decisions, start=start, order=chosen, pilot=pilot)

    def second_look(self, stage: str) -> Slices[SecondLookSession]:
        from store.work.second_look import second_look_session

        return second_look_session(self._now(), self._review.stage(stage))

    def team_look(self, stage: str) -> Slices[SecondLook]:
        from store.work.second_look import look_again

        return look_again(self._now(), self._review.stage(stage))

    def suggested(self, stage: str) -> Mapping[str, Sequence[OutsideSuggestion]]:
        from store.work.outside.outside_suggestions import outside_suggestions

        return outside_suggestions(self._review, self._last_state().groups, stage)

    def step_session(self, stage: str) -> StepSession:
        from core.screening.step_session import StepSession

        this, _reader = self._reader(stage)
        state = self._now()
        decisions = DiskDecisionStore(self._review, self.reviewer, stage, state.groups, batch_of=state.batch_of(this))
        return StepSession(this, self.reviewer, state.funnel.state(stage).owed[self.reviewer], decisions)

    def set_highlight_words(self, words: HighlightWords) -> None:
        from store.acts.highlights import change_highlights

        change_highlights(self._review, HighlightWords.of(self.protocol), words)
        self._take_highlights()

    def _take_highlights(self) -> None:
        self.protocol = highlight_words(self._review).in_plan(self._review.protocol)

    def take_plan(self) -> bool:
        if not self._review.take_plan():
            return False
        self._state = None
        self._acts.clear()
        self._take_highlights()
        return True

    def unexplained_change(self) -> Amendment | None:
        return unexplained(self._review) if os.access(self._review.folder / PEOPLE, os.W_OK) else None

    def amend(self, why: str) -> None:
        amend(self._review, why)

    def merge(self, record: str, other: str) -> str:
        give_verdict(self._review, record, other, same=True, note="said while screening")
        return duplicate_groups(self._review).of(record)

    def contradictions(self, record: str, other: str) -> Sequence[Contradiction]:
        from store.state.contradictions import contradictions_after

        self._review.refresh()
        return contradictions_after(self._review, verdict_changes(self._review, [(record, other)], same=True))

    def report_sections(self) -> Sequence[Section]:
        from core.report.contents import contents
        from store.numbers.report import gather

        self._review.refresh()
        return contents(gather(review_state(self._review)))

    def write_report(self) -> Path:
        from store.numbers.report import files_of, gather
        from store.numbers.report_folder import default_folder, write_report

        self._review.refresh()
        folder = default_folder(self._review.folder)
        write_report(files_of(gather(review_state(self._review))), folder)
        return folder

    def bundle_file(self) -> Path:
        folder = self._review.folder.resolve()
        return folder.with_name(f"{folder.name}-bundle.zip")

    def make_bundle(self) -> str:
        from store.bundle.make import make_bundle

        return make_bundle(self._now(open_finished_batches), self.bundle_file()).sha256

    def imports_to_search(self) -> Sequence[Import]:
        self._review.refresh()
        return imports_to_search(self._review)

    def find_duplicates(self, progress: Callable[[int, int], None]) -> None:
        from store.work.duplicates.search import find_duplicates

        find_duplicates(self._review, progress=progress)

    def own_words(self, about: Saying) -> OwnWords:
        from store.work.own.words import OwnWords

        self._state = None
        self._review.refresh()
        return OwnWords(self._review, about)

    def pair_session(self) -> PairingSession:
        from store.work.duplicates.pairs import pairing_session

        self._review.refresh()
        return pairing_session(self._review)

    def disagreement_session(self, stage: str | None = None) -> DisagreementSession:
        from store.work.disagreements import disagreement_session, stages_in_disagreement

        self._review.refresh()
        state = open_finished_batches(self._review)
        stages = stages_in_disagreement(state)
        wanted = None if stage is None else self._review.stage(stage)
        if not stages or (wanted is not None and wanted not in stages):
            raise TamisError("one person reads it alone, so that nobody can differ", where=f"stage {stage or 'any'}")
        if wanted is None:
            at = {each.id: state.funnel.state(each.id) for each in stages}
            waiting = (each for each in stages if at[each.id].disagreements or at[each.id].conflicts)
            wanted = next(waiting, stages[0])
        return disagreement_session(state, wanted)

    def chart_session(self, stage: str) -> ChartSession:
        from store.work.charting import chart_session

        this, reader = self._reader(stage)
        state = self._state = review_state(self._review)
        check_drawn(state, this, reader)
        return chart_session(state, this, self.reviewer, start=bookmarks(self._review, self.reviewer).get(stage))

    def consensus_session(self, stage: str) -> ConsensusSession:
        from store.work.consensus import consensus_session

        return consensus_session(self._now(open_finished_batches), self._review.stage(stage))

    def charted(self, stage: str) -> Charted:
        from store.state.charted import charted

        return charted(self._now(open_finished_batches), self._review.stage(stage))

    def begin_coding(self, item: str) -> bool:
        from store.work.coding.give import begin_coding

        begun = begin_coding(self._review, item)
        self._state = None
        self._take_highlights()
        return begun

    def categories(self, item: str) -> Sequence[Category]:
        from store.acts.categories import categories

        return categories(self._review).categories(item)

    def say_of_category(self, word: CategoryWord) -> None:
        from store.acts.categories import say_of_category

        say_of_category(self._review, word)

    def save_bookmark(self, stage: str, record_id: str) -> None:
        with self._review.bookkeeping("your place was not kept"):
            save_bookmark(self._review, self.reviewer, stage, record_id)

    def today(self) -> str:
        return utc_now()[:10]

    def _reader(self, stage: str) -> tuple[Stage, Reader]:
        this = self._review.stage(stage)
        reader = this.reader(self.reviewer)
        if reader is None:
            raise TamisError(f"{self.reviewer} does not read this stage; v shows its records")
        return this, reader
