"""Texts that are safe in a line or a cell: they stay on one line, and no spreadsheet takes them for a formula."""

from __future__ import annotations

import re

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

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


def safe_cell(text: str) -> str:
    """The text as one line that no spreadsheet takes for a formula."""
    return safe_text(one_line(text))


def safe_text(text: str) -> str:
    """The text, otherwise as it is, as a cell that no spreadsheet takes for a formula: a quote goes in front.

    It does so too where quotes stand before such a text already, so that `without_quote` gives back every text.
    """
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_STARTS) else text


def without_quote(cell: str) -> str:
    """The text of a cell that `safe_cell` or `safe_text` wrote."""
    return cell[1:] if cell.startswith("'") and safe_text(cell) != cell else cell
