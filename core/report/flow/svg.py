"""The flow diagram as SVG: real text, black on white, for any vector program, for print, or for a page."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from core.report.document.plain import one_line
from core.report.flow.boxes import Flow
from core.report.flow.layout import INDENT, LEADING, PADDING, SIZE, Box, flow_layout
from core.report.flow.lettering import FONTS
from core.report.flow.words import BoxLine, Words, flow_words

TITLE = "PRISMA 2020 flow diagram"
#: Fill, line and rounding of each kind of box.
_LOOK = {
    "main": ("#ffffff", "#222222", 0),
    "aside": ("#ececec", "#555555", 0),
    "title": ("#f7c948", "#b7860b", 8),
    "title-aside": ("#d5d5d5", "#8a8a8a", 8),
    "phase": ("#b9d3ee", "#6f93b8", 8),
    "footnote": ("#ffffff", "none", 0),
    "note": ("#fff4e5", "#b00020", 0),
}
_TURNED_OR_CENTRED = ("phase", "title", "title-aside")
_HEAD = 7.0


def flow_svg(flow: Flow, title: str, *, links: Mapping[str, str] | None = None) -> str:
    """The diagram as one SVG document.

    Args:
        flow: The diagram.
        title: That of the review; the drawing is called by it for those who do not see it.
        links: Where a number leads, by the key of its line ("records_screened", "records_excluded:language"); a line
            without one stands as it is.
    """
    words = flow_words(flow)
    layout = flow_layout(words)
    wide, high = _number(layout.width), _number(layout.height)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"'
        # What holds links is no picture to a screen reader, which would hide them.
        f' role="{"group" if links else "img"}" aria-labelledby="tamis-flow-title tamis-flow-desc">',
        f'<title id="tamis-flow-title">{escape(one_line(f"{TITLE}: {title}"))}</title>',
        f'<desc id="tamis-flow-desc">{escape(_described(words))}</desc>',
        f'<rect width="{wide}" height="{high}" fill="#ffffff"/>',
        f'<g font-family="{FONTS}" font-size="{_number(SIZE)}" fill="#111111">',
    ]
    parts += [_arrow(points) for points in layout.arrows]
    parts += [_drawn(box, links or {}) for box in layout.boxes]
    return "\n".join([*parts, "</g>", "</svg>", ""])


def _described(words: Words) -> str:
    """All that the drawing says, in reading order."""
    said = [*words.notes]
    for column in (words.databases, words.other):
        if column is None:
            continue
        said.append(column.title + ":")
        for name in column.__slots__:
            if name != "title":
                said += [_spoken(line) for line in getattr(column, name)]
    said += [_spoken(line) for line in (*words.previous, *words.included, *words.total)]
    return " ".join([*said, *words.footnotes])


def _spoken(line: BoxLine) -> str:
    return one_line(" ".join(line.words)) + ("" if line.count is None else ".")


def _drawn(box: Box, links: Mapping[str, str]) -> str:
    fill, stroke, radius = _LOOK[box.kind]
    dashes = ' stroke-dasharray="5 3"' if box.kind == "note" else ""
    x, y, wide, high = (_number(each) for each in (box.x, box.y, box.width, box.height))
    rounded = f' rx="{radius}"' if radius else ""
    rectangle = (
        f'<rect x="{x}" y="{y}" width="{wide}" height="{high}"{rounded} fill="{fill}" stroke="{stroke}"{dashes}/>'
    )
    text = _centred(box) if box.kind in _TURNED_OR_CENTRED else _listed(box, links)
    return f'<g class="{box.kind}">\n{rectangle}\n{text}\n</g>'


def _listed(box: Box, links: Mapping[str, str]) -> str:
    """The lines of a box from the left, in the middle of its height."""
    baseline = box.y + (box.height - box.filled) / 2 + LEADING * 0.78
    texts = []
    for line, wrapped in box.lines:
        x = _number(box.x + PADDING + INDENT * line.depth)
        spans = []
        for each in wrapped:
            spans.append(f'<tspan x="{x}" y="{_number(baseline)}">{escape(each)}</tspan>')
            baseline += LEADING
        key = f' data-key="{escape(one_line(line.key))}" data-n="{line.count}"' if line.key else ""
        text = f"<text{key}>{''.join(spans)}</text>"
        if line.key in links:
            text = f'<a href="{escape(links[line.key])}">{text}</a>'
        texts.append(text)
    return "\n".join(texts)


def _centred(box: Box) -> str:
    """The one line of a title or, turned, of a phase."""
    middle, centre = box.middle
    [(_, wrapped)] = box.lines
    turn = f' transform="rotate(-90 {_number(middle)} {_number(centre)})"' if box.kind == "phase" else ""
    baseline = centre - LEADING * len(wrapped) / 2 + LEADING * 0.78
    spans = "".join(
        f'<tspan x="{_number(middle)}" y="{_number(baseline + LEADING * n)}">{escape(each)}</tspan>'
        for n, each in enumerate(wrapped)
    )
    return f'<text text-anchor="middle" font-weight="bold"{turn}>{spans}</text>'


def _arrow(points: list[tuple[float, float]]) -> str:
    """A line along the points, and its head as a shape of its own, which every program draws alike."""
    (from_x, from_y), (x, y) = points[-2:]
    across, along = (x > from_x) - (x < from_x), (y > from_y) - (y < from_y)
    base = (x - across * _HEAD, y - along * _HEAD)
    path = " ".join(f"{_number(a)},{_number(b)}" for a, b in [*points[:-1], base])
    half = _HEAD / 2
    head = [
        (x, y),
        (base[0] + along * half, base[1] + across * half),
        (base[0] - along * half, base[1] - across * half),
    ]
    corners = " ".join(f"{_number(a)},{_number(b)}" for a, b in head)
    return f'<polyline points="{path}" fill="none" stroke="#222222"/>\n<polygon points="{corners}" fill="#222222"/>'


def _number(value: float) -> str:
    """A coordinate with two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
