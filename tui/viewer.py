"""A report's text in the terminal: the person's own command, or their pager on what `pdftotext` finds.

A program gets its arguments as a list, never through a shell, and the file's name after `--`, so that no name means an
option or a command. What is shown in the pager is cleaned like everything else that comes from outside.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from core.errors import TamisError
from tui.plain import printable

PATIENCE = 60
"""Seconds that `pdftotext` may take."""
LARGEST = 20_000_000
"""Bytes of text that are shown."""


def view(path: Path, command: Sequence[str], environ: Mapping[str, str] = os.environ) -> None:
    """Show a file, and return when the person has left it; the terminal must have been given up before.

    Args:
        path: The file, absolute.
        command: What to open files with; () for the pager.
        environ: The environment, for `$PAGER`.

    Raises:
        TamisError: A program is missing or failed.
    """
    if command:
        _run([*command, "--", str(path)], environ)
        return
    text = text_of(path)
    # The pager may not start programs or write files for whoever wrote the text.
    _run(_pager(environ), {**environ, "LESSSECURE": "1"}, text.encode())


def text_of(path: Path) -> str:
    """The text of a PDF or of a file of text, cleaned, line by line.

    Raises:
        TamisError: It cannot be had.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST)
    except OSError as error:
        raise TamisError(f"cannot be read: {error.strerror}", where=str(path)) from error
    if data.startswith(b"%PDF-") or path.suffix.casefold() == ".pdf":
        data = _pdf_text(path)
    lines = data.decode("utf-8-sig", "replace").replace("\f", "\n").splitlines()
    return "".join(f"{printable(line)}\n" for line in lines)


def _pdf_text(path: Path) -> bytes:
    program = shutil.which("pdftotext")
    if program is None:
        raise TamisError(
            "pdftotext is not installed, so that a PDF cannot be shown here",
            where=path.name,
            advice='Install it (Debian: poppler-utils), or set open = "…" in config.toml.',
        )
    try:
        done = subprocess.run(
            [program, "-q", "-layout", "-enc", "UTF-8", "--", str(path), "-"],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise TamisError(f"pdftotext was not done after {PATIENCE} seconds", where=path.name) from error
    except (OSError, subprocess.CalledProcessError) as error:
        raise TamisError("pdftotext cannot read it", where=path.name) from error
    return done.stdout[:LARGEST]


def _pager(environ: Mapping[str, str]) -> list[str]:
    with suppress(ValueError):
        if command := shlex.split(environ.get("PAGER", "")):
            return command
    found = next((each for each in ("less", "more") if shutil.which(each)), None)
    if found is None:
        raise TamisError("there is no pager", where="$PAGER", advice="Install less, or set $PAGER.")
    return [found]


def _run(command: Sequence[str], environ: Mapping[str, str], text: bytes | None = None) -> None:
    """Run a program in the terminal. Ctrl-C is its own: it must not end the app behind it."""
    before = signal.signal(signal.SIGINT, lambda _signal, _frame: None)
    try:
        status = subprocess.run(list(command), input=text, env=dict(environ), check=False).returncode
    except OSError as error:
        raise TamisError(f"{command[0]} cannot be started: {error.strerror}", where="open") from error
    finally:
        signal.signal(signal.SIGINT, before)
    if status:
        raise TamisError(f"{command[0]} ended with status {status}", where="open")
