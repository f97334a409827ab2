"""A page to write on: what is kept, what is not, and what is asked before it is lost."""

from __future__ import annotations

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.app import App
from textual.widgets import TextArea

from tests.tui.grid import grid, text
from tui.dialogs.writing import WritingScreen, printable_lines
from tui.text.paragraphs import paragraph


class Page(App[Any]):
    """An app that is nothing but the page."""

    def __init__(self, begin: str, problem: str = "") -> None:
        super().__init__()
        self.kept: list[str] = []
        self.gave: list[str | None] = []
        self.problem = problem
        self._begin = begin

    def on_mount(self) -> None:
        page = WritingScreen("Findings", [paragraph("What was found")], self._begin, self._keep)
        self.push_screen(page, self.gave.append)

    def _keep(self, text: str) -> str:
        self.kept.append(text)
        return self.problem


async def test_the_page_as_it_was_looked_at(snapshot: SnapshotAssertion) -> None:
    app = Page("one\ntwo [/] \x1b[31mthree")
    async with app.run_test(size=(40, 16)) as pilot:
        await pilot.pause()
        await pilot.press("x", "enter", "y")
        assert not app.screen.query_one(TextArea).cursor_blink
        assert text(app) == snapshot


async def test_what_is_kept_is_given_back_and_what_could_not_be_stays() -> None:
    app = Page("one\ntwo", "NOT SAVED: disk full")
    async with app.run_test(size=(40, 16)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "x", "ctrl+s")
        await pilot.pause()
        assert (app.kept, app.gave) == (["one\ntwo\nx"], []) and "NOT SAVED: disk full" in grid(app)[-2]
        await pilot.press("y")
        await pilot.pause()
        assert grid(app)[-2] == "", "until something is written"
        app.problem = ""
        app.screen.query_one(TextArea).insert("\x1b[2Jz\nw")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.gave == ["one\ntwo\nxy[2Jz\nw"] == app.kept[1:]


@pytest.mark.parametrize(
    ("keys", "leaves"),
    [
        (["escape"], True),
        (["x", "backspace", "escape"], True),
        (["x", "escape"], False),
        (["x", "escape", "escape"], True),
        (["x", "escape", "y", "escape"], False),
        (["x", "escape", "y", "escape", "escape"], True),
    ],
    ids=str,
)
async def test_a_second_escape_leaves_what_was_written(keys: list[str], leaves: bool) -> None:
    app = Page("one")
    async with app.run_test(size=(60, 16)) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        assert app.gave == [None] * leaves and app.kept == []
        if not leaves:
            assert grid(app)[-2].strip() == "what you have written is not kept: esc again to leave it"


def test_lines_stay_lines_and_nothing_else_moves_the_cursor() -> None:
    assert printable_lines("a\x07\r\nb\n\n c\x1b[1m \n") == "a\nb\n\n c[1m "
    assert printable_lines("") == ""
