from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual._compositor import Compositor
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot

from tests.tui import frames
from tests.tui.fake import Clock
from tests.tui.idle import wait_until_idle
from tui.screens.base import TamisScreen


@pytest.fixture(autouse=True)
def steady_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same colours and no animation, wherever the tests run."""
    for name in ("NO_COLOR", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")


@pytest.fixture(autouse=True)
def no_sleep_between_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test goes on as soon as the app has nothing left to do."""
    for module in ("textual.app", "textual.pilot"):
        monkeypatch.setattr(f"{module}.wait_for_idle", wait_until_idle)
    # Textual has every widget answer a message first. When no task can go on, all have read theirs.
    monkeypatch.setattr(Pilot, "_wait_for_screen", lambda _pilot: wait_until_idle())


@pytest.fixture(autouse=True)
def frames_at_rest(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is between the frames that a person gets to see is not painted, and style sheets are parsed once."""
    monkeypatch.setattr(Compositor, "render_update", frames.put_off)
    monkeypatch.setattr(Stylesheet, "__init__", frames.share_parsed)
    monkeypatch.setattr(Stylesheet, "set_variables", frames.share_parsed_anew)
    yield
    frames.forget_due()


@pytest.fixture
def each_frame(monkeypatch: pytest.MonkeyPatch, frames_at_rest: None) -> None:
    """For tests that count what is painted."""
    monkeypatch.setattr(Compositor, "render_update", frames.put_together)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Clock]:
    """A clock that stands still; a person at the keys waits for the frame of one key, and reads it, before the next."""
    clock = Clock()
    press = Pilot.press

    async def read_and_press(pilot: Pilot[None], *keys: str) -> None:
        for key in keys:
            await pilot.pause()
            clock.now += clock.reading
            await press(pilot, key)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TamisScreen, "clock", clock)
        patch.setattr(TamisScreen, "pressed_at", lambda _self, _key: clock.now)
        patch.setattr(Pilot, "press", read_and_press)
        yield clock
