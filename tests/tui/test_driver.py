"""A frame is sent once: what is on the screen already is not sent again."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App
from textual.driver import Driver
from textual.events import Key
from textual.message import Message

from tests.reviews import make_review
from tests.tui.terminal import Terminal
from tui.driver import sparing

BEGIN, END = "\x1b[?2026h", "\x1b[?2026l"
FRAME, OTHER = "\x1b[1;1Hone\x1b[1;1H", "\x1b[1;1Htwo\x1b[1;1H"


class Recorder(Driver):
    """Keeps what it is to write."""

    def __init__(self, app: App[None]) -> None:
        super().__init__(app)
        self.written: list[str] = []

    def write(self, data: str) -> None:
        self.written.append(data)

    def process_message(self, message: Message) -> None:
        """Send it to nobody."""

    def start_application_mode(self) -> None: ...

    def stop_application_mode(self) -> None: ...

    def disable_input(self) -> None: ...


@pytest.fixture
async def driver() -> Recorder:
    made = sparing(Recorder)(App())
    assert isinstance(made, Recorder)
    return made


def test_the_same_frame_is_sent_once_and_another_one_always(driver: Recorder) -> None:
    for frame in (FRAME, FRAME, OTHER, FRAME):
        for data in (BEGIN, frame, END):
            driver.write(data)
    assert [each for each in driver.written if each not in (BEGIN, END)] == [FRAME, OTHER, FRAME]


@pytest.mark.parametrize("between", ["\x07", "\x1b[?1049h", "\x1b]52;c;YQ==\x07"])
def test_after_anything_else_the_same_frame_is_sent_again(driver: Recorder, between: str) -> None:
    for data in (FRAME, between, between, FRAME):
        driver.write(data)
    assert driver.written == [FRAME, between, between, FRAME], "nothing that is no frame is left out"


def test_after_a_key_the_same_frame_is_sent_again(driver: Recorder) -> None:
    driver.write(FRAME)
    driver.process_message(Key("l", "l"))
    driver.write(FRAME)
    assert driver.written == [FRAME, FRAME]


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
