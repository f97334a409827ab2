"""Chromium without a window, for tests of what is drawn; they skip where there is none."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OPTIONS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)


def dumped(page: Path, profile: Path, *options: str) -> str:
    """The page's HTML after its scripts have run, as the browser writes it."""
    assert CHROMIUM, "ask for CHROMIUM first"
    command = [CHROMIUM, *OPTIONS, f"--user-data-dir={profile}", *options, "--dump-dom", page.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


def said(page: Path, profile: Path, *options: str) -> str:
    """What the scripts of a page left in an element `<pre id="said">`."""
    found = re.search(r'<pre id="said">(.*?)</pre>', dumped(page, profile, *options), re.DOTALL)
    assert found, "the page has said nothing"
    return unescape(found[1])


PDFTOPPM = shutil.which("pdftoppm")


def printed(page: Path, folder: Path) -> list[float]:
    """How far down each page of the printed page has something on it, as a share of the paper's height."""
    assert CHROMIUM and PDFTOPPM, "ask for both first"
    paper = folder / "printed.pdf"
    options = (f"--user-data-dir={folder / 'printer'}", "--no-pdf-header-footer", f"--print-to-pdf={paper}")
    subprocess.run([CHROMIUM, *OPTIONS, *options, page.as_uri()], capture_output=True, check=True, timeout=120)
    subprocess.run([PDFTOPPM, "-r", "20", "-gray", str(paper), str(folder / "sheet")], check=True, timeout=120)
    return [_filled(each.read_bytes()) for each in sorted(folder.glob("sheet*.pgm"))]


def _filled(picture: bytes) -> float:
    """The share of a grey picture (PGM) that stands above its last row with anything dark in it."""
    _, size, _, dots = picture.split(b"\n", 3)
    width, height = map(int, size.split())
    dark = [row for row in range(height) if min(dots[row * width : (row + 1) * width]) < 200]
    return (dark[-1] + 1) / height if dark else 0.0
