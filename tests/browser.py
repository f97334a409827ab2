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
