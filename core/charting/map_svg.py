"""Draws the evidence map as an SVG: a shaded grid of counts with real text, which prints in black and white."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import accumulate
from xml.sax.saxutils import escape, quoteattr

from core.charting.evidence_map import EvidenceMap
from core.words import count

FONT, LINE = 12, 15
SMALL, SMALL_LINE = 10, 13
MARGIN, PADDING = 16, 6
LABEL_WIDTH = 190
CELL_WIDTH = 104
CELL_HEIGHT = 40
LIGHTEST, DARKEST = (255, 255, 255), (150, 190, 225)
"""Shading stays so light that black figures on it can be read, also when it is printed grey."""

# What XML cannot hold at all, and marks that reorder or hide text.
_NOT_TEXT = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ufffe\uffff\ud800-\udfff]"
)


def map_svg(this: EvidenceMap, title: str, links: Mapping[tuple[str, str], str] | None = None) -> str:
    """Draw an evidence map.

    Each cell says how many studies it holds and, under that, how many of them have which letter; its `<title>` names
    the studies and `data-records` lists their ids.

    Args:
        this: The map.
        title: Of the drawing, such as the review's title.
        links: Where the number of a cell leads, by its row and column.

    Returns:
        An SVG document with its own size; it needs no font, script or file beside it.
    """
    crossed = this.crossed
    heads = [wrapped(label, CELL_WIDTH - 2 * PADDING, FONT) for label in crossed.columns]
    sides = [wrapped(label, LABEL_WIDTH - 2 * PADDING, FONT) for label in crossed.rows]
    letters = {
        (row, column): wrapped(this.by_text(row, column), CELL_WIDTH - 2 * PADDING, SMALL)
        for row, column, _ in this.rows()
    }
    width = 2 * MARGIN + LABEL_WIDTH + CELL_WIDTH * max(len(heads), 2)
    top = _Column(MARGIN)
    inner = width - 2 * MARGIN
    out = [top.text(line, "title") for line in wrapped(title, inner, FONT + 3)]
    caption = f"{crossed.row_item.label} (rows) by {crossed.column_item.label} (columns)"
    out += [top.text(line, "axis") for line in wrapped(caption, inner, FONT)]
    top.skip(PADDING)
    head_height = LINE * max(map(len, heads), default=1) + 2 * PADDING
    grid_top = top.y + head_height
    heights = [
        max(
            CELL_HEIGHT,
            LINE * len(side) + 2 * PADDING,
            *(LINE + SMALL_LINE * len(letters[row, column]) + 2 * PADDING for column in crossed.columns),
        )
        for row, side in zip(crossed.rows, sides, strict=True)
    ]
    tops = list(accumulate(heights, initial=grid_top))
    for place, lines in enumerate(heads):
        x = MARGIN + LABEL_WIDTH + CELL_WIDTH * place + CELL_WIDTH / 2
        out.append(_lines(lines, x, grid_top - PADDING - LINE * (len(lines) - 1) - 3, LINE, "head"))
    for row, side, y, height in zip(crossed.rows, sides, tops, heights, strict=False):
        out.append(_lines(side, MARGIN, y + PADDING + FONT, LINE, "side"))
        for place, column in enumerate(crossed.columns):
            x = MARGIN + LABEL_WIDTH + CELL_WIDTH * place
            cell = _cell(this, row, column, letters[row, column], x, y, height)
            address = links.get((row, column)) if links else None
            out.append(f"<a href={quoteattr(address)}>{cell}</a>" if address else cell)
    top.y = tops[-1] + PADDING
    out += _legend(this, top, inner)
    height_in_all = round(top.y + MARGIN)
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height_in_all}" '
            f'viewBox="0 0 {width} {height_in_all}" role="{"group" if links else "img"}" '
            'aria-labelledby="map-title map-desc">',
            f'<title id="map-title">{_clean(title)}</title>',
            f'<desc id="map-desc">{_clean(_description(this))}</desc>',
            _STYLE,
            f'<rect width="{width}" height="{height_in_all}" fill="#fff"/>',
            *out,
            "</svg>\n",
        )
    )


_STYLE = (
    "<style>text{font-family:Helvetica,Arial,sans-serif;font-size:12px;fill:#000}"
    ".title{font-size:15px;font-weight:bold}.axis{font-style:italic}.head,.count,.letters{text-anchor:middle}"
    ".count{font-weight:bold}.letters,.note{font-size:10px}.cell{stroke:#666;stroke-width:0.75}</style>"
)


class _Column:
    """Lines of text one under the other, from the left margin."""

    def __init__(self, y: float) -> None:
        self.y = y

    def text(self, line: str, kind: str) -> str:
        self.y += {"title": 19, "note": SMALL_LINE}.get(kind, LINE)
        return f'<text class="{kind}" x="{MARGIN}" y="{self.y:g}">{_clean(line)}</text>'

    def skip(self, height: float) -> None:
        self.y += height


def _cell(this: EvidenceMap, row: str, column: str, letters: Sequence[str], x: float, y: float, height: float) -> str:
    studies = this.studies(row, column)
    names = "; ".join(this.names[each] for each in studies)
    spoken = f"{row}, {column}: {count(len(studies), 'study')}" + (f": {names}" if names else "")
    middle = x + CELL_WIDTH / 2
    block = LINE + SMALL_LINE * len(letters)
    start = y + (height - block) / 2 + FONT
    parts = [
        f"<g data-records={quoteattr(' '.join(studies))}>",
        f"<title>{_clean(spoken)}</title>",
        f'<rect class="cell" x="{x:g}" y="{y:g}" width="{CELL_WIDTH}" height="{height:g}" '
        f'fill="{_shade(len(studies), this.highest)}"/>',
    ]
    if studies:
        parts.append(f'<text class="count" x="{middle:g}" y="{start:g}">{len(studies)}</text>')
        parts.append(_lines(letters, middle, start + SMALL_LINE + 1, SMALL_LINE, "letters"))
    return "".join((*parts, "</g>"))


def _legend(this: EvidenceMap, column: _Column, width: float) -> list[str]:
    notes = [_description(this)]
    if this.by is not None and this.letters:
        notes.append(f"{this.by.label}:")
        notes += [f"{letter}: {answers}" for letter, answers in this.legend()]
    return [column.text(line, "note") for note in notes for line in wrapped(note, width, SMALL)]


def _description(this: EvidenceMap) -> str:
    crossed = this.crossed
    text = (
        f"{count(len(crossed.studies), 'study')}. A study stands in each cell that applies to it; the darker, the more."
    )
    return text + (f" In no cell: {count(len(crossed.outside), 'study')}." if crossed.outside else "")


def _lines(lines: Sequence[str], x: float, y: float, step: float, kind: str) -> str:
    return "".join(
        f'<text class="{kind}" x="{x:g}" y="{y + step * place:g}">{_clean(line)}</text>'
        for place, line in enumerate(lines)
    )


def _shade(count: int, highest: int) -> str:
    share = count / highest if highest else 0
    mixed = (round(light + (dark - light) * share) for light, dark in zip(LIGHTEST, DARKEST, strict=True))
    return "#" + "".join(f"{each:02x}" for each in mixed)


def wrapped(text: str, width: float, size: float) -> list[str]:
    """The text in lines of at most `width` pixels at a font size, by a cautious guess of how wide characters are.

    Words longer than a line are broken, after a hyphen where they have one.
    """
    lines: list[str] = []
    line, used = "", 0.0
    for word in _NOT_TEXT.sub(" ", text).split():
        for place, piece in enumerate(_pieces(word, width, size)):
            needs = text_width(piece, size)
            space = "" if place else " "
            gap = text_width(space, size) if line else 0.0
            if line and used + gap + needs > width:
                lines.append(line)
                line, used, gap = "", 0.0, 0.0
            line = f"{line}{space}{piece}" if line else piece
            used += gap + needs
    return [*lines, line] if line else lines


def text_width(text: str, size: float) -> float:
    """How wide a text is at most, in pixels, in the sans-serif fonts in use; bold ones a little more."""
    return sum(map(_em, text)) * size


def _em(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.05
    if character in "MWmw@%—…":
        return 0.95
    if character.isupper():
        return 0.75
    return 0.35 if character in " iljtf.,:;'|!()[]-" else 0.62


def _pieces(word: str, width: float, size: float) -> list[str]:
    if text_width(word, size) <= width:
        return [word]
    pieces: list[str] = []
    for part in re.findall(r"[^-]*-+|[^-]+", word):
        piece, used = "", 0.0
        for character in part:
            needs = text_width(character, size)
            if piece and used + needs > width:
                pieces.append(piece)
                piece, used = "", 0.0
            piece += character
            used += needs
        pieces.append(piece)
    return pieces


def _clean(text: str) -> str:
    return escape(_NOT_TEXT.sub(" ", text))
