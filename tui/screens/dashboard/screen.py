"""The dashboard: the funnel, who owes what, and what to do next.

The screens that open from it are imported when they do, so that the first one is there sooner.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import datetime
from pathlib import Path

from textual import events
from textual.app import ComposeResult

from core.errors import TamisError
from core.screening.next_step import NextStep, Work, next_step
from core.screening.status import Status
from core.words import number as counted
from tui.actions.everywhere import MOVING
from tui.adapter.interface import ReviewAdapter
from tui.screens.base import WHOLE
from tui.screens.dashboard.doors import Doors
from tui.screens.dashboard.funnel_table import FunnelTable
from tui.screens.help import HelpScreen
from tui.settings.settings import Settings
from tui.text.content import cells
from tui.text.paragraphs import paragraph
from tui.text.plain import clean
from tui.text.theme import ALARM, PLAIN, STRONG
from tui.widgets.bar import Bar, ThinLine
from tui.words.funnel import no_records, notices
from tui.words.next_step import KEYS, in_words, news
from tui.words.phrases import dashboard as phrases
from tui.words.phrases import everywhere
from tui.words.reading.decisions import told

LOOKING = {"left", "right", "help", "settings", "palette", "quit", *(each.id for each in MOVING)}
"""The actions that open nothing to be worked at."""


class DashboardScreen(Doors):
    """Where the review stands; counted anew after each visit to a stage."""

    KIND = "dashboard"
    now: Callable[[], datetime] = staticmethod(datetime.now)
    """Gives the time of day."""

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
        self._step: NextStep | None = None
        self._stamp: Hashable = None
        self._shown: Status | None = None
        """The counts that are shown."""
        self._notice = ("", False)
        self._exchanging = False
        self._asked_why = ""
        """The version of the plan of which was asked why it was changed."""

    def compose(self) -> ComposeResult:
        """The table between two bars."""
        yield Bar(id="top")
        yield ThinLine()
        yield FunnelTable(id="funnel")
        yield ThinLine(id="news")
        yield Bar(id="status")
        yield self.hint_bar()

    def on_mount(self) -> None:
        """Say whose review this is; what stands in it is counted when the screen comes to the front."""
        self.funnel = self.query_one("#funnel", FunnelTable)
        self.status = self.query_one("#status", Bar)
        self._show_plan()
        self.set_interval(1.0, self.follow)

    def _show_plan(self) -> None:
        self.funnel.about = clean(self._adapter.protocol.question)
        title = clean(self._adapter.protocol.title) or everywhere.NO_TITLE
        self.query_one("#top", Bar).show(phrases.title_of(clean(self._adapter.reviewer), title), STRONG)

    def on_screen_resume(self) -> None:
        """Count once the screen is there to be looked at."""
        if self._stale:
            self.call_after_refresh(self.count)

    def uncover(self) -> None:
        """Count, since no screen is on top any more; where one failed to open, its message stays in sight."""
        said = self.status.text
        self.count()
        if said:
            self.status.show(said)

    def count(self) -> None:
        """Count, unless another screen is on top, and say what is next."""
        if self.app.screen is not self:  # another screen is on top
            return
        self._stale = False
        self._stamp = self._adapter.stamp()
        self._took_plan()
        try:
            status = self._shown = self._adapter.status()
        except (TamisError, OSError) as problem:
            self.status.show(told(problem))
            return
        step = next_step(status, self._adapter.protocol, self._adapter.reviewer)
        sayings = notices(status, self.key_of) if status.funnel.identified else no_records(self.key_of)
        if age := self._adapter.backup_age():
            sayings.append(age)
        begun_at = step.stage.id if step.stage and step.work is not Work.NOTHING else None
        self._step = step
        self.funnel.show(status, begun_at, sayings, self.key_of("last"))
        self._next = clean(in_words(step, self._adapter.reviewer, self.key_of, self.size.width - 2))
        warnings = " ".join(self._adapter.warnings())
        notice, alarming = self._notice
        self._notice = ("", False)
        alarm = bool(warnings) or alarming
        self.status.show(clean(warnings or notice) or self._next, ALARM if alarm else PLAIN)

    def come_back(self, why: str) -> None:
        """Count anew, say why, and ask why the plan was changed, if it was."""
        self._notice = (why, True)
        self.count()
        self.ask_why(lambda: None)

    def ask_why(self, then: Callable[[], None]) -> None:
        """Ask why the plan was changed, once a change, before anything is done under the new one."""
        change = self._adapter.unexplained_change()
        if change is None or change.version == self._asked_why:
            then()
            return
        from tui.screens.amendment import AmendmentScreen

        self._asked_why = change.version
        self.app.push_screen(AmendmentScreen(self._adapter, self._settings, change), lambda _result: then())

    def _do(self, action: str | None, event: events.Key | None = None) -> None:
        """Do an action; where the plan was changed, it is asked why before anything is opened."""
        if action is None or action in LOOKING:
            super()._do(action, event)
            return
        if self._took_plan():
            self.count()
        self.ask_why(lambda: super(DashboardScreen, self)._do(action, event))

    def _took_plan(self) -> bool:
        """Whether the plan is another one since it was last shown, and is gone by now."""
        try:
            took = self._adapter.take_plan()
        except TamisError as problem:
            self._notice = (told(problem), True)
            return False
        if took:
            self._show_plan()
        return took

    def begin_next(self) -> None:
        """Begin what is next for the person; where nothing is, that is said."""
        if self._stale:
            self.count()
        step = self._step
        if step is None or step.work is Work.NOTHING:
            return
        if step.work in (Work.READ, Work.DRAW, Work.DEAL) and step.stage is not None:
            self.open_stage(step.stage.id)
        elif step.work in (Work.SETTLE, Work.RULE) and step.stage is not None:
            self.open_disagreements(step.stage.id)
        else:
            getattr(self, f"action_{KEYS[step.work]}")()

    def action_acts(self) -> None:
        """List all that one has said for all to see, to take it back or say it again; then count."""
        from store.work.own.words import Saying
        from tui.screens.acts import show_words

        self._stale = True
        show_words(self, self._adapter, Saying.ALL)

    def follow(self) -> None:
        """Count again when somebody has written something, and say quietly what others have done."""
        before = self._shown
        if before is None or self._stale or self.app.screen is not self or self._adapter.stamp() == self._stamp:
            return
        said, was_next = self.status.text, self._next
        self.count()
        if said not in (was_next, "") and self.status.text == self._next:
            self.status.show(said)
        if self._shown is not None and (found := news(before, self._shown, self._adapter.reviewer)):
            self._note(f"{self.now():%H:%M} {found}")
            if self._settings.bell:
                self.app.bell()

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
        with self.saying_why():
            behind = self._adapter.records_behind(stage, name, reason, reviewer)
            self.app.push_screen(RecordsScreen(self._adapter, behind, self._number_name(), self._settings))

    def _number_name(self) -> str:
        """What the number under the cursor counts: "excluded: no peer support workers"."""
        number = self.funnel.number
        if number is None:
            return phrases.COUNTS["entered" if self.funnel.stage else "identified"]
        if number.reviewer is not None:
            return phrases.decided_by(phrases.COUNTS[number.name], number.reviewer)
        if number.reason is None or self.funnel.stage is None:
            return phrases.COUNTS[number.name]
        reason = self._adapter.protocol.stage(self.funnel.stage).reason_label(number.reason)
        return f"{phrases.COUNTS[number.name]}: {reason}"

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
            stage = self.funnel.stage
            where = self._adapter.protocol.stage(stage).title if stage else everywhere.THE_REVIEW
            words = phrases.number_opens(where, self._number_name(), counted(number.count), key)
            self.status.show(clean(words))

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
        said = self.status.text if cells(self.status.text) > self.size.width - 2 else ""
        first = [paragraph(protocol.title, STRONG), *([paragraph(protocol.question)] if protocol.question else [])]
        self.app.push_screen(HelpScreen(self.KIND, self.keymap, first, hints=self.hints, said=said))

    def action_quit(self) -> None:
        """Quit."""
        self.app.exit()
