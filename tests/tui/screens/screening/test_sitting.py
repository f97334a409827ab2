from __future__ import annotations

from typing import NoReturn

from core.errors import TamisError
from tests.tui.fake import Clock, MemoryReviewAdapter
from tests.tui.grid import grid, text
from tui.app import TamisApp
from tui.screens.screening.screen import ScreeningScreen
from tui.settings.settings import Settings


async def test_the_pace_says_how_long_the_rest_takes_and_how_much_of_the_goal_is_done(clock: Clock) -> None:
    clock.reading = 60
    app = TamisApp(MemoryReviewAdapter(306), Settings(goal=50), stage="title-abstract")
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.pause()
        assert "0 of 50 today" in grid(app)[0]
        await pilot.press(*"yyyyyy")
        assert "6 of 50 today, 60/h, 5 h left" in grid(app)[0]


async def test_all_read_is_said_with_the_sitting_and_what_comes_next(clock: Clock) -> None:
    clock.reading = 60
    app = TamisApp(MemoryReviewAdapter(6), stage="title-abstract")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("y", "enter")
        assert "5 left to read here before that" in grid(app)[-2]
        await pilot.press(*"yyyyy")
        shown = " ".join(text(app).split())
        assert "All 6 read. This sitting 6 in 7 min, 51/h. Sealed until ON has finished." in shown
        assert "enter goes on to what comes next. A second look at your exclusions: L." in shown


async def test_enter_begins_what_comes_next_and_a_second_look_is_one_key_away() -> None:
    looked = []

    class Looking(MemoryReviewAdapter):
        def second_look(self, stage: str) -> NoReturn:
            looked.append(stage)
            raise TamisError("nothing to look at")

    app = TamisApp(Looking(2), stage="language")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("y", "y", "enter")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, ScreeningScreen) and app.screen.session.stage.id == "title-abstract"
        await pilot.press("y", "y", "L")
        await pilot.pause()
        await pilot.pause()
        assert looked == ["title-abstract"]
