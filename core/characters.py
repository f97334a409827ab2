"""Replaces the characters that must reach neither a page nor a terminal."""

from __future__ import annotations

import re

_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"


def replacement(match: re.Match[str]) -> str:
    """What replaces a character that no line may hold: a space, the replacement character U+FFFD, or nothing."""
    character = match[0]
    if character in _SPACES:
        return " "
    return "\ufffd" if "\ud800" <= character <= "\udfff" else ""
