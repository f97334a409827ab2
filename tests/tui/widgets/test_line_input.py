"""The one line in which a person writes: no key is lost, none comes twice, none means another thing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.widgets import Input

from tui.widgets.line_input import LineInput


class Writing(App[None]):
    """An app of one line, which notes what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def compose(self) -> ComposeResult:
        yield LineInput(id="line")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.told.append(f"enter: {event.value}")

    def on_input_changed(self, event: Input.Changed) -> None:
        self.told.append(f"now: {event.value}")

    def on_line_input_cancelled(self) -> None:
        self.told.append("escape")

    def on_line_input_typed_ahead(self, event: LineInput.TypedAhead) -> None:
        self.told.append(f"ahead: {event.pressed.key}")

    def on_line_input_emptied(self, event: Message) -> None:
        self.told.append("emptied")


@asynccontextmanager
async def writing() -> AsyncIterator[tuple[Pilot[None], LineInput, list[str]]]:
    app = Writing()
    async with app.run_test(size=(40, 3)) as pilot:
        line = app.query_one(LineInput)
        line.focus()
        await pilot.pause()
        yield pilot, line, app.told


async def test_the_text_is_replaced_by_the_first_key_or_gone_on_from() -> None:
    async with writing() as (pilot, line, told):
        assert not line.cursor_blink
        line.open("before")
        await pilot.pause()
        assert (line.value, told) == ("before", []), "nobody has changed it"
        await pilot.press("x")
        assert line.value == "x"
        line.open("before", selected=False)
        await pilot.press("x")
        assert line.value == "beforex"


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (["backspace"], "one two 12"),
        (["left", "left", "delete"], "one two 13"),
        (["home", "delete"], "ne two 123"),
        (["ctrl+a", "x"], "xone two 123"),
        (["home", "end", "x"], "one two 123x"),
        (["home", "ctrl+e", "x"], "one two 123x"),
        (["home", "right", "x"], "oxne two 123"),
        (["left", "ctrl+u"], "3"),
        (["ctrl+w"], "one two "),
        (["up"], "one two 123"),
        (["down"], "one two 123"),
        (["f5", "ctrl+t"], "one two 123"),
    ],
    ids=" ".join,
)
async def test_what_each_key_does_to_the_line(keys: list[str], value: str) -> None:
    async with writing() as (pilot, line, _told):
        line.open("one two 123", selected=False)
        await pilot.press(*keys)
        assert line.value == value
        line.open("one two 123", selected=False)
        for key in keys:
            line.take(events.Key(key, key if len(key) == 1 else None))
        assert line.value == value, "as well where the screen got the key"


async def test_what_comes_after_the_end_is_given_back_in_its_order() -> None:
    async with writing() as (pilot, line, told):
        for end in ("enter", "escape"):
            line.open("")
            told.clear()
            for key in ("a", end, "y", "enter", "backspace"):
                line.post_message(events.Key(key, key if len(key) == 1 else None))
            line.close()
            await pilot.pause()
            await pilot.pause()
            ended = "enter: a" if end == "enter" else end
            assert [each for each in told if each != "now: a"] == [
                ended,
                "ahead: y",
                "ahead: enter",
                "ahead: backspace",
                "emptied",
            ]
            assert line.value == "a"
        line.open("next")
        await pilot.press("b")
        assert line.value == "b", "and then it is written again"


async def test_a_key_that_the_line_has_had_is_known() -> None:
    async with writing() as (_pilot, line, _told):
        first, second = events.Key("a", "a"), events.Key("a", "a")
        assert not line.has_seen(first)
        line.on_key(first)
        assert line.has_seen(first) and not line.has_seen(second)


async def test_earlier_texts_come_back_and_what_was_written_is_kept() -> None:
    async with writing() as (pilot, line, _told):
        line.open("", earlier=["last", "first"])
        await pilot.press(*"new")
        seen = []
        for key in ("up", "up", "up", "down", "!", "up", "down", "down", "down"):
            await pilot.press(key)
            seen.append(line.value)
        assert seen == ["last", "first", "first", "last", "last!", "first", "last!", "new", "new"]
        assert line.selection.start == line.selection.end == 3, "one goes on at the end"
        line.open("other")
        await pilot.press("up")
        assert line.value == "other", "another line has its own"


async def test_what_is_pasted_is_cleaned() -> None:
    async with writing() as (pilot, line, _told):
        line.open("before")
        line.post_message(events.Paste("a\x1b[31m b\x07"))
        await pilot.pause()
        assert line.value == "a[31m b"
