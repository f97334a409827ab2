"""A screen on which people decide: what was done is said, and what was not saved is said louder."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from core.errors import TamisError
from tui.actions.registry import Keymap
from tui.screens.base import AskingScreen
from tui.screens.moving import Moving
from tui.text.content import clean
from tui.text.theme import ALARM, PLAIN
from tui.widgets.bar import Bar
from tui.words.decisions import not_saved, standing_alarm

Result = TypeVar("Result")


class SavingScreen(Moving, AskingScreen):
    """A screen with a line that says what was done; its other windows are looked after once a second."""

    def __init__(self, keymap: Keymap, *, hints: bool = True) -> None:
        super().__init__(keymap, hints=hints)
        self._status = ""
        self._alarm = ""

    def paint(self) -> None:
        """Show everything as it is now; each widget sends only what has changed."""
        raise NotImplementedError

    def follow(self) -> str:
        """Take in what other windows have done; what to say of it, "" when there was nothing."""
        raise NotImplementedError

    def say(self, text: str) -> None:
        """Say what was done; a failed save stays in sight until one succeeds."""
        super().say(text)
        self._status = clean(text)
        self.paint()

    def show_status(self) -> None:
        """Paint the line that says what was done."""
        bar = self.query_one("#status", Bar)
        if self._alarm:
            bar.show(standing_alarm(self._alarm, self._status), ALARM)
        else:
            bar.show(self._status, PLAIN)

    def saved(self, act: Callable[[], Result]) -> Result | None:
        """Do something that must be on disk before the screen moves on; None when it is not."""
        try:
            result = act()
        except Exception as problem:  # whatever it was, the person must know that nothing was kept
            self._alarm = not_saved(problem)
            self.paint()
            return None
        self._alarm = ""
        return result

    def did_save(self, act: Callable[[], object]) -> bool:
        """Do the same where the act gives nothing back; whether it is on disk."""
        return self.saved(lambda: (act(),)) is not None

    def look_around(self) -> None:
        """Take in what other windows have done; paint only if there was anything."""
        try:
            news = self.follow()
        except (TamisError, OSError) as problem:
            news = f"the review folder cannot be read: {problem}"
        if news:
            self.say(news)
