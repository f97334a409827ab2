"""Runs the program as the shell does, in this process, and gives what it printed as one text."""

from __future__ import annotations

import io
import re
import shlex
import zipfile
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

from tui.cli import main
from tui.cli.call import Call
from tui.cli.kept_open import KeptOpen

LINES = b"status\ndecide nowhere x include\n"
"""What stands on the standard input of each."""
ANY_LONG_FRACTION = re.compile(r"\.\d{12}")
LONG_FRACTION = re.compile(r"\b\d{1,6}\.\d{12,}(?:e-?\d+)?")


def tamis(line: str, kept_open: KeptOpen | None = None) -> tuple[bytes, str, int | str]:
    """Run `tamis LINE`, without a terminal.

    Args:
        line: The words, quoted as in a shell.
        kept_open: The reviews that are open already; without it the command opens its own and closes it.

    Returns:
        What was printed on stdout and on stderr, and how it ended: the exit code, or the exception of a crash.
    """
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    end: int | str = 0
    with (
        patch("sys.argv", ["tamis", *shlex.split(line)]),
        patch("sys.stdin", io.TextIOWrapper(io.BytesIO(LINES))),
        patch("tui.cli.Call", partial(Call, kept_open=kept_open)),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as left:
            end = left.code if isinstance(left.code, int) else 0
        except Exception as crash:
            end = f"{type(crash).__name__}: {crash}"
        out.flush()
    return out.buffer.getvalue(), err.getvalue(), end  # type: ignore[attr-defined]


def normal(text: str, place: Path) -> str:
    """A text without what another machine would write otherwise.

    These are paths below `place`, the bytes of a zip (which the version of zlib decides; its members are compared
    instead), and the last digits of a fraction (Python 3.12 sums more exactly than 3.11).
    """
    text = text.replace(str(place), "PLACE")
    if "zip" in text:
        for zipped in place.glob("*.zip"):
            content = zipped.read_bytes()
            text = text.replace(sha256(content).hexdigest(), "SHA-256-OF-THE-ZIP")
            text = re.sub(rf"\b({len(content)}|{len(content):,})\b", "SIZE-OF-THE-ZIP", text)
    if ANY_LONG_FRACTION.search(text):
        text = LONG_FRACTION.sub(lambda number: f"{float(number[0]):.11g}", text)
    return text


def members(content: bytes) -> dict[str, bytes]:
    """The files within a zip, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
