"""The app behind a slow line: the bytes of a terminal come and go as on a modem of old, or a bad satellite."""

from __future__ import annotations

import os
import time
from collections import deque

from tests.tui.terminal import Terminal

RATE = 960
"""Bytes a second at 9,600 baud."""
DELAY = 0.3
"""Seconds from one end of the line to the other."""
_PIECE = 16
"""Bytes that come at once."""
_STEP = 0.004
"""Seconds from one look at the line to the next."""


class SlowLine(Terminal):
    """A pseudo-terminal of which no more is read than has come over the line by now, and to which keys come late."""

    def __init__(self, columns: int, rows: int, module: str, *arguments: str) -> None:
        self._going: deque[tuple[float, bytes]] = deque()
        self._coming: deque[tuple[float, bytes]] = deque()
        self._free_at = 0.0
        super().__init__(columns, rows, module, *arguments)

    def send(self, keys: str) -> None:
        """Send keys, which reach the app when they have come over the line."""
        self._going.append((time.monotonic() + DELAY, keys.encode()))

    def type(self, keys: str, pause: float) -> float:
        """Send keys one by one, with a pause after each; when the last one was sent."""
        for key in keys:
            self.send(key)
            sent, until = time.monotonic(), time.monotonic() + pause
            while (left := until - time.monotonic()) > 0:
                self._read(left)
        return sent

    def _read(self, timeout: float) -> bool:
        until = time.monotonic() + timeout
        while (now := time.monotonic()) < until or self._coming:
            while self._going and self._going[0][0] <= now:
                os.write(self._fd, self._going.popleft()[1])
            if self._coming and self._coming[0][0] <= now:
                self._show(self._coming.popleft()[1])
                return True
            if self._free_at <= now and self._has_written(0):
                piece = self._take(_PIECE)
                self._free_at += len(piece) / RATE
                self._coming.append((self._free_at + DELAY, piece))
            else:
                self._free_at = max(self._free_at, now)
                time.sleep(_STEP)
        return False
