from __future__ import annotations

import pytest
from textual._compositor import Compositor

from tests.tui import frames
from tests.tui.fake import MemoryReviewAdapter
from tui.app import TamisApp
from tui.crash import CrashError
from tui.settings.settings import Settings
from tui.widgets.canvas import Canvas


async def test_what_fails_in_a_frame_that_nobody_looks_at_fails_in_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    app = TamisApp(MemoryReviewAdapter(5))
    with pytest.raises(CrashError, match="ZeroDivisionError"):
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            monkeypatch.setattr(Canvas, "render_line", lambda _canvas, y: y // 0)
            await pilot.press("?")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Compositor]:
    """Gets what puts a frame together, for each frame."""
    frames_made: list[Compositor] = []
    real = frames.put_together

    def make(compositor: Compositor, *words: bool, **how: object) -> object:
        frames_made.append(compositor)
        return real(compositor, *words, **how)

    monkeypatch.setattr(frames, "put_together", make)
    return frames_made


async def test_a_key_that_opens_a_screen_is_one_frame(made: list[Compositor]) -> None:
    app = TamisApp(MemoryReviewAdapter(5))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        made.clear()
        await pilot.press("?")
        assert len(made) == 1
        await pilot.pause()
        assert len(made) == 1, "and none without a key"


async def test_another_theme_is_another_style_sheet() -> None:
    colours = []
    for theme in ("textual-dark", "textual-light", "textual-dark"):
        app = TamisApp(MemoryReviewAdapter(5), Settings(theme=theme))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            colours.append(app.screen.styles.background)
    assert colours[0] == colours[2] != colours[1]
