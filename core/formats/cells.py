"""Values that stay on one line, whatever they hold."""

from __future__ import annotations

import re

# All that any reader takes for the end of a line, Python's own splitlines included.
_BREAKS = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def one_line(value: str) -> str:
    """The value with each line break, and the white space around it, as one space; else as it is."""
    if _BREAKS.search(value):
        value = " ".join(filter(None, map(str.strip, _BREAKS.split(value))))
    return whole(value).strip()


def whole(value: str) -> str:
    """The value without halves of characters, which no encoding has."""
    return _SURROGATE.sub("\ufffd", value)
