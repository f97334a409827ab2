from __future__ import annotations

from dataclasses import replace

import pytest
from textual import events

from core.errors import TamisError
from tests.tui.fake import MemoryReviewAdapter
from tests.tui.grid import grid, text
from tests.tui.test_nasty import NASTY, check, nasty_protocol, nasty_record
from tui.app import TamisApp


async def test_words_are_added_and_taken_out_and_marked_at_once() -> None:
    workplace = MemoryReviewAdapter(3)
    app = TamisApp(workplace, stage="title-abstract")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "‹recovery›" not in text(app)
        await pilot.press("w", "n", *"recovery", "enter")
        assert grid(app)[-2].strip() == "“recovery” is marked from now on — z undo"
        assert any(line.startswith(" > ‹recovery›") for line in grid(app))
        await pilot.press("home", "d")
        assert workplace.protocol.highlight_include == ("co-produc*",)
        assert workplace.protocol.highlight_exclude == ("housing", "recovery")
        await pilot.press("q")
        assert "‹recovery›" in text(app)
        await pilot.press("w", "z")
        assert "nothing to take back" in grid(app)[-2]
        await pilot.press(
            "y", *"recovery", "enter", "z", "j", "k", "space", "b", "?", "q", "y", "enter", "y", "*", "enter"
        )
        assert "no word to look for" in grid(app)[-2]
        assert workplace.protocol.highlight_exclude == ("housing", "recovery")


async def test_what_could_not_be_written_is_said_and_changes_nothing() -> None:
    workplace = MemoryReviewAdapter(3)
    app = TamisApp(workplace, stage="title-abstract")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        workplace.desk.broken = TamisError("the file has been changed")
        await pilot.press("w", "d")
        assert "NOT SAVED: the file has been changed" in grid(app)[-2]
        assert workplace.protocol.highlight_include == ("peer support*", "co-produc*")
        await pilot.press("y", *"new", "enter")
        assert "NOT SAVED" in grid(app)[-2] and "«new»" not in text(app)


@pytest.mark.parametrize("size", [(40, 9), (60, 20), (80, 24), (120, 40)])
async def test_nasty_words_and_none(size: tuple[int, int]) -> None:
    protocol = replace(nasty_protocol(), highlight_include=(NASTY, "[/]"), highlight_exclude=("[red]",) * 1)
    app = TamisApp(MemoryReviewAdapter(2, protocol, records=[nasty_record()] * 2), stage=protocol.stages[1].id)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("w")
        check(app)
        await pilot.press("y")
        app.screen.focused.post_message(events.Paste(f"{NASTY}x\nsecond"))
        await pilot.pause()
        check(app)
        for key in ("enter", "end", "d", "d", "d", "d", "d", "z", "?", "q", "ctrl+p", "escape", "q"):
            await pilot.press(key)
            check(app)
