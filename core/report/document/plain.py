"""Text of records and people for a report: no character in it that HTML forbids, that reorders a line or ends one."""

from __future__ import annotations

import re

from core.characters import replacement

# Controls (C0, DEL, C1), marks that reorder a line, lone surrogates and what HTML calls noncharacters.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\xad\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff\ud800-\udfff]")
_HIGH = re.compile("[\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0010fffe\U0010ffff]")
# Only what Markdown would read as markup: a backslash before anything else is what people would paste.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|#~!$]|&(?=#?\w+;))")
_MARKDOWN_START = re.compile(r"^(\s*)([-+=]|\d+[.)](?=\s|$))")


def one_line(text: str) -> str:
    """The text on one line, white space folded, without what would break a page."""
    if text.isprintable():  # then no sign is unfit, and none is white space but the space
        return " ".join(text.split()) if "  " in text or text.strip() is not text else text
    return " ".join(_HIGH.sub("\ufffd", _UNFIT.sub(replacement, text)).split())


def markdown(text: str) -> str:
    """The text as one line of Markdown that shows it as it is: no markup, no HTML, no column of a table."""
    line = _MARKDOWN.sub(r"\\\1", one_line(text))
    return _MARKDOWN_START.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", line)
