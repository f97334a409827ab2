"""What opens from the dashboard; each screen is imported when it does, so that the first one is there sooner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.style import Style

from core import gc_pause
from core.errors import TamisError
from core.protocol.coding import CODING
from core.protocol.values import Stage
from tui.adapter.interface import ReviewAdapter
from tui.screens.base import TamisScreen
from tui.screens.dashboard.funnel_table import FunnelTable
from tui.screens.screening.screen import ScreeningScreen
from tui.screens.slices import in_slices
from tui.settings.settings import Settings
from tui.text.links import file_url
from tui.text.paragraphs import paragraph
from tui.text.plain import clean
from tui.text.theme import REMARK
from tui.widgets.bar import Bar, ThinLine
from tui.words.phrases import dashboard as phrases
from tui.words.phrases.screening import nearest_included, speaks_for
from tui.words.reading.criteria import SPACE, titles
from tui.words.reading.decisions import readable, told

if TYPE_CHECKING:
    from store.work.samples import DrawPlan


class Doors(TamisScreen):
    """A screen with a funnel and a line of status, from which all others are opened."""

    funnel: FunnelTable
    status: Bar
    _adapter: ReviewAdapter
    _settings: Settings
    _settings_file: Path
    _notice: tuple[str, bool]
    """What is to be said once it has been counted, and whether that is an alarm."""
    _exchanging: bool
    _stale: bool
    """Whether another screen may have changed something, so that the counts are to be taken anew."""

    def say(self, text: str) -> None:
        """Say it in the line of status."""
        self.status.show(clean(text))

    def uncover(self) -> None:
        """Count, since no screen is on top any more; where one failed to open, its message stays in sight."""
        raise NotImplementedError

    def open_stage(self, stage: str) -> None:
        """Open a stage, or say why not; what must be drawn for it is asked before."""
        try:
            plan = self._adapter.due_draw(stage)
        except (TamisError, OSError) as problem:  # where comes first: it is a line of the plan, and is mended there
            self.say(f"{self._title(stage)}: {problem}")
            return
        if plan is None:
            self._open(stage)
        else:
            self._ask_to_draw(stage, plan)

    def _ask_to_draw(self, stage: str, plan: DrawPlan) -> None:
        from tui.screens.question import QuestionScreen
        from tui.words.draws import FOR_GOOD, draws_in_words, unfinished_in_words

        words = [paragraph(phrases.TO_BE_DRAWN), *map(paragraph, draws_in_words(plan, self._title)), SPACE]
        unfinished = [*(paragraph(f"! {each}", REMARK) for each in unfinished_in_words(plan)), SPACE]
        about = [*words, *(unfinished if len(unfinished) > 1 else []), paragraph(FOR_GOOD)]
        question = QuestionScreen(clean(phrases.draw_question(self._title(stage))), about, self.keymap, phrases.DRAW)
        self.app.push_screen(question, lambda _result: self._draw(stage, plan, question.yes))

    def _draw(self, stage: str, plan: DrawPlan, yes: bool) -> None:
        """Draw after a yes, and open the stage if there is something to read then."""
        with self.saying_why():
            if yes:
                self._adapter.draw(plan)
            self._open(stage)
        if self.app.screen is self:
            self.uncover()

    def _open(self, stage: str) -> None:
        with self.saying_why(self._title(stage)):
            screen = self._screen_of(self._adapter.protocol.stage(stage))
            # What has been read stays in memory: the garbage collector need not walk through it between two keys.
            gc_pause.freeze()
            self._leave_to(screen, lambda _result: self._go_on(stage, getattr(screen, "then", "")))

    def _leave_to(self, screen: TamisScreen, then: Callable[[None], None] | None = None) -> None:
        """Open a screen on which something may change: all is counted anew when it is left."""
        self._stale = True
        self.app.push_screen(screen, then)

    def _go_on(self, stage: str, action: str) -> None:
        """Do at once what was wanted when a stage was left, after it has been counted what follows from it."""
        gc_pause.unfreeze()  # else the screen that was left would stay in memory for good
        if action == "second_look":
            self.call_after_refresh(self._second_look, stage)
        elif action:
            self.call_after_refresh(self.begin_next)

    def _title(self, stage: str) -> str:
        """The title of a stage, for a person."""
        return clean(titles(self._adapter.protocol)(stage))

    def count(self) -> None:
        """Count, unless another screen is on top."""
        raise NotImplementedError

    def begin_next(self) -> None:
        """Begin what is next for the person."""
        raise NotImplementedError

    def _screen_of(self, stage: Stage) -> TamisScreen:
        """The screen on which a stage is worked at.

        Raises:
            TamisError: The reviewer has nothing to do there.
        """
        given = (self._adapter, stage.id, self._settings)
        # Only what is opened is imported: each of these costs a start some hundredths of a second.
        if stage.kind == "chart" and stage.reader(self._adapter.reviewer) is not None:
            if stage.id == CODING:
                from tui.screens.charting.coding import CodingScreen

                return CodingScreen(*given)
            from tui.screens.charting.screen import ChartingScreen

            return ChartingScreen(*given)
        if stage.kind == "chart":
            # Who does not chart can still settle where the reviewers differ.
            from tui.screens.charting.consensus import ConsensusScreen

            return ConsensusScreen(*given)
        if stage.kind == "fulltext":
            from tui.screens.full_texts.screen import FullTextScreen

            return FullTextScreen(*given)
        if stage.kind == "step" and stage.suggest:
            from tui.screens.steps.screen import StepScreen

            return StepScreen(*given)
        # A step without a rule has nothing to group: its records are read one by one.
        return ScreeningScreen(*given)

    def action_duplicates(self) -> None:
        """Search what was imported since for duplicates, when that is wanted; then go through the doubtful pairs."""
        from tui.screens.duplicates.search import SearchScreen

        with self.saying_why(phrases.DUPLICATES):
            if unread := self._adapter.imports_to_search():
                self._leave_to(SearchScreen(self._adapter, unread, self._settings), lambda _: self._open_pairs())
            else:
                self._open_pairs()

    def _open_pairs(self) -> None:
        from tui.screens.duplicates.screen import DuplicatesScreen

        with self.saying_why(phrases.DUPLICATES):
            self._leave_to(DuplicatesScreen(self._adapter, self._settings))

    def action_disagreements(self) -> None:
        """Go through the disagreements of the first stage that has any open."""
        self.open_disagreements()

    def open_disagreements(self, stage: str | None = None) -> None:
        """Go through the disagreements of a stage, or say why not."""
        from tui.screens.disagreements.screen import DisagreementsScreen

        with self.saying_why(phrases.DISAGREEMENTS):
            screen = DisagreementsScreen(self._adapter, self._settings, stage)
            self._leave_to(screen, lambda _result: self._go_on("", screen.then))

    def action_second_look(self) -> None:
        """Read again what looks like an inclusion at the stage under the cursor, or else the last one read before it.

        It is looked for between keys.
        """
        stage = self.funnel.finished_by(self._adapter.reviewer)
        if stage is None:
            self.status.show(phrases.second_look_where(self.key_of("next")))
            return
        self._second_look(stage)

    def _second_look(self, stage: str) -> None:
        self.status.show(clean(phrases.second_look_begins(self._title(stage))))
        self.run_worker(self._look_again(stage), group="second-look", exclusive=True)

    async def _look_again(self, stage: str) -> None:
        from tui.screens.screening.second_look import SecondLookScreen

        if self._adapter.protocol.stage(stage).reader(self._adapter.reviewer) is None:
            await self._look_as_team(stage)
            return
        with self.saying_why(self._title(stage)):
            session = await in_slices(self._adapter.second_look(stage))
            if not session.queue:
                self.say(phrases.no_second_look(self._title(stage)))
            elif self.app.screen is self:
                self._leave_to(SecondLookScreen(self._adapter, stage, self._settings, session))

    async def _look_as_team(self, stage: str) -> None:
        """List what one reader alone has excluded; it is that reader who says something of it."""
        from tui.screens.records import RecordsScreen

        try:
            found = await in_slices(self._adapter.team_look(stage))
            behind = replace(self._adapter.records_behind(stage, "entered"), ids=[each.record for each in found.listed])
        except (TamisError, OSError) as problem:
            self.status.show(f"{self._title(stage)}: {told(problem)}")
            return
        why = {each.record: each for each in found.listed}

        def evidence(record: str) -> str:
            words, nearest = why[record].speaks_for, why[record].nearest_included
            near = readable(nearest, lambda: self._adapter.record(nearest))
            state = phrases.READ_AGAIN[found.state_of(record)]
            return clean(f"{state} · {speaks_for(', '.join(words) or '–')} · {nearest_included(near.title)}")

        if not why:
            self.status.show(clean(phrases.no_second_look(self._title(stage))))
        elif self.app.screen is self:
            name = phrases.excluded_by_one(len(found.excluded))
            self.app.push_screen(RecordsScreen(self._adapter, behind, name, self._settings, evidence))

    def action_exchange(self) -> None:
        """Exchange with the other machines, and go on meanwhile."""
        self.status.show(phrases.EXCHANGING)
        if not self._exchanging:
            self._exchanging = True
            self.run_worker(self._exchange(), group="exchange")

    async def _exchange(self) -> None:
        from tui.screens.dashboard.exchange import exchange

        try:
            self._notice = await exchange(self._adapter)
        finally:
            self._exchanging = False
        self._stale = True  # where another screen is on top, it is said when that one is left
        self.count()

    def action_report(self) -> None:
        """Read the report."""
        from tui.screens.report import ReportScreen

        self.app.push_screen(ReportScreen(self._adapter, self._settings))

    def action_bundle(self) -> None:
        """Pack the review for others, after a yes."""
        from tui.screens.question import QuestionScreen
        from tui.words.bundle import packed
        from tui.words.bundle import question as asked

        file = self._adapter.bundle_file()
        question = QuestionScreen(phrases.BUNDLE_QUESTION, list(map(paragraph, asked(file))), self.keymap, phrases.PACK)

        def pack() -> None:
            with self.saying_why():
                self.status.show(clean(packed(file, self._adapter.make_bundle())), Style(link=file_url(file)))

        def answered(_result: None) -> None:
            if question.yes:
                self.status.show(phrases.PACKING)
                self.call_after_refresh(pack)

        self.app.push_screen(question, answered)

    def action_map(self) -> None:
        """Cross two items of what was charted at the first stage with a form."""
        from tui.screens.charting.evidence_map import EvidenceMapScreen

        stage = next((each.id for each in self._adapter.protocol.stages if each.kind == "chart"), None)
        if stage is None:
            self.status.show(phrases.NO_FORM)
            return
        with self.saying_why(self._title(stage)):
            self._leave_to(EvidenceMapScreen(self._adapter, stage, self._settings))

    def action_sources(self) -> None:
        """Open the sources."""
        from tui.screens.sources.screen import SourcesScreen

        self._leave_to(SourcesScreen(self._adapter, self._settings))

    def action_import_exports(self) -> None:
        """Bring in a folder, an archive or files; the folder that lies beside the review is proposed at first."""
        from tui.screens.paths import near
        from tui.screens.sources.import_files import ImportScreen

        with self.saying_why():
            there = [each for each in self._adapter.imports() if not each.withdrawn]
            beside = None if there else self._adapter.exports_beside()
            screen = ImportScreen(self._adapter, self._settings, there, files=near(beside) if beside else "")
            self._leave_to(screen, lambda _result: self._note(screen.brought))

    def open_exports(self, folder: Path) -> None:
        """Look into a folder of exports at once."""
        from tui.screens.exports.screen import ExportsScreen

        screen = ExportsScreen(self._adapter, self._settings, [folder])
        self._leave_to(screen, lambda _result: self._note(screen.brought))

    def _note(self, text: str) -> None:
        """Say quietly what was done on another screen."""
        if text:
            self.query_one("#news", ThinLine).show(clean(text))

    def action_settings(self) -> None:
        """Choose the theme, the keys and what is shown."""
        from tui.screens.settings import SettingsScreen

        screen = SettingsScreen(self._settings, self._settings_file)
        self.app.push_screen(screen, lambda _result: self._take_settings(screen.settings))

    def _take_settings(self, settings: Settings) -> None:
        raise NotImplementedError
