"""Takes the text out of a file: a PDF by `pdftotext`, a process of its own that runs nothing of it; HTML and text here.

The program gets its arguments as a list, never through a shell, and the file's name after `--`, so that no name means
an option. `-raw` gives the order of reading, since most files hold their text so; without it, columns with a wide
gutter are mixed. The few that hold columns row by row are read without it.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from threading import Timer

from core.errors import TamisError
from core.formats.decode import decode_guessing
from core.fulltext.text import ReportText, columns_apart, pages_of_lines, pages_of_plain, paragraphs_of_html

PATIENCE = 60
"""Seconds that `pdftotext` may take."""
LARGEST = 20_000_000
"""Bytes of text that are read."""
_ELSEWHERE = 'Open it with another program: config.toml, open = "…".'
_HTML = (".html", ".htm", ".xml", ".xhtml")


def extracted(path: Path, *, first_page: bool = False) -> ReportText:
    """The text of a file, or what of it stands on the first page.

    Raises:
        TamisError: There is none, or it cannot be read; the message says why, and what to do.
        OSError: The file cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(LARGEST)
    name = path.name
    if b"%PDF-" in data[:1024] or path.suffix.casefold() == ".pdf":
        only = ["-l", "1"] if first_page else []
        raw = _pdf_text(path, data, ["-raw", *only])
        pages = pages_of_lines(columns_apart(raw, _pdf_text(path, data, only)))
        if not any(each for page in pages for each in page):
            raise TamisError("scanned: no text in it", where=name, advice=_ELSEWHERE)
        return ReportText(name, pages, paged=True)
    text = decode_guessing(data)
    if path.suffix.casefold() in _HTML or data.lstrip()[:15].lower().startswith(
        (b"<!doctype html", b"<html", b"<?xml")
    ):
        pages = (paragraphs_of_html(text),)
    else:
        pages = pages_of_plain(text)
    if not any(pages):
        raise TamisError("no text in it", where=name, advice=_ELSEWHERE)
    return ReportText(name, pages, paged=len(pages) > 1)


def _pdf_text(path: Path, data: bytes, options: Sequence[str]) -> str:
    """What `pdftotext` finds, with a form feed between pages."""
    program = shutil.which("pdftotext")
    if program is None:
        advice = 'Install it (Debian: poppler-utils), or set open = "…" in config.toml.'
        what = "pdftotext is not installed, so that a PDF cannot be shown here"
        raise TamisError(what, where=path.name, advice=advice)
    try:
        process = subprocess.Popen(
            [program, "-enc", "UTF-8", *options, "--", str(path), "-"],
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
        locked = b"/Encrypt" in data
        why = "locked: it opens with a password only" if locked else "broken: pdftotext cannot read it"
        raise TamisError(why, where=path.name, advice=_ELSEWHERE)
    return text.decode("utf-8", "replace")
