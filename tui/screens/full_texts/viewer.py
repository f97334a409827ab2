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
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from textwrap import wrap
from threading import Timer

from core.errors import TamisError
from tui.text.plain import printable

PATIENCE = 20
"""Seconds that `pdftotext` may take."""
LARGEST = 20_000_000
"""Bytes of text that are shown."""
_ELSEWHERE = 'r names another file; config.toml another program: open = "…".'


def view(
    path: Path,
    command: Sequence[str],
    environ: Mapping[str, str] = os.environ,
    *,
    terminal: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> None:
    """Show a file, and return when the person has left it.

    Args:
        path: The file, absolute.
        command: What to open files with; () for the pager.
        environ: The environment, for `$PAGER`.
        terminal: Gives the terminal up, and takes it back. Nothing is raised within: Textual would not take it back.

    Raises:
        TamisError: A program is missing or failed.
    """
    if command:
        _run([*command, "--", str(path)], environ, terminal)
        return
    text = folded(text_of(path), shutil.get_terminal_size().columns)
    if not text.strip():
        raise TamisError("there is no text in it; is it a scan?", where=path.name, advice=_ELSEWHERE)
    # The text must not make the pager start programs or write files.
    _run(_pager(environ), {**environ, "LESSSECURE": "1"}, terminal, text.encode())


def text_of(path: Path) -> str:
    """The text of a PDF or of a file of text, cleaned, line by line.

    Raises:
        TamisError: The text cannot be read.
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


def folded(text: str, width: int) -> str:
    """The text with its lines broken between words where they are longer than the terminal is wide."""
    lines = []
    for line in text.splitlines():
        indent = " " * (len(line) - len(line.lstrip()))
        fits = len(line) <= width or len(indent) > width // 2
        lines += [line] if fits else wrap(line.strip(), width, initial_indent=indent, subsequent_indent=indent)
    return "".join(f"{line}\n" for line in lines)


def _pdf_text(path: Path) -> bytes:
    """The text of a PDF, in the order of reading rather than as it lies on the page: columns stay apart."""
    program = shutil.which("pdftotext")
    if program is None:
        raise TamisError(
            "pdftotext is not installed, so that a PDF cannot be shown here",
            where=path.name,
            advice='Install it (Debian: poppler-utils), or set open = "…" in config.toml.',
        )
    try:
        process = subprocess.Popen(
            [program, "-q", "-enc", "UTF-8", "--", str(path), "-"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise TamisError(f"pdftotext cannot be started: {error.strerror}", where=path.name) from error
    timer = Timer(PATIENCE, process.kill)
    timer.start()
    with process:
        assert process.stdout is not None
        text = process.stdout.read(LARGEST)
        if len(text) == LARGEST:
            process.kill()  # a small PDF may unfold into text without end
    late = not timer.is_alive()
    timer.cancel()
    if late:
        raise TamisError(f"pdftotext was not done after {PATIENCE} seconds", where=path.name, advice=_ELSEWHERE)
    if process.returncode and len(text) < LARGEST:
        raise TamisError("pdftotext cannot read it (damaged? locked?)", where=path.name, advice=_ELSEWHERE)
    return text


def _pager(environ: Mapping[str, str]) -> list[str]:
    with suppress(ValueError):
        if command := shlex.split(environ.get("PAGER", "")):
            return command
    found = next((each for each in ("less", "more") if shutil.which(each)), None)
    if found is None:
        raise TamisError("there is no pager", where="$PAGER", advice="Install less, or set $PAGER.")
    return [found]


def _run(
    command: Sequence[str],
    environ: Mapping[str, str],
    terminal: Callable[[], AbstractContextManager[None]],
    text: bytes | None = None,
) -> None:
    """Run a program in the terminal. Ctrl-C is its own: it must not end the app behind it."""
    problem = ""
    before = signal.signal(signal.SIGINT, lambda _signal, _frame: None)
    try:
        with terminal():
            try:
                status = subprocess.run(list(command), input=text, env=dict(environ), check=False).returncode
                problem = f"{command[0]} ended with status {status}" if status else ""
            except OSError as error:
                problem = f"{command[0]} cannot be started: {error.strerror}"
    finally:
        signal.signal(signal.SIGINT, before)
    if problem:
        raise TamisError(problem, where="open")
