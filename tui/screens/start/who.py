"""Asks who is at the keys, where neither the plan nor anybody has said."""

from __future__ import annotations

from collections.abc import Sequence

from core.protocol.values import Reviewer
from tui.screens.start.labelled_lines import LabelledScreen
from tui.settings.settings import Settings
from tui.text.plain import clean
from tui.words import start as words
from tui.words.phrases import everywhere


class WhoScreen(LabelledScreen):
    """The people of the plan; ends the app with the id of the one chosen, or with None."""

    KIND = "who"

    def __init__(self, title: str, people: Sequence[Reviewer], settings: Settings) -> None:
        """Offer these people."""
        super().__init__(settings.keymap, hints=settings.hints)
        self._title = title
        self._people = people

    def on_mount(self) -> None:
        """Show them."""
        self.top.show([everywhere.TAMIS, words.WHO, clean(self._title)])
        self.say(words.WHO_KEPT)

    def paint(self) -> None:
        """Show the people, with their roles."""
        rows = [(f"{place} {each.id}", each.name or each.role, each.role) for place, each in enumerate(self._people, 1)]
        self.table.show(rows)
        self.in_front = tuple(each.id for each in self._people)
        self.show_status()

    def action_be(self) -> None:
        """Be the one under the cursor, or the one of the digit."""
        place = self.table.cursor if self.digit < 1 else self.digit - 1
        if place < len(self._people):
            self.app.exit(self._people[place].id)

    def action_leave(self) -> None:
        """Leave without a word."""
        self.app.exit()
