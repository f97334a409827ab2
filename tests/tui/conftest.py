from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from textual._compositor import Compositor
from textual._context import active_app, visible_screen_stack
from textual.geometry import Region
from textual.pilot import Pilot

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
def frames_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no terminal shows a frame, its widgets are painted, and not put together to lines that nobody reads."""
    put_together = Compositor.render_update

    def paint(compositor: Compositor, full: bool = False, screen_stack: Any = None, simplify: bool = False) -> Any:
        if full or not active_app.get().is_headless:
            return put_together(compositor, full, screen_stack, simplify)
        visible_screen_stack.set(screen_stack or [])
        whole, regions = compositor.size.region, compositor._dirty_regions.copy()
        compositor._dirty_regions.clear()
        if regions:
            seen = whole if whole in regions else Region.from_union(list(regions)).intersection(whole)
            for _ in compositor._get_renders(seen):
                pass
        return None

    monkeypatch.setattr(Compositor, "render_update", paint)


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
