"""The app before a review is open: one screen, which ends it with what the person has chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tui.base_app import BaseApp
from tui.screens.base import TamisScreen
from tui.settings.settings import Settings, load_settings, settings_path


class StartApp(BaseApp[Any]):
    """Shows the one screen."""

    def __init__(self, first: Callable[[Settings], TamisScreen], settings: Settings | None = None) -> None:
        super().__init__(settings or Settings())
        self._first = first

    async def on_mount(self) -> None:
        """Open it."""
        await self.push_screen(self._first(self.settings))


def chosen_on(screen: Callable[[Settings], TamisScreen], *, mouse: bool = False) -> Any:
    """Show a screen until it ends the app; gives what it ended with, None when the person left.

    Args:
        screen: Makes the screen, with the person's settings.
        mouse: Whether to ask the terminal for mouse events.

    Raises:
        SystemExit: The app has crashed, and has said where its report is.
    """
    app = StartApp(screen, load_settings(settings_path()))
    result = app.run(mouse=mouse)
    if app.return_code:
        raise SystemExit(app.return_code)
    return result
