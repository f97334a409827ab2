"""What a person does who walks through the program: keys in a pseudo-terminal, and commands in a shell."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.tui.terminal import ROOT, Terminal


class Anew(Terminal):
    """The app as people start it: by a new interpreter."""

    anew = True


class Walk:
    """The app in an 80×24 terminal. Every key waits for what it must bring about; nothing else is waited for.

    Args:
        folder: The review.
        role: Who walks.
        words: What else stands on the command line.
        anew: Whether a new interpreter starts the app, as people start it, and no copy of one that has imported it.
    """

    def __init__(self, folder: Path, role: str, *words: str, anew: bool = False) -> None:
        self.terminal = (Anew if anew else Terminal)(80, 24, "tui", "-C", str(folder), "--as", role, *words)

    def __enter__(self) -> Walk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.terminal.close()

    @property
    def screen(self) -> str:
        return "\n".join(self.terminal.lines)

    @property
    def top(self) -> str:
        return self.terminal.lines[0]

    def sees(self, *words: str) -> None:
        """Wait until all of the words are on the screen."""
        self.terminal.wait(lambda: self._shows(words))

    def press(self, keys: str, *words: str) -> None:
        """Send keys, and wait until all of the words are on the screen."""
        self.terminal.press(keys, lambda: self._shows(words))

    def _shows(self, words: tuple[str, ...]) -> bool:
        screen = self.screen
        return all(each in screen for each in words)

    def cost(self, keys: str, seen: Callable[[], bool]) -> int:
        """The bytes that keys write to the terminal until the frame in which something is seen is complete."""
        return self.terminal.press(keys, seen)[1]


def tamis(*arguments: str | Path, cwd: Path, status: int = 0) -> str:
    """Run a command as its own process with a bare environment; what it says on stdout, of wrong use on stderr."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(cwd.parent), "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    environment |= {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
    command = [sys.executable, "-m", "tui", *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout if status < 2 else done.stderr


def tamis_json(*arguments: str | Path, cwd: Path, status: int = 0) -> Any:
    """Run a command as its own process and read the JSON that it prints."""
    return json.loads(tamis("--json", *arguments, cwd=cwd, status=status))
