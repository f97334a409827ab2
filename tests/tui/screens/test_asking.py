"""A screen that asks: what is said of a save that failed, a question that the next key agrees to, a line of text."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from textual import events
from textual.app import ComposeResult
from textual.pilot import Pilot

from core.errors import TamisError
from core.undo import PastAct
from store.journal.errors import NotSaved
from tests.tui.fake import Clock
from tests.tui.grid import grid, text
from tui.screens.asking import AskingScreen
from tui.settings.settings import Settings
from tui.start_app import StartApp
from tui.text.paragraphs import paragraph
from tui.widgets.bar import Bar
from tui.widgets.pager import Pager


class Asking(AskingScreen):
    """The least that asks; what is done is noted."""

    KIND = "words"

    def compose(self) -> ComposeResult:
        yield Pager(id="text")
        yield Bar(id="status")
        yield from self.compose_foot()

    def on_mount(self) -> None:
        self.pager = self.query_one("#text", Pager)
        self.pager.show([paragraph("what is read")])
        self.done: list[object] = []

    def go(self, steps: int) -> None:
        self.done.append(f"go {steps}")

    def action_undo(self) -> None:
        if self.sure("it", "really? " + "so " * 30):
            self.done.append("sure")


@asynccontextmanager
async def asking(settings: Settings | None = None) -> AsyncIterator[tuple[Pilot[None], Asking]]:
    app = StartApp(lambda each: Asking(each.keymap, hints=each.hints), settings or Settings())
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, Asking)
        yield pilot, app.screen


def status(pilot: Pilot[None]) -> str:
    return grid(pilot.app)[-2].strip()


def fails(error: Exception) -> Callable[[], None]:
    def act() -> None:
        raise error

    return act


async def test_what_could_not_be_saved_stays_in_sight_until_something_is() -> None:
    async with asking() as (pilot, screen):
        assert screen.saved(lambda: 7) == 7 and screen.did_save(lambda: None) and screen.alarm == ""
        assert screen.saved(fails(NotSaved("NOT SAVED: disk full", advice="Make room."))) is None
        await pilot.pause()
        assert status(pilot) == "NOT SAVED: disk full. Make room."
        assert not screen.did_save(fails(KeyError("x")))
        screen.say("something else")
        await pilot.pause()
        assert status(pilot).startswith("NOT SAVED") and screen.alarm
        assert screen.did_save(lambda: False) and screen.alarm == ""
        screen.paint()
        await pilot.pause()
        assert status(pilot) == "something else"


@pytest.mark.parametrize(
    ("error", "allowed", "alarm", "said"),
    [
        (None, True, "", "before"),
        (TamisError("no such record", advice="Name one."), False, "", "no such record. Name one."),
        (TamisError("no such record"), False, "", "no such record."),
        (NotSaved("disk full"), False, "NOT SAVED: disk full", "NOT SAVED: disk full"),
        (OSError("disk full"), False, "NOT SAVED: disk full", "NOT SAVED: disk full"),
    ],
)
async def test_what_is_refused_is_said_and_no_alarm(
    error: Exception | None, allowed: bool, alarm: str, said: str
) -> None:
    async with asking() as (pilot, screen):
        screen.say("before")
        assert screen.was_allowed(fails(error) if error else lambda: None) is allowed
        await pilot.pause()
        assert (screen.alarm, status(pilot)) == (alarm, said)


async def test_a_question_is_agreed_to_by_the_same_key_and_taken_back_by_any_other(clock: Clock) -> None:
    async with asking() as (pilot, screen):
        for keys, done in ((["z"], []), (["z"], ["sure"]), (["z", "j", "z"], ["sure", "go 1"])):
            await pilot.press(*keys)
            await pilot.pause()
            assert screen.done == done, keys
        assert "so so" in "\n".join(grid(pilot.app)[:-2]), "a question that is longer than its line is shown whole"
        screen.say("no")
        await pilot.pause()
        assert "so so" not in text(pilot.app)
        await pilot.press("z")
        assert screen.done == ["sure", "go 1"], "what was said in its place took it back"
        clock.reading = 0.0
        await pilot.press("z")
        assert screen.done == ["sure", "go 1"] and "z not taken: the question was shown for less than" in status(pilot)


async def test_a_menu_takes_every_key_and_is_laid_out_where_there_is_room() -> None:
    async with asking() as (pilot, screen):
        choices = {"1": ("one", lambda: screen.done.append(1)), "x": ("other", lambda: screen.done.append("x"))}
        screen.choose("which?", choices)
        await pilot.pause()
        assert grid(pilot.app)[-1].strip() == "which?  1 one  x other  esc back"
        await pilot.press("z")
        assert status(pilot) == "z is not offered: 1 and x, or esc" and not screen.done
        await pilot.press("escape", "j")
        assert screen.done == ["go 1"] and "which?" not in text(pilot.app)
        screen.choose("which?", choices)
        await pilot.press("x")
        assert screen.done == ["go 1", "x"] and "which?" not in text(pilot.app)
        screen.choose("which of them is it that is meant here?", {**choices, "2": ("another answer", print)})
        await pilot.pause()
        lines = [line.strip() for line in grid(pilot.app)]
        assert lines[-1] == "which of them is it that is meant here?  esc back"
        assert "1 one" in "\n".join(lines[:-2])
        await pilot.press("1")
        await pilot.pause()
        assert screen.done == ["go 1", "x", 1] and "1 one" not in text(pilot.app)


async def test_a_menu_stands_over_the_page_where_no_line_of_keys_is_shown() -> None:
    async with asking(Settings(hints=False)) as (pilot, screen):
        screen.choose("which?", {"1": ("one", print)})
        await pilot.pause()
        assert "1 one" in text(pilot.app)


async def test_an_answer_that_confirms_was_read_first(clock: Clock) -> None:
    async with asking() as (pilot, screen):
        for reading, done in ((0.0, []), (0.5, ["yes"])):
            clock.reading = reading
            screen.choose("sure?", {"y": ("yes", lambda: screen.done.append("yes"))}, confirms=True)
            await pilot.press("y")
            assert screen.done == done
        assert "which?" not in text(pilot.app)


async def test_a_line_of_text_is_given_with_its_blanks_folded_and_escape_gives_none() -> None:
    async with asking() as (pilot, screen):
        given: list[str] = []
        changes: list[str] = []
        screen.ask("what?", given.append, value="before", changed=changes.append, cancelled=lambda: given.append("-"))
        await pilot.pause()
        assert "what? before" in text(pilot.app) and not screen.query_one("#keys").display
        await pilot.press("a", "space", "space", "b", "enter", "j")
        await pilot.pause()
        assert given == ["a b"] and changes == ["a", "a ", "a  ", "a  b"] and screen.done == ["go 1"]
        assert screen.query_one("#keys").display and "what?" not in text(pilot.app)
        screen.ask("what?", given.append, cancelled=lambda: given.append("-"))
        await pilot.press("x", "escape", "k")
        await pilot.pause()
        assert given == ["a b", "-"] and screen.done == ["go 1", "go -1"] and len(changes) == 4
        screen.ask("what?", given.append, value="x", prose=True)
        for key in ("y", "enter", "j"):  # all at once, before the line has the focus
            screen.post_message(events.Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        await pilot.pause()
        assert given == ["a b", "-", "xy"] and screen.done == ["go 1", "go -1", "go 1"]


@pytest.mark.parametrize(
    ("past", "done", "said"),
    [
        (PastAct(1, 3, "three"), True, ""),
        (PastAct(1, 4, "four"), False, "z again to undo: four"),
        (PastAct(1, 1, "one", elsewhere=True), False, "not here: what would be taken back is one, of another scre…"),
        (PastAct(1, 1, "one", command="tamis undo x"), False, "not by this key: tamis undo x takes back one"),
    ],
)
async def test_what_is_taken_back_by_a_key_at_once(past: PastAct, done: bool, said: str) -> None:
    async with asking() as (pilot, screen):
        given = screen.replayed("undo", lambda sure: ["changed"] if sure(past) else [])
        await pilot.pause()
        assert given == (["changed"] if done else None) and status(pilot) == said
