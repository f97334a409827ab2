"""What is on the screen already is not sent again, and a frame that a newer one replaces before it could be is not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from textual import constants
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.events import CursorPosition, Key, Paste
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from tests.reviews import make_review
from tests.tui.fake import Clock
from tests.tui.terminal import Terminal
from tui.driver import SparingDriver, sparing

BEGIN, END = "\x1b[?2026h", "\x1b[?2026l"
WHERE, SYNCHRONISED = "\x1b[6n", "\x1b[?2026$p"
START = "\x1b[?1049h"


class Recorder(Driver):
    """Keeps what it is to write, and what comes to the app."""

    def __init__(self, app: App[None]) -> None:
        super().__init__(app)
        self.written: list[str] = []
        self.came: list[Message] = []
        self.displayed = 0
        app.post_display_hook = self._display  # type: ignore[method-assign]

    def _display(self) -> None:
        self.displayed += 1

    def write(self, data: str) -> None:
        self.written.append(data)

    def process_message(self, message: Message) -> None:
        self.came.append(message)

    def start_application_mode(self) -> None: ...

    def stop_application_mode(self) -> None: ...

    def disable_input(self) -> None: ...


class Sparing(SparingDriver, Recorder):
    """What `sparing` makes of it."""


def frame(*rows: str) -> str:
    return "".join(f"\x1b[{row};1H{text}" for row, text in enumerate(rows, start=1)) + "\x1b[1;1H"


@pytest.fixture
async def driver(clock: Clock) -> Sparing:
    made = sparing(Recorder)(App())
    made.clock = clock  # type: ignore[attr-defined]
    return made  # type: ignore[return-value]


async def answer(driver: Sparing, message: Message) -> None:
    driver.process_message(message)
    await asyncio.sleep(0)


async def behind(driver: Sparing, clock: Clock) -> None:
    """Find out that the line is slow: the first answer takes its time, then as much is on its way as may be."""
    driver.write(START)
    driver.write(BEGIN)
    clock.now += 1
    await answer(driver, CursorPosition(0, 0))
    for number in range(9):
        driver.write(frame(f"{number}" * 200))
        if driver.behind:
            break
    assert driver.behind
    driver.written.clear()


async def test_the_same_frame_is_sent_once_and_another_one_always(driver: Sparing) -> None:
    for each in ("one", "one", "two", "one"):
        for data in (BEGIN, frame(each), END):
            driver.write(data)
    assert driver.written == [f"{BEGIN}{frame(each)}{END}" for each in ("one", "two", "one")]


@pytest.mark.parametrize("between", ["\x07", "\x1b[?25l", "\x1b]52;c;YQ==\x07"])
async def test_what_is_no_frame_is_sent_as_it_is(driver: Sparing, between: str) -> None:
    for data in (frame("one"), between, between, frame("one")):
        driver.write(data)
    assert driver.written == [frame("one"), between, between]


@pytest.mark.parametrize("way", [START, "\x1b[?1049l"])
async def test_on_another_screen_all_is_sent_again(driver: Sparing, way: str) -> None:
    for data in (frame("one"), way, frame("one")):
        driver.write(data)
    assert driver.written == [frame("one"), way, *[WHERE] * (way == START), frame("one")]


async def test_after_a_key_the_same_frame_is_sent_again_once(driver: Sparing) -> None:
    driver.write(frame("one"))
    driver.process_message(Key("l", "l"))
    driver.write(frame("one"))
    driver.write(frame("one"))
    assert driver.written == [frame("one"), frame("one")]


async def test_when_the_size_has_changed_all_is_sent_again(driver: Sparing) -> None:
    driver.write(frame("one"))
    driver.forget(80, 24)
    driver.write(frame("one"))
    assert driver.written == [frame("one"), frame("one")]


async def test_on_a_slow_line_the_frames_of_many_keys_become_one(driver: Sparing, clock: Clock) -> None:
    await behind(driver, clock)
    displayed = driver.displayed
    for number in range(10):
        driver.process_message(Key("j", "j"))
        driver.write(frame(f"move {number}", *[f"{number}" * 200] * 9))
    assert driver.written == [], "nothing is on its way but what was"
    while driver.behind:
        clock.now += 1
        await answer(driver, CursorPosition(0, 0))
        driver.look_again()
    sent = "".join(driver.written)
    assert "move 9" in sent and sent.count("move") == 1
    assert END not in sent, "a part of a frame is not said to be a whole one"
    assert driver.displayed == displayed + 1, "the screen learns that its frame has been written"


async def test_the_rest_of_a_frame_is_looked_for_soon_once_and_again_while_there_is_any(
    driver: Sparing, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[float, Callable[[], None]]] = []
    monkeypatch.setattr(driver._loop, "call_later", lambda after, call: asked.append((after, call)))
    driver.write(frame("all of it is written"))
    assert not asked
    await behind(driver, clock)
    driver.write(frame(*["9" * 200] * 20))
    looks = 0
    while driver.behind:
        [(after, look_again)] = asked
        assert 0 < after <= 0.1
        asked.clear()
        clock.now += 1
        await answer(driver, CursorPosition(0, 0))
        look_again()
        looks += 1
    assert looks > 1 and not asked


async def test_a_prompt_line_gets_every_frame_whole(driver: Sparing, clock: Clock) -> None:
    driver.write(START)
    clock.now += 0.01
    await answer(driver, CursorPosition(0, 0))
    driver.written.clear()
    frames = [frame(f"{number}" * 2000) for number in range(9)]
    for each in frames:
        driver.write(each)
    assert driver.written == frames


async def test_a_terminal_is_asked_what_it_has_answered_first(driver: Sparing, clock: Clock) -> None:
    driver.write(START)
    driver.write(SYNCHRONISED)
    clock.now += 1
    await answer(driver, TerminalSupportsSynchronizedOutput())
    assert [type(each) for each in driver.came] == [TerminalSupportsSynchronizedOutput]
    driver.write(BEGIN)
    driver.write(frame("one"))
    assert driver.written[-1] == SYNCHRONISED
    clock.now += 1
    await answer(driver, TerminalSupportsSynchronizedOutput())
    await answer(driver, CursorPosition(0, 0))
    assert len(driver.came) == 1, "answers to our own questions are not for the app"


@pytest.mark.parametrize("reply", ["\x1b[?2026;2$y", "\x1b[12;140R"])
async def test_an_answer_in_parts_is_never_taken_for_keys(
    driver: Sparing, clock: Clock, reply: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pause within it makes Textual take it for keys, of which y and digits decide."""
    monkeypatch.setattr(constants, "ESCAPE_DELAY", 0)
    for cut in range(1, len(reply)):
        await behind(driver, clock)
        driver.came.clear()
        parser = XTermParser()
        for part in (reply[:cut], reply[cut:]):
            for message in (*parser.feed(part), *parser.tick()):
                await answer(driver, message)
        assert [each.key for each in driver.came if isinstance(each, Key)] == ["escape"] * (cut == 1)


async def test_keys_that_only_begin_like_an_answer_are_keys(driver: Sparing, clock: Clock) -> None:
    await behind(driver, clock)
    for character in "[1]a[y":
        driver.process_message(Key(character, character))
    driver.process_message(Key("[", "["))
    assert [each.key for each in driver.came if isinstance(each, Key)] == list("[1]a[y"), "it may go on"
    driver.process_message(Key("up", None))
    assert [each.key for each in driver.came if isinstance(each, Key)] == [*"[1]a[y[", "up"], "no answer has an arrow"
    driver.came.clear()
    driver.process_message(Key("[", "["))
    driver.process_message(Paste("x"))
    assert [type(each) for each in driver.came] == [Key, Paste]


@pytest.mark.slow
def test_the_first_screen_is_sent_once(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=30)
    terminal = Terminal(200, 50, "tui", "-C", str(folder), "--as", "ANNA")
    try:
        terminal.wait(lambda: any("title" in line.lower() for line in terminal.lines))
        terminal.read_out()
    finally:
        terminal.close()
    frames = [each.split(END.encode())[0] for each in bytes(terminal.raw).split(BEGIN.encode())[1:]]
    whole = max(map(len, frames))
    assert sum(len(each) > whole / 2 for each in frames) == 1
