"""What goes to the terminal: only what is not there already, of the newest frame alone, no faster than it arrives."""

from __future__ import annotations

import re
import select
import time
from collections.abc import Callable
from functools import cache
from typing import Any

from textual.driver import Driver
from textual.events import CursorPosition, Key
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from tui.arrivals import Arrivals
from tui.painting import Painting

_AROUND = ("\x1b[?2026h", "\x1b[?2026l")
"""What a terminal that shows whole frames at once is sent before and after each."""
_ALTERNATE = ("\x1b[?1049h", "\x1b[?1049l")
"""To the empty screen of an app, and back."""
_QUESTIONS: dict[type[Message], str] = {CursorPosition: "\x1b[6n", TerminalSupportsSynchronizedOutput: "\x1b[?2026$p"}
"""What a terminal answers at once, by the answer."""
_SPELT = re.compile(r"\[(\?[\d;$]*|[\d;]*)|(?P<whole>\[(\?2026;\d\$y|\d+;\d+R))")
"""An answer in parts, which come as keys: where it ends in “y”, a key that decides."""
_AGAIN = 0.05
"""Seconds until it is seen anew whether more may be written."""


class SparingDriver(Driver):
    """A driver that writes no frame that a newer one replaces before the terminal could take it.

    A terminal behind a slow line would show each frame long after the key that it belongs to. So it is asked for an
    answer after what is written, and until that comes, little more is. Frames meanwhile become one. On a line that
    answers promptly each frame is written at once. After a key a frame is written though it be there already, so that
    a key can repair what another program has written over the screen.
    """

    clock: Callable[[], float] = staticmethod(time.monotonic)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._painting = Painting()
        self._arrivals = Arrivals()
        self._question = ""
        self._around = ("", "")
        self._again = self._in_parts = self._waiting = False
        self._held: list[Key] = []

    def forget(self, columns: int, rows: int) -> None:
        """Know nothing of what the terminal shows: its size has changed to this one."""
        self._painting.forget(columns, rows)

    @property
    def behind(self) -> bool:
        """Whether the newest frame has not been written whole."""
        return self._painting.pending

    def write(self, data: str) -> None:
        """Write what is no frame; of a frame, now or later, what the terminal does not show already."""
        if data in _AROUND:
            self._around = _AROUND
        elif self._painting.put(data, again=self._again and not self._arrivals.late(self.clock())):
            self._again = False
            self._paint()
        else:
            self._send(data)
            if data in _ALTERNATE:
                self._painting.clear()
            if data == _ALTERNATE[0]:
                self._ask(_QUESTIONS[CursorPosition])
            elif data == _QUESTIONS[TerminalSupportsSynchronizedOutput]:
                self._arrivals.asked(self.clock())

    def _send(self, data: str) -> None:
        super().write(data)  # type: ignore[safe-super]  # the driver for this terminal comes after this class

    def _ask(self, question: str) -> None:
        self._send(question)
        self._arrivals.asked(self.clock())

    def _paint(self) -> None:
        """Write as much of the newest frame as the terminal takes, and come back for the rest."""
        now = self.clock()
        while (room := self._arrivals.room(now)) > 0 and self._takes_more() and (text := self._painting.take(room)):
            begin, end = self._around if not (self.behind or self._in_parts) else ("", "")
            self._in_parts = self.behind
            asks = bool(self._question) and self._arrivals.to_ask(now)
            self._arrivals.wrote(len(text.encode()))
            self._send(f"{begin}{text}{end}")
            if asks:
                self._ask(self._question)
        if self.behind and not self._waiting:
            self._waiting = True
            self._loop.call_later(_AGAIN, self.look_again)

    def look_again(self) -> None:
        """Write more of the newest frame, if the terminal takes it by now."""
        self._waiting, behind = False, self.behind
        self._paint()
        if behind and not self.behind:
            self._app.post_display_hook()

    def _takes_more(self) -> bool:
        """Whether the terminal takes anything now: a thread that writes to one that does not would hold up the app."""
        file = getattr(self, "_file", None)
        return file is None or bool(select.select([], [file], [], 0)[1])

    def process_message(self, message: Message) -> None:
        """Pass on what comes from the terminal, but for the answers to what is asked here."""
        kind = type(message)
        if isinstance(message, Key):
            self._again = True
            # A key without a character, such as an arrow, is part of no answer.
            spelt = _SPELT.fullmatch("".join(each.character or "\0" for each in (*self._held, message)))
            if spelt and self._arrivals.due:
                self._held.append(message)
                if spelt["whole"]:
                    self._held.clear()
                    self._answer_came()
                return
        for key in self._held:
            super().process_message(key)
        self._held.clear()
        if kind in _QUESTIONS:
            self._question = self._question or _QUESTIONS[kind]
            if self._question == _QUESTIONS[kind]:
                self._answer_came()
        if kind is not CursorPosition and (kind not in _QUESTIONS or not any(self._around)):
            super().process_message(message)

    def _answer_came(self) -> None:
        """Have an answer counted where frames are written: this is called in the thread that reads."""
        self._loop.call_soon_threadsafe(self._take_answer, self.clock())

    def _take_answer(self, when: float) -> None:
        self._arrivals.answered(when)
        if self._arrivals.unasked(when):
            self._ask(self._question)


@cache
def sparing(driver: type[Driver]) -> type[Driver]:
    """The driver for this terminal, made sparing."""
    return type(SparingDriver.__name__, (SparingDriver, driver), {})
