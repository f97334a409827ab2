"""The dashboard: the funnel, who owes what, and what to do next.

The screens that open from it are imported when they do, so that the first one is there sooner.
"""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from core.errors import TamisError
from core.protocol.coding import CODING
from core.protocol.values import Stage
from core.words import number as counted
from tui.adapter.interface import ReviewAdapter
from tui.screens.base import WHOLE, TamisScreen
from tui.screens.dashboard.funnel_table import FunnelTable
from tui.screens.help import HelpScreen
from tui.screens.screening.screen import ScreeningScreen
from tui.screens.slices import in_slices
from tui.settings.settings import Settings
from tui.text.paragraphs import paragraph
from tui.text.plain import clean
from tui.text.theme import ALARM, PLAIN, REMARK, STRONG
from tui.widgets.bar import Bar, ThinLine
from tui.words.criteria import SPACE
from tui.words.decisions import told
from tui.words.funnel import next_step

if TYPE_CHECKING:
    from store.work.samples import DrawPlan


class DashboardScreen(TamisScreen):
    """Where the review stands; counted anew after each visit to a stage."""

    KIND = "dashboard"

    def __init__(
        self, adapter: ReviewAdapter, settings: Settings, settings_file: Path, *, covered: bool = False
    ) -> None:
        """Prepare the dashboard.

        Args:
            adapter: The review.
            settings: The person's settings.
            settings_file: Where they are kept.
            covered: Whether another screen opens over it at once, so that counting can wait until that one is left.
        """
        super().__init__(settings.keymap, hints=settings.hints)
        self._adapter = adapter
        self._settings = settings
        self._settings_file = settings_file
        self._stale = not covered
        self._next = ""
        self._notice = ("", False)
        self._exchanging = False

    def compose(self) -> ComposeResult:
        """The table between two bars."""
        yield Bar(id="top")
        yield ThinLine()
        yield FunnelTable(id="funnel")
        yield ThinLine()
        yield Bar(id="status")
        yield self.hint_bar()

    def on_mount(self) -> None:
        """Say whose review this is; what stands in it is counted when the screen comes to the front."""
        self.funnel = self.query_one("#funnel", FunnelTable)
        self.status = self.query_one("#status", Bar)
        title = clean(self._adapter.protocol.title) or "(no title)"
        self.query_one("#top", Bar).show(f"tamis · {clean(self._adapter.reviewer)} · {title}", STRONG)

    def on_screen_resume(self) -> None:
        """Count once the screen is there to be looked at."""
        if self._stale:
            self.call_after_refresh(self._count)

    def uncover(self) -> None:
        """Count, since no screen is on top any more; where one failed to open, its message stays in sight."""
        said = self.status.text
        self._count()
        if said:
            self.status.show(said)

    def _count(self) -> None:
        if self.app.screen is not self:  # another screen is on top
            return
        self._stale = False
        try:
            status = self._adapter.status()
        except (TamisError, OSError) as problem:
            self.status.show(told(problem))
            return
        step = next_step(status, self._adapter.reviewer, self.key_of("open"), self._ruling)
        self.funnel.show(status, step.stage)
        empty = "" if status.funnel.identified else f" — or press {self.key_of('sources')}"
        age = self._adapter.backup_age()
        self._next = clean(step.words + empty + (f" · {age}" if age else ""))
        warnings = " ".join(self._adapter.warnings())
        notice, alarming = self._notice
        self._notice = ("", False)
        alarm = bool(warnings) or alarming
        self.status.show(clean(warnings or notice) or self._next, ALARM if alarm else PLAIN)

    @property
    def _ruling(self) -> str:
        """For an adjudicator the key that opens the disagreements; "" for others."""
        rules = self._adapter.protocol.reviewer(self._adapter.reviewer).role == "adjudicator"
        return self.key_of("disagreements") if rules else ""

    def action_open(self) -> None:
        """Open the stage under the cursor, or the records of the number under it."""
        if self.funnel.number is not None or self.funnel.stage is None:
            self.action_records()
        else:
            self.open_stage(self.funnel.stage)

    def action_records(self) -> None:
        """Show the records of the number under the cursor; on a stage, all that entered it."""
        from tui.screens.records import RecordsScreen

        stage, number = self.funnel.stage, self.funnel.number
        if self.funnel.untouched:
            return
        name = number.name if number else "entered" if stage else "identified"
        reason, reviewer = (number.reason, number.reviewer) if number else (None, None)
        try:
            behind = self._adapter.records_behind(stage, name, reason, reviewer)
        except (TamisError, OSError) as problem:
            self.status.show(clean(str(problem)))
            return
        self.app.push_screen(RecordsScreen(self._adapter, behind, self._number_name(), self._settings))

    def _number_name(self) -> str:
        """What the number under the cursor counts: "excluded: no peer support workers"."""
        number = self.funnel.number
        if number is None:
            return "entered" if self.funnel.stage else "identified"
        if number.reviewer is not None:
            return f"{number.name} by {number.reviewer}"
        if number.reason is None or self.funnel.stage is None:
            return number.name
        return f"{number.name}: {self._adapter.protocol.stage(self.funnel.stage).reason_label(number.reason)}"

    def action_right(self) -> None:
        """Go to the next number of the stage."""
        self._move_across(1)

    def action_left(self) -> None:
        """Go to the number before."""
        self._move_across(-1)

    def _move_across(self, steps: int) -> None:
        self.funnel.move_across(steps)
        number = self.funnel.number
        if number is None:
            self.status.show(self._next)
        else:
            key = self.key_of("open")
            where = self.funnel.stage or "the review"
            words = f"{where}, {self._number_name()}: {counted(number.count)} — {key} shows them"
            self.status.show(clean(words))

    def open_stage(self, stage: str) -> None:
        """Open a stage, or say why not; what must be drawn for it is asked before."""
        try:
            plan = self._adapter.due_draw(stage)
        except (TamisError, OSError) as problem:
            self.status.show(clean(f"{stage}: {problem}"))
            return
        if plan is None:
            self._open(stage)
            return
        from tui.screens.question import QuestionScreen
        from tui.words.draws import FOR_GOOD, draws_in_words, unfinished_in_words

        words = [paragraph("To read here, this must be drawn:"), *map(paragraph, draws_in_words(plan)), SPACE]
        unfinished = [*(paragraph(f"! {each}", REMARK) for each in unfinished_in_words(plan)), SPACE]
        about = [*words, *(unfinished if len(unfinished) > 1 else []), paragraph(FOR_GOOD)]
        question = QuestionScreen(clean(f"{stage} · draw?"), about, self.keymap, "draw")
        self.app.push_screen(question, lambda _result: self._draw(stage, plan, question.yes))

    def _draw(self, stage: str, plan: DrawPlan, yes: bool) -> None:
        """Draw after a yes, and open the stage if there is something to read then."""
        try:
            if yes:
                self._adapter.draw(plan)
        except (TamisError, OSError) as problem:
            self.status.show(clean(str(problem)))
        else:
            self._open(stage)
        if self.app.screen is self:
            self.uncover()

    def _open(self, stage: str) -> None:
        try:
            screen = self._screen_of(self._adapter.protocol.stage(stage))
        except (TamisError, OSError) as problem:
            self.status.show(f"{stage}: {told(problem)}")
            return
        self._stale = True
        # What has been read stays in memory: the garbage collector need not walk through it between two keys.
        gc.freeze()
        self.app.push_screen(screen)

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

        try:
            unread = self._adapter.imports_to_search()
        except (TamisError, OSError) as problem:
            self.status.show(clean(f"duplicates: {problem}"))
            return
        if not unread:
            self._open_pairs()
            return
        self._stale = True
        self.app.push_screen(SearchScreen(self._adapter, unread, self._settings), lambda _: self._open_pairs())

    def _open_pairs(self) -> None:
        from tui.screens.duplicates.screen import DuplicatesScreen

        try:
            screen = DuplicatesScreen(self._adapter.pair_session(), self._settings, self._adapter.reviewer)
        except (TamisError, OSError) as problem:
            self.status.show(clean(f"duplicates: {problem}"))
            return
        self._stale = True
        self.app.push_screen(screen)

    def action_disagreements(self) -> None:
        """Go through the disagreements of the first stage that has any open."""
        self.open_disagreements()

    def open_disagreements(self, stage: str | None = None) -> None:
        """Go through the disagreements of a stage, or say why not."""
        from tui.screens.disagreements.screen import DisagreementsScreen

        try:
            screen = DisagreementsScreen(self._adapter, self._settings, stage)
        except (TamisError, OSError) as problem:
            self.status.show(clean(f"disagreements: {problem}"))
            return
        self._stale = True
        self.app.push_screen(screen)

    def action_second_look(self) -> None:
        """Read again what looks like an inclusion at the stage under the cursor, or else the last one read before it.

        It is looked for between keys.
        """
        stage = self.funnel.finished_by(self._adapter.reviewer)
        if stage is None:
            self.status.show(f"{self.key_of('next')}: first go to a stage that you have read")
            return
        self.status.show(clean(f"{stage}: looking for what is worth a second look …"))
        self.run_worker(self._look_again(stage), group="second look", exclusive=True)

    async def _look_again(self, stage: str) -> None:
        from tui.screens.screening.second_look import SecondLookScreen

        try:
            session = await in_slices(self._adapter.second_look(stage))
        except (TamisError, OSError) as problem:
            self.status.show(f"{stage}: {told(problem)}")
            return
        if not session.queue:
            self.status.show(clean(f"{stage}: nothing to read again; it takes an inclusion and an exclusion"))
        elif self.app.screen is self:
            self._stale = True
            self.app.push_screen(SecondLookScreen(self._adapter, stage, self._settings, session))

    def action_exchange(self) -> None:
        """Exchange with the other machines, and go on meanwhile."""
        self.status.show("exchanging with the other machines …")
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
        self._count()

    def action_report(self) -> None:
        """Read the report."""
        from tui.screens.report import ReportScreen

        self.app.push_screen(ReportScreen(self._adapter, self._settings))

    def action_map(self) -> None:
        """Cross two items of what was charted at the first stage with a form."""
        from tui.screens.charting.evidence_map import EvidenceMapScreen

        stage = next((each.id for each in self._adapter.protocol.stages if each.kind == "chart"), None)
        if stage is None:
            self.status.show('no stage of this review has a form: protocol.toml, kind = "chart"')
            return
        try:
            screen = EvidenceMapScreen(self._adapter, stage, self._settings)
        except (TamisError, OSError) as problem:
            self.status.show(clean(f"{stage}: {problem}"))
            return
        self._stale = True
        self.app.push_screen(screen)

    def action_sources(self) -> None:
        """Open the sources."""
        from tui.screens.sources.screen import SourcesScreen

        self._stale = True
        self.app.push_screen(SourcesScreen(self._adapter, self._settings))

    def action_settings(self) -> None:
        """Choose the theme, the keys and what is shown."""
        from tui.screens.settings import SettingsScreen

        screen = SettingsScreen(self._settings, self._settings_file)
        self.app.push_screen(screen, lambda _result: self._take_settings(screen.settings))

    def _take_settings(self, settings: Settings) -> None:
        self._settings = settings
        self.use(settings)

    def go(self, steps: int) -> None:
        """Go a number of lines down."""
        self.funnel.move(steps)
        self._move_across(0)

    @property
    def page(self) -> int:
        """All of it: it fits on the screen."""
        return WHOLE

    def action_help(self) -> None:
        """The question of the review and the keys."""
        protocol = self._adapter.protocol
        first = [paragraph(protocol.title, STRONG), *([paragraph(protocol.question)] if protocol.question else [])]
        self.app.push_screen(HelpScreen(self.KIND, self.keymap, first, hints=self.hints))

    def action_quit(self) -> None:
        """Quit."""
        self.app.exit()
