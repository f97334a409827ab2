from __future__ import annotations

import pytest

from tests.tui.fake import PROTOCOL
from tests.tui.grid import text
from tui.screens.start.who import WhoScreen
from tui.start_app import StartApp


def app_for() -> StartApp:
    return StartApp(lambda settings: WhoScreen(PROTOCOL.title, PROTOCOL.reviewers, settings))


@pytest.mark.parametrize(
    ("keys", "who"), [(("enter",), "KBAA"), (("j", "enter"), "ON"), (("2",), "ON"), (("q",), None)]
)
async def test_the_one_at_the_keys_says_so(keys: tuple[str, ...], who: str | None) -> None:
    app = app_for()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert "who are you?" in text(app) and "KBAA" in text(app) and "second" in text(app)
        await pilot.press("9")
        await pilot.press(*keys)
    assert app.return_value == who
