"""An interpreter that has imported the app already: each app in a pseudo-terminal is a copy of it.

A new interpreter would import for two thirds of the CPU that a short session needs.
"""

from __future__ import annotations

import atexit
import ctypes
import fcntl
import json
import os
import runpy
import socket
import subprocess
import sys
import termios
from functools import cache
from importlib import import_module
from pathlib import Path

from rich.cells import cell_len

ROOT = Path(__file__).resolve().parents[2]
FREE = ("XDG_", "TAMIS_", "PYTEST_", "HOME", "COLUMNS", "LINES", "PWD", "PATH")
"""How the names of settings begin that are read when an app runs, and not when it is imported."""
NEEDED = (
    "tui.cli.open_app",
    "tui.app",
    "tui.start_app",
    "tui.adapter.beginning",
    "tui.adapter.on_disk",
    "tui.screens.duplicates.search",
    "tui.screens.exports.screen",
    "tui.screens.start.screen",
    "core.formats.readers.tagged.ris",
    "store.exchange.files",
    "store.work.duplicates.search",
    "store.work.own.acts",
    "store.upkeep.backups.today",
    "textual.drivers.linux_driver",
    "textual.layouts.factory",
    "textual.layouts.horizontal",
    "textual.pilot",
    "textual.scrollbar",
)
"""What leads to nearly all that an app imports on its way to a first decision."""
_PR_SET_CHILD_SUBREAPER = 36
_MOST = 1 << 20
"""Bytes of a question at most."""


def start(terminal: int, words: list[str], environ: dict[str, str], folder: Path) -> int | None:
    """Start a module in the terminal of that number; the process, a child of this one. None where that cannot be."""
    if not sys.platform.startswith("linux") or any(name.startswith("COVERAGE_") for name in environ):
        return None
    asked = _interpreter(tuple(sorted((name, value) for name, value in environ.items() if not name.startswith(FREE))))
    question = json.dumps([words, environ, str(folder)]).encode()
    assert len(question) < _MOST
    socket.send_fds(asked, [question], [terminal])
    return int(asked.recv(100))


@cache
def _interpreter(environ: tuple[tuple[str, str], ...]) -> socket.socket:
    """The way to an interpreter of these settings; it ends with this process, or before."""
    # What a copy's own parent leaves behind becomes a child of this process, which can wait for it.
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        command = [sys.executable, "-m", __name__, str(theirs.fileno())]
        settings = dict(environ) | {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}
        started = subprocess.Popen(
            command,
            env=settings,
            cwd=ROOT,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )

    def end() -> None:
        ours.close()
        started.wait()

    atexit.register(end)
    return ours


def _answer(way: socket.socket) -> list[str] | None:
    """Start what is asked for. In its process, what to run; in this one None, once nothing more can be asked."""
    while True:
        question, numbers, _, _ = socket.recv_fds(way, _MOST, 1)
        if not question:
            return None
        [terminal] = numbers
        read, write = os.pipe()
        if (between := os.fork()) == 0:
            if app := os.fork():
                os.write(write, str(app).encode())
                os._exit(0)
            for number in (read, write, way.detach()):
                os.close(number)
            words, environ, folder = json.loads(question)
            _take_over(terminal)
            os.chdir(folder)
            os.environ.clear()
            os.environ.update(environ)
            return list(words)
        os.close(terminal)
        os.waitpid(between, 0)  # the app has another parent before its number is known
        way.send(os.read(read, 100))
        os.close(read)
        os.close(write)


def _take_over(terminal: int) -> None:
    """Make a terminal that of this process."""
    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
    for number in range(3):
        os.dup2(terminal, number)
    if terminal > 2:
        os.close(terminal)
    sys.stdin = sys.__stdin__ = os.fdopen(0, closefd=False)  # type: ignore[misc]
    sys.stdout = sys.__stdout__ = os.fdopen(1, "w", buffering=1, closefd=False)  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = os.fdopen(2, "w", buffering=1, closefd=False)  # type: ignore[misc]


def main() -> None:
    """Import what an app needs, and wait for what to run."""
    way = socket.socket(fileno=int(sys.argv[1]))
    for each in NEEDED:
        import_module(each)
    cell_len("–")  # brings in how wide letters are
    if (words := _answer(way)) is not None:
        sys.argv = words
        runpy.run_module(words[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
