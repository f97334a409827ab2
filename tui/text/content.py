"""Turns record text into what a screen may show; there is no other way to show it.

Titles contain `[Erratum]`, `a [/] b` and sometimes escape sequences. Nothing here reads markup, and nothing that
passes here can move the cursor, ring the bell, recolour or reorder the line it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip

from tui.text.links import addresses
from tui.text.plain import clean, printable

__all__ = ["Line", "Piece", "cells", "clean", "extent", "fit", "flow", "plain", "printable", "short", "strip"]
__all__ += ["told", "wrap"]

Piece = tuple[str, Style]
Line = Sequence[Piece]
"""One line of the screen, from left to right, in pieces of one style."""

_CHOPPED = 88
"""A word as wide as this may go on in the next line."""
_WORD = re.compile(r"\S+")
# Letters of Latin, Greek and Cyrillic, and the usual punctuation: one column each. Anything else is measured.
_NARROW = re.compile("[ -~\xa0-\u02ff\u0370-\u0377\u0391-\u03a1\u03a3-\u0482\u2010-\u2027\u2030-\u205e]*")


def plain(text: str) -> Content:
    """The text for one of Textual's own widgets: never markup."""
    return Content(printable(text))


def cells(text: str) -> int:
    """How many columns of the terminal the text takes."""
    return len(text) if _NARROW.fullmatch(text) else cell_len(text)


def fit(text: str, width: int) -> str:
    """The text in exactly `width` columns: padded, or cut with an ellipsis."""
    if cells(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, max(width - 1, 0)) + "…"[:width]


def short(text: str, width: int) -> str:
    """The text in at most `width` columns."""
    return text if cells(text) <= width else fit(text, width)


@lru_cache(maxsize=512)
def wrap(text: str, width: int) -> tuple[tuple[int, int], ...]:
    """Break a text at its spaces, or inside a word that is wider than a line.

    Args:
        text: A text from `clean`.
        width: Columns; at least 2, the width of one wide character.

    Returns:
        The start and end of each line in `text`, without the spaces at its ends.
    """
    width = max(width, 2)
    return tuple(_wrap_narrow(text, width) if _NARROW.fullmatch(text) else _wrap_measured(text, width))


def _wrap_narrow(text: str, width: int) -> Iterable[tuple[int, int]]:
    """Break a text of which every character takes one column."""
    start = 0
    while len(text) - start > width:
        space = text.rfind(" ", start, start + width + 1)
        end = space if space > start else start + width
        yield start, end
        start = end + (space > start)
    if start < len(text):
        yield start, len(text)


def _wrap_measured(text: str, width: int) -> list[tuple[int, int]]:
    """Break any text, measuring word by word."""
    lines: list[tuple[int, int]] = []
    start = end = used = 0
    for match in _WORD.finditer(text):
        for first, last, size in _chunks(match, width):
            joined = used + size + (first - end)
            if used and joined <= width:
                used = joined
            else:
                if used:
                    lines.append((start, end))
                start, used = first, size
            end = last
    if used:
        lines.append((start, end))
    return lines


def _chunks(match: re.Match[str], width: int) -> Iterable[tuple[int, int, int]]:
    """A word as start, end and columns; in several, each as wide as a line, when it does not fit one."""
    size = cells(match[0])
    if size <= width:
        return ((match.start(), match.end(), size),)
    starts = [match.start()]
    for chunk in chop_cells(match[0], width):
        starts.append(starts[-1] + len(chunk))
    # Rounded up to the full width so that the next chunk is never joined to this one.
    return (
        (first, last, width if last < match.end() else cells(match.string[first:last]))
        for first, last in pairwise(starts)
    )


def told(text: str, width: int) -> list[Line]:
    """A text whole, over as many lines as it needs, where a table has no rows."""
    text = clean(text)
    return [((f" {text[start:end]}", Style.null()),) for start, end in wrap(text, min(width - 2, 92))]


def flow(parts: Sequence[str], width: int, gap: str = "  ") -> list[str]:
    """Lay short texts side by side, over as many lines as they need; each part stays whole where it can."""
    lines: list[str] = []
    for part in parts:
        if lines and cells(lines[-1]) + len(gap) + cells(part) <= width:
            lines[-1] += gap + part
        else:
            lines += [part[start:end] for start, end in wrap(part, width)] or [""]
    return lines


def extent(line: Line) -> int:
    """The columns of a line up to its last visible character."""
    total = seen = 0
    for text, _style in line:
        kept = text.rstrip(" ")
        if kept:
            seen = total + cells(kept)
        total += cells(text)
    return seen


def linked(line: Line, width: int) -> Line:
    """The line with the addresses in it as links; one that goes on in the next line is none."""
    text = "".join(piece for piece, _style in line)
    found = [each for each in addresses(text) if cells(text[each.start : each.end]) < min(width - 4, _CHOPPED)]
    if not found:
        return line
    pieces: list[Piece] = []
    ends = {end for each in found for end in each[:2]}
    done = 0
    for piece, style in line:
        cuts = [0, *sorted(end - done for end in ends if done < end < done + len(piece)), len(piece)]
        for start, end in pairwise(cuts):
            url = next((each.url for each in found if each.start <= done + start < each.end), "")
            pieces.append((piece[start:end], style + Style(link=url) if url else style))
        done += len(piece)
    return pieces


def strip(line: Line, width: int, base: Style, *, colours: bool = True, links: bool = False) -> Strip:
    """A line as Textual paints it: exactly `width` columns, cut or padded, and always printable.

    Args:
        line: The pieces.
        width: Columns.
        base: The style under all pieces.
        colours: False leaves bold, dim, reverse and underline, and takes the colours away.
        links: Whether the terminal takes links.
    """
    segments = []
    left = width
    for text, style in linked(line, width) if links else line:
        if style.link and not links:
            style = style.update_link(None)
        text = printable(text)
        size = cells(text)
        if size > left:
            text, size = set_cell_size(text, left), left
        if text:
            segments.append(Segment(text, base + (style if colours else style.without_color)))
        left -= size
    if left:
        segments.append(Segment(" " * left, base))
    return Strip(segments, width)
