"""What goes to the terminal: a frame that is there already is not sent again."""

from __future__ import annotations

import re
from functools import cache

from textual.driver import Driver
from textual.events import Key, Resize
from textual.message import Message

_FRAME_END = re.compile(r"\x1b\[\d+;\d+H\Z")
"""A frame puts each part of itself at its place, and in the end the cursor."""
_AROUND = ("\x1b[?2026h", "\x1b[?2026l")
"""What a terminal that shows whole frames at once is sent before and after each."""


@cache
def sparing(driver: type[Driver]) -> type[Driver]:
    """A driver that leaves out a frame equal to the one before it, unless something came between them.

    Textual paints the first screen up to four times; on a slow line each takes a second. After a key everything is
    sent, so that a key can repair what another program has written over the screen.
    """

    class SparingDriver(driver):  # type: ignore[misc, valid-type]  # the class is known only when it runs
        _shown = ""

        def write(self, data: str) -> None:
            if data in _AROUND:
                super().write(data)
            elif data and data != self._shown:
                self._shown = data if _FRAME_END.search(data) else ""
                super().write(data)

        def process_message(self, message: Message) -> None:
            if isinstance(message, Key | Resize):
                self._shown = ""
            super().process_message(message)

    return SparingDriver
