"""A paragraph of text in one style, with marks in it: what is read page by page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.style import Style

from tui.text.highlights import Mark
from tui.text.plain import clean
from tui.text.theme import PLAIN


class Paragraph(NamedTuple):
    """A paragraph in one style, with marks in it; an empty text is an empty line."""

    text: str
    style: Style = PLAIN
    marks: Sequence[Mark] = ()
    indent: int = 0


def paragraph(text: str, style: Style = PLAIN, indent: int = 0) -> Paragraph:
    """A paragraph of any text, cleaned."""
    return Paragraph(clean(text), style, (), indent)


def indented(line: str) -> Paragraph:
    """A paragraph of a line, as far in as the line begins."""
    return paragraph(line, indent=len(line) - len(line.lstrip(" ")))
