"""Addresses on the screen that a terminal can open at a click (OSC 8): what is one, where it leads, who takes them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

_ADDRESS = re.compile(r"(?<![\w./])(?:https?://|10\.\d{4,9}/)[^\s<>\"“”«»…]+")
_AFTER = ".,;:!?)]}'›·"
"""What at the end of an address belongs to the sentence around it."""
_SAFE = "%/:?#[]@!$&'()*+,;=-._~"
_TERMINALS = re.compile("(xterm-)?(kitty|ghostty)|alacritty|foot|wezterm|contour")
"""What such terminals are called in TERM, which SSH passes on."""
_PROGRAMS = {"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "mintty", "Tabby", "rio"}
_VTE = 5000
"""The version of VTE (GNOME Terminal and others) from which on it takes them."""


class Address(NamedTuple):
    """An address in a text: where it begins and ends, and the URL that it leads to, in ASCII."""

    start: int
    end: int
    url: str


def addresses(text: str) -> Iterator[Address]:
    """The addresses in a text from `clean`: DOIs and what begins with http."""
    for found in _ADDRESS.finditer(text):
        said = found[0].rstrip(_AFTER)
        if said.count("(") > said.count(")") and found[0][len(said) :].startswith(")"):
            said += ")"
        url = f"https://doi.org/{quote(said, safe='/:;()-._~')}" if said.startswith("10.") else quote(said, safe=_SAFE)
        yield Address(found.start(), found.start() + len(said), url)


def file_url(path: Path) -> str:
    """The URL of a file, with the name of this machine: a terminal elsewhere must not open one of its own."""
    return f"file://{os.uname().nodename}{quote(str(path.absolute()))}"


def takes_links(environ: Mapping[str, str]) -> bool:
    """Whether the terminal is known to take links, or to leave them out: others may show what stands around them."""
    version = environ.get("VTE_VERSION", "")
    return bool(
        {"TMUX", "WT_SESSION", "KONSOLE_VERSION"} & environ.keys()
        or environ.get("TERM_PROGRAM") in _PROGRAMS
        or environ.get("LC_TERMINAL") == "iTerm2"
        or (version.isdecimal() and int(version) >= _VTE)
        or _TERMINALS.match(environ.get("TERM", ""))
    )
