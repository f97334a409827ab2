"""Asks who is at the keys, where neither the plan nor anybody has said."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from core.protocol.values import Reviewer
from tui.screens.asking import AskingScreen
from tui.screens.start.labelled_lines import LabelledLines
from tui.settings.settings import Settings
from tui.text.plain import clean
from tui.text.theme import STRONG
from tui.widgets.bar import Bar, FittingBar, ThinLine
from tui.words import start as words
from tui.words.phrases import everywhere


class WhoScreen(AskingScreen):
    """The people of the plan; ends the app with the id of the one chosen, or with None."""

    KIND = "who"

    def __init__(self, title: str, people: Sequence[Reviewer], settings: Settings) -> None:
        """Offer these people."""
        super().__init__(settings.keymap, hints=settings.hints)
        self._title = title
        self._people = people

    def compose(self) -> ComposeResult:
        """The people between two bars."""
        yield FittingBar(gap="    ", style=STRONG, id="top")
        yield ThinLine()
        yield LabelledLines(id="lines")
        yield ThinLine()
        yield Bar(id="status")
        yield from self.compose_foot()

    def on_mount(self) -> None:
        """Show them."""
        self.query_one("#top", FittingBar).show([everywhere.TAMIS, words.WHO, clean(self._title)])
        self.table = self.query_one("#lines", LabelledLines)
        self.say(words.WHO_KEPT)

    def paint(self) -> None:
        """Show the people, with their roles."""
        rows = [(f"{place} {each.id}", each.name or each.role, each.role) for place, each in enumerate(self._people, 1)]
        self.table.show(rows, self.table.cursor)
        self.in_front = tuple(each.id for each in self._people)
        self.show_status()

    def go(self, steps: int) -> None:
        """Go a number of lines down."""
        self.table.cursor = max(min(self.table.cursor + steps, len(self._people) - 1), 0)
        self.paint()

    def action_be(self) -> None:
        """Be the one under the cursor, or the one of the digit."""
        place = self.table.cursor if self.digit < 1 else self.digit - 1
        if place < len(self._people):
            self.app.exit(self._people[place].id)

    def action_leave(self) -> None:
        """Leave without a word."""
        self.app.exit()
