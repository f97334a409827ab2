from __future__ import annotations

import importlib
import pkgutil
from dataclasses import replace

import tui.screens
from core.protocol.values import Reason
from tests.tui.fake import PROTOCOL, MemoryReviewAdapter
from tests.tui.grid import grid, text
from tui.app import TamisApp
from tui.screens.asking import AskingScreen
from tui.screens.base import TamisScreen


def _screens(of: type) -> list[type]:
    return [each for subclass in of.__subclasses__() for each in (subclass, *_screens(subclass))]


def test_no_screen_is_more_than_four_classes_of_ours_deep() -> None:
    for module in pkgutil.walk_packages(tui.screens.__path__, "tui.screens."):
        importlib.import_module(module.name)
    ours = {
        screen.__name__: sum(each.__module__.startswith("tui.") for each in screen.__mro__)
        for screen in _screens(TamisScreen)
        if screen.__module__.startswith("tui.")
    }
    assert len(ours) > 15 and max(ours.values()) == 4, {name: depth for name, depth in ours.items() if depth > 4}


async def test_a_menu_names_the_key_that_it_lacks_and_shows_all_of_itself_however_low_the_terminal() -> None:
    reasons = tuple(Reason(id=f"r{n}", label=f"reason {n} " + "with many words " * 6) for n in range(9))
    stage = replace(PROTOCOL.stages[1], reasons=reasons)
    app = TamisApp(
        MemoryReviewAdapter(5, replace(PROTOCOL, stages=(PROTOCOL.stages[0], stage))), stage="title-abstract"
    )
    async with app.run_test(size=(40, 14)) as pilot:
        await pilot.pause()
        await pilot.press("n", "x")
        assert "x is not offered: 1, 2, 3" in grid(app)[-2]
        seen = ""
        for _ in range(12):
            seen += text(app)
            await pilot.press("space")
        assert all(f"{n + 1} reason {n}" in seen for n in range(9)) and "more, space" in seen
        assert seen.count("…") <= seen.count("x is not offered") + 24, "labels are wrapped, not cut"
        await pilot.press("3")
        assert "excluded: reason 2" in text(app)


async def test_a_question_that_is_wider_than_its_line_is_shown_whole() -> None:
    app = TamisApp(MemoryReviewAdapter(5), stage="title-abstract")
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, AskingScreen)
        screen.sure("it", "press it again to " + "do something long " * 6 + "to its end")
        await pilot.pause()
        assert "to its end" in text(app)
        screen.say("done")
        await pilot.pause()
        assert "to its end" not in text(app)
        screen.say("a long status " * 8 + "whole")
        await pilot.press("?")
        assert "whole" in text(app)
