"""Commands as they run at a terminal: what is asked is answered from a text, and an app says how it was opened."""

from __future__ import annotations

from collections.abc import Container
from typing import Any, NamedTuple

import pytest
from click import testing

from tui.app import TamisApp
from tui.settings.settings import Settings
from tui.start_app import StartApp

STREAMS = ("<stdin>", "<stdout>", "<stderr>")


class Opened(NamedTuple):
    """How the app was opened."""

    who: str
    stage: str | None
    screen: str
    exports: object
    mouse: object


class Apps:
    """What was opened one after the other, each left at once; `answers` are what is chosen on the screens before it."""

    def __init__(self) -> None:
        self.opened: list[Opened] = []
        self.before: list[tuple[dict[str, Any], object]] = []
        """What each screen before the app was made with, and whether it takes the mouse."""
        self.answers: list[object] = []

    def run(self, app: TamisApp, *, mouse: bool) -> None:
        """In place of the app."""
        self.opened.append(Opened(app._adapter.reviewer, app._stage, app._opens, app._exports, mouse))

    def choose(self, app: StartApp, *, mouse: bool) -> object:
        """In place of a screen before it."""
        self.before.append((vars(app._first(Settings())), mouse))
        return self.answers.pop(0)


def at_a_terminal(patch: pytest.MonkeyPatch, streams: Container[str] = STREAMS) -> Apps:
    """Let these streams of commands be a terminal's, and apps be opened and left."""
    apps = Apps()
    patch.setattr(testing._NamedTextIOWrapper, "isatty", lambda stream: stream.name in streams, raising=False)
    patch.setattr(TamisApp, "run", lambda app, *, mouse: apps.run(app, mouse=mouse))
    patch.setattr(StartApp, "run", lambda app, *, mouse: apps.choose(app, mouse=mouse))
    return apps
