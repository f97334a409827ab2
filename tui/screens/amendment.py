"""Asks why the plan was changed, before anything is done under the new one."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult

from core.protocol.amendment import Amendment
from tui.adapter.interface import ReviewAdapter
from tui.screens.asking import AskingScreen
from tui.settings.settings import Settings
from tui.text.paragraphs import paragraph
from tui.text.theme import STRONG
from tui.widgets.bar import Bar, ThinLine
from tui.widgets.pager import Pager
from tui.words.phrases import settings as phrases


class AmendmentScreen(AskingScreen):
    """The lines that were changed, and a line for the reason; without one the work goes on, and it is asked again."""

    KIND = "details"
    # Bindings, since the line that is being written has every other key.
    BINDINGS: ClassVar = [
        ("down", "turn(1)", ""),
        ("up", "turn(-1)", ""),
        ("pagedown", "turn(10)", ""),
        ("pageup", "turn(-10)", ""),
    ]

    def __init__(self, adapter: ReviewAdapter, settings: Settings, change: Amendment) -> None:
        super().__init__(settings.keymap, hints=settings.hints)
        self._adapter = adapter
        self._change = change

    def compose(self) -> ComposeResult:
        """The changed lines between two bars."""
        yield Bar(id="top")
        yield ThinLine()
        yield Pager(id="changed")
        yield ThinLine()
        yield Bar(id="status")
        yield from self.compose_foot()

    def on_mount(self) -> None:
        """Show the change, and ask."""
        self.query_one("#top", Bar).show(phrases.AMENDMENT_TITLE, STRONG)
        lines = [paragraph(line) for line in self._change.changed if line[2:].strip()]
        self.query_one("#changed", Pager).show(lines)
        self.say(phrases.AMENDMENT_STATUS)
        self._ask("")

    def action_turn(self, steps: int) -> None:
        """Go down, or up, in what was changed, while the reason is being written."""
        self.query_one("#changed", Pager).scroll_lines(steps)

    def _ask(self, words: str) -> None:
        self.ask(phrases.WHY_AMENDED, self._answer, value=words, prose=True, cancelled=self.action_leave)

    def _answer(self, words: str) -> None:
        if not words or self.did_save(lambda: self._adapter.amend(words)):
            self.action_leave()
        else:
            self._ask(words)
