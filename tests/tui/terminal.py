"""A pseudo-terminal with the app in it: real bytes, a real screen, and no waiting but for what must happen."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import pyte

from tests.tui import ready
from tui.screens.seen import LEAST

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 60.0
"""Seconds without a byte after which the app counts as stuck."""
TRIES = 20
"""How often the keys of a decision are sent again before it counts as refused for good.

What is sent once too often was pressed before the next record was shown, so it decides nothing.
"""
CLOSING = signal.SIGTERM if "COVERAGE_PROCESS_CONFIG" in os.environ else signal.SIGKILL
"""What ends the app: a process that is killed cannot write down which lines it ran."""

Cost = tuple[int, int]
"""The frames and the bytes that a key made the app write."""


QUERY = b"\x1b[?2026$p"
"""Asks a terminal whether it can show whole frames at once."""


class Terminal:
    """Runs a Python module in a pseudo-terminal that supports synchronised output, so that frames can be counted."""

    allowed: ClassVar = True
    """Whether the running test may open one: it must be marked as slow."""
    anew: ClassVar = True
    """Whether a new interpreter is started; most tests take a copy of one that has imported the app."""

    def __init__(self, columns: int, rows: int, module: str, *arguments: str, folder: Path = ROOT) -> None:
        assert self.allowed, "mark the test as slow: it opens a pseudo-terminal"
        self.screen = pyte.Screen(columns, rows)
        self._lines: list[str] = []
        self.raw = bytearray()
        self._stream = pyte.ByteStream(self.screen)
        self._held = b""
        environ = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(columns), "LINES": str(rows)}
        environ.pop("NO_COLOR", None)
        environ["PYTHONPATH"] = str(ROOT)
        size = struct.pack("HHHH", rows, columns, 0, 0)
        if not self.anew:
            self._fd, theirs = pty.openpty()
            fcntl.ioctl(theirs, termios.TIOCSWINSZ, size)
            started = ready.start(theirs, [module, *arguments], environ, folder)
            os.close(theirs)
            if started is not None:
                self.pid = started
                return
            os.close(self._fd)
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.chdir(folder)
            os.execve(sys.executable, [sys.executable, "-m", module, *arguments], environ)

    @property
    def lines(self) -> list[str]:
        """What stands in each line, without the spaces at its end; put together anew where something was written."""
        del self._lines[self.screen.lines :]
        self._lines += [""] * (self.screen.lines - len(self._lines))
        columns = range(self.screen.columns)
        for row in self.screen.dirty:
            if row < self.screen.lines:
                line = self.screen.buffer[row]
                self._lines[row] = "".join([line[column].data for column in columns]).rstrip()
        self.screen.dirty.clear()
        return self._lines.copy()

    @property
    def frames(self) -> int:
        """How many frames have been painted so far."""
        return self.raw.count(b"\x1b[?2026l")

    def send(self, keys: str) -> None:
        os.write(self._fd, keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Make the terminal another size; what it shows is lost."""
        self.screen.resize(rows, columns)
        self.screen.erase_in_display(2)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def wait(self, condition: Callable[[], bool]) -> None:
        """Read until the condition holds and the frame that made it hold has been read to its end."""
        while self._inside_a_frame() or not condition():
            assert self._read(LIMIT), f"nothing came for {LIMIT} s; the screen is:\n" + "\n".join(self.lines)

    def rest(self) -> None:
        """Go on and back until five times in a row each key has cost one frame: those of the start are all painted.

        A frame that is still to come is painted before, with or after that of a key, and counts as one too many.
        """
        quiet = 0
        for _ in range(50):
            before = self.frames
            for key in "jk":
                frames, lines = self.frames, self.lines
                self.send(key)
                self.wait(lambda frames=frames, lines=lines: self.frames > frames and self.lines != lines)
            quiet = quiet + 1 if self.frames == before + 2 else 0
            if quiet == 5:
                return
        raise AssertionError("the screen never comes to rest:\n" + "\n".join(self.lines))

    def press(self, keys: str, condition: Callable[[], bool]) -> Cost:
        """Send the keys of one decision, and wait for what it brings about; what it cost.

        Where the screen says that its record was not shown for long enough, they are sent again until it was.
        """
        assert not condition(), "what they bring about is there already; any frame would do:\n" + "\n".join(self.lines)
        if self._refusals():
            self.read_on()  # the same refusal once more would bring no frame
        written, frames, said = len(self.raw), self.frames, self._refusals()
        self.send(keys)
        self.wait(lambda: self.frames > frames and (condition() or self._refusals() not in (said, [])))
        tries = 0
        while not condition():
            assert tries < TRIES, f"refused {tries} times more; the screen is:\n" + "\n".join(self.lines)
            tries += 1
            self.read_on()
            written, frames = len(self.raw), self.frames
            self.send(keys)
            while self._inside_a_frame() or not (self.frames > frames and condition()):
                if not self._read(LIMIT / TRIES):
                    break  # refused once more, where the machine is slow: the same words bring no frame
        return self.frames - frames, len(self.raw) - written

    def _refusals(self) -> list[str]:
        """The line that says that a key was not taken, wherever the screen has it."""
        return [line for line in self.lines if "not taken: " in line]

    def read_out(self) -> None:
        """Read until nothing has come for two seconds; no key is sent, which would have frames sent anew."""
        while self._read(2):
            pass

    def read_on(self) -> None:
        """Read for as long as a record must be shown before a key decides on it."""
        until = time.monotonic() + 2 * LEAST
        while (left := until - time.monotonic()) > 0:
            self._read(left)

    def _has_written(self, timeout: float) -> bool:
        """Whether the app writes something within so many seconds; the number of the file may be above 1,024."""
        waiting = select.poll()
        waiting.register(self._fd, select.POLLIN)
        return bool(waiting.poll(timeout * 1000))

    def _read(self, timeout: float) -> bool:
        """Show what the app writes next; False when it writes nothing for so many seconds."""
        if not self._has_written(timeout):
            return False
        self._show(self._take(65536))
        return True

    def _take(self, most: int) -> bytes:
        """So many bytes at most of what the app has written."""
        try:
            return os.read(self._fd, most)
        except OSError:
            raise AssertionError("the app ended:\n" + "\n".join(self.lines)) from None

    def _show(self, data: bytes) -> None:
        self.raw += data
        # pyte does not know this query; a real terminal answers it and shows nothing. A read may end within it.
        data = self._held + data
        for _ in range(data.count(QUERY)):
            self.send("\x1b[?2026;2$y")
        shown = data.replace(QUERY, b"")
        begun = next((length for length in range(len(QUERY) - 1, 0, -1) if shown.endswith(QUERY[:length])), 0)
        self._held = shown[len(shown) - begun :]
        self._stream.feed(shown[: len(shown) - begun])

    def _inside_a_frame(self) -> bool:
        return self.raw.rfind(b"\x1b[?2026h") > self.raw.rfind(b"\x1b[?2026l")

    def leave(self, keys: str) -> int:
        """Send the keys that end the app, and read until it has ended by itself; its exit status."""
        self.send(keys)
        while True:
            ready = self._has_written(LIMIT)
            assert ready, f"the app did not end within {LIMIT} s of silence:\n" + "\n".join(self.lines)
            try:
                self.raw += os.read(self._fd, 65536)
            except OSError:
                break
        _, status = os.waitpid(self.pid, 0)
        os.close(self._fd)
        return os.waitstatus_to_exitcode(status)

    def close(self) -> None:
        os.kill(self.pid, CLOSING)
        os.waitpid(self.pid, 0)
        os.close(self._fd)
