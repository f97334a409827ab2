"""Cleans record text for a terminal: what is left cannot move the cursor, ring, recolour or reorder the line."""

from __future__ import annotations

import re

from core.characters import replacement

# Controls (C0, DEL, C1), marks that reorder a line (bidirectional), and characters without a width of their own on
# whose effect terminals disagree (joiners, variation selectors, skin tones, fillers, tags): a wrong guess shifts the
# whole line.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200d-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff]"
)


def printable(text: str) -> str:
    """The text without anything that a terminal might obey; spaces are kept as they are."""
    return _UNSAFE.sub(replacement, text)


def clean(text: str) -> str:
    """The text as one printable line: control characters removed, white space folded."""
    return " ".join(printable(text).split())
