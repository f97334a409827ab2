"""What every app of ours has: the person's theme, crash reports that quote no record, no animation."""

from __future__ import annotations

import os
from typing import Generic, TypeVar

from textual.app import App
from textual.driver import Driver
from textual.events import Resize
from textual.worker import WorkerFailed

from core.errors import TamisError
from tui.crash import CrashError, write_report
from tui.driver import SparingDriver, sparing
from tui.screens.base import TamisScreen
from tui.settings.settings import Settings
from tui.text.links import takes_links
from tui.words.keys import use_keys
from tui.words.reading.decisions import ctrl_c

THEME = "theme"
"""The name of the setting that says which theme is used."""
Result = TypeVar("Result")


class BaseApp(App[Result], Generic[Result]):
    """An app without Textual's palette."""

    TITLE = "tamis"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, settings: Settings) -> None:
        """Prepare the app.

        Raises:
            TamisError: The settings name a theme that does not exist.
        """
        self.settings = settings
        use_keys(settings.keymap)
        super().__init__()
        self.links = takes_links(os.environ) if settings.links is None else settings.links
        if settings.theme not in self.available_themes:
            known = ", ".join(sorted(self.available_themes))
            raise TamisError(f"there is no theme “{settings.theme}”", where=THEME, advice=f"There are: {known}.")
        self.theme = settings.theme
        self.animation_level = "none"

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver for this terminal, but that it repeats nothing."""
        return sparing(super().get_driver_class())

    def _handle_exception(self, error: Exception) -> None:
        """Write a crash report that quotes no record; Textual's own traceback shows local variables."""
        if isinstance(error, WorkerFailed) and isinstance(error.error, Exception):
            error = error.error
        crashed = error if isinstance(error, CrashError) else CrashError(type(error).__name__, write_report(error))
        crashed.__cause__ = error if crashed is not error else error.__cause__
        super()._handle_exception(crashed)

    def action_help_quit(self) -> None:
        """Say which key leaves: Textual calls this at Ctrl+C, which must not end what is being read."""
        if isinstance(self.screen, TamisScreen):
            self.screen.say(ctrl_c(self.screen.key_of("quit" if self.screen.KIND == "dashboard" else "leave")))

    def post_display_hook(self) -> None:
        """Let the screen know that a frame of it has been written: Textual calls this after each, the driver later."""
        behind = isinstance(self._driver, SparingDriver) and self._driver.behind
        if self.screen_stack and isinstance(self.screen, TamisScreen) and not behind:
            self.screen.frame_written()

    def on_resize(self, event: Resize) -> None:
        """Paint all anew: what a terminal shows after its size has changed is its own affair."""
        if isinstance(self._driver, SparingDriver):
            self._driver.forget(event.size.width, event.size.height)
