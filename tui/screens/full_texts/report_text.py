"""Reads the text of a report at a full-text stage, with the criteria and the reasons beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import events
from textual.app import ComposeResult, SuspendNotSupported
from textual.containers import Horizontal, Vertical

from core.protocol.values import Stage
from tui.adapter.interface import ReviewAdapter
from tui.screens.asking import AskingScreen
from tui.screens.full_texts.viewer import view
from tui.screens.text_reading import TextReading
from tui.settings.settings import Settings
from tui.text.blocks import THREE
from tui.text.plain import clean
from tui.text.theme import STRONG
from tui.widgets.bar import Bar, ThinLine
from tui.widgets.pager import MEASURE, Pager
from tui.widgets.passage_reader import PassageReader
from tui.widgets.record_reader import record_paragraphs
from tui.words.phrases import everywhere
from tui.words.phrases import full_texts as phrases
from tui.words.reading.criteria import SPACE, stage_paragraphs
from tui.words.reading.decisions import readable

_WIDEST = 58
"""The columns of the criteria beside the text."""


class ReportTextScreen(AskingScreen):
    """The text; a verdict goes back to the screen that opened it, which takes it."""

    KIND = "text"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012 (Textual's declaration)
    DEFAULT_CSS = """
    ReportTextScreen {
        #beside, #between { display: none; }
        #between { width: 1; height: 1fr; }
        &.-wide #beside, &.-wide #between { display: block; }
    }
    """

    def __init__(
        self, workplace: ReviewAdapter, stage: Stage, record: str, settings: Settings, decide: Callable[[str], None]
    ) -> None:
        """Read a report.

        Args:
            workplace: The review.
            stage: The stage, with its criteria and reasons.
            record: The record.
            settings: The person's settings.
            decide: Gets "include", "exclude" or "maybe" once this screen is left.
        """
        super().__init__(settings.keymap, hints=settings.hints)
        self.workplace = workplace
        self._stage = stage
        self._record = record
        self._settings, self.hide = settings, settings.hide
        self._decide = decide

    def compose(self) -> ComposeResult:
        """The text, beside it the criteria."""
        yield Bar(id="top")
        yield ThinLine()
        with Horizontal():
            with Vertical():
                yield Bar(id="source")
                yield PassageReader(id="text")
            yield ThinLine(id="between")
            yield Pager(id="beside")
        yield ThinLine()
        yield Bar(id="status")
        yield from self.compose_foot()

    def on_mount(self) -> None:
        """Begin to read."""
        self.texts = TextReading(self, self.workplace)
        self.pager = self.texts.reader
        self.query_one("#top", Bar).show(
            clean(self.workplace.record(self._record).title) or everywhere.NO_TITLE, STRONG
        )
        self.in_front = (self._record,)
        self.texts.show(self._record)
        self.show_status()

    def on_resize(self, event: events.Resize) -> None:
        """Show the criteria beside the text, and the record below them where there is room for that too."""
        width, beside = event.size.width, self.query_one("#beside", Pager)
        criteria = stage_paragraphs(self.workplace.protocol, self._stage)
        beside.show(criteria)
        beside.styles.width = min(beside.widest, width * 2 // 5, _WIDEST)
        if width >= THREE:
            record = readable(self._record, lambda: self.workplace.record(self._record))
            shown = record_paragraphs(
                record, self.workplace.sources(self._record), self.texts.highlighter, hide=self.hide
            )
            beside.show([*criteria, SPACE, *shown])
            beside.styles.width = width - MEASURE - 3

    def go(self, steps: int) -> None:
        """Go down or up by rows."""
        super().go(steps)
        self.texts.show_source()

    def action_more(self) -> None:
        """The next page."""
        super().action_more()
        self.texts.show_source()

    def action_less(self) -> None:
        """The page before."""
        super().action_less()
        self.texts.show_source()

    @property
    def page(self) -> int:
        """A page of the text."""
        return self.pager.step

    def action_find_text(self) -> None:
        """Ask for words to find in the text."""
        self.texts.ask_find()

    def action_next_file(self) -> None:
        """Show the next file of the study."""
        self.say("" if self.texts.next_file() else phrases.ONE_FILE)

    def action_next_match(self) -> None:
        """Go to the next match; without a search to the next mark."""
        self.texts.next_match(1)

    def action_previous_match(self) -> None:
        """Go to the match before; without a search to the mark before."""
        self.texts.next_match(-1)

    def action_include(self) -> None:
        """Go back, and include."""
        self._leave_with("include")

    def action_exclude(self) -> None:
        """Go back, and exclude."""
        self._leave_with("exclude")

    def action_maybe(self) -> None:
        """Go back, and leave it undecided."""
        self._leave_with("maybe")

    def _leave_with(self, verdict: str) -> None:
        self.action_leave()
        self.app.call_later(partial(self._decide, verdict))

    def action_open_with(self) -> None:
        """Open the file with the program of the settings."""
        file = self.texts.file
        if file is None or not self._settings.open:
            self.say(phrases.NO_FILE if file is None else phrases.NO_PROGRAM)
            return
        with self.saying_why():
            try:
                view(file, self._settings.open, terminal=self.app.suspend)
                self.say("")
            except SuspendNotSupported:
                self.say(phrases.NOTHING_ELSE_SHOWN)
