"""Opens a report's file with the person's own program, in the terminal.

The program gets its arguments as a list, never through a shell, and the file's name after `--`, so that no name means
an option or a command.
"""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from core.errors import TamisError
from tui.words.phrases import full_texts as phrases


def view(
    path: Path,
    command: Sequence[str],
    *,
    terminal: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> None:
    """Show a file, and return when the person has left it. Ctrl-C is the program's own: it must not end the app.

    Args:
        path: The file, absolute.
        command: What to open files with.
        terminal: Gives the terminal up, and takes it back. Nothing is raised within: Textual would not take it back.

    Raises:
        TamisError: The program is missing or failed.
    """
    problem = ""
    before = signal.signal(signal.SIGINT, lambda _signal, _frame: None)
    try:
        with terminal():
            try:
                status = subprocess.run([*command, "--", str(path)], check=False).returncode
                problem = phrases.program_ended(command[0], status) if status else ""
            except OSError as error:
                problem = phrases.program_not_started(command[0], error.strerror)
    finally:
        signal.signal(signal.SIGINT, before)
    if problem:
        raise TamisError(problem, where="open")
