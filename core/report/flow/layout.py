"""Where the boxes and arrows of the flow diagram stand: a grid whose rows are as high as their fullest box.

Units are those of the drawing, of which 96 are an inch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from core.report.flow.lettering import width, wrap
from core.report.flow.words import BoxColumn, BoxLine, Words

SIZE = 12.0
LEADING = 16.0
PADDING = 10.0
INDENT = 12.0
MARGIN = 16.0
SIDE = 28.0
"""Width of the bars that name the phases."""
MAIN, BESIDE = 250.0, 280.0
"""Widths of the boxes of what goes on, and of what leaves."""
ARROW = 36.0
"""What an arrow has between two boxes of a row; between two rows a little less."""
ROW_GAP = 28.0
LOWEST = 44.0
ROWS = (
    ("identified", "removed"),
    ("screened", "excluded"),
    ("sought", "not_retrieved"),
    ("assessed", "reports_excluded"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box and its text.

    Attributes:
        kind: How it looks: "main", "aside" (other methods and the previous version), "title", "title-aside", "phase"
            (its text is turned), "note" or "footnote".
        lines: Each with the lines that it wraps into.
    """

    x: float
    y: float
    width: float
    height: float
    kind: str
    lines: Sequence[tuple[BoxLine, Sequence[str]]]

    @property
    def right(self) -> float:
        """The x of its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def filled(self) -> float:
        """The height of its text."""
        return LEADING * sum(len(wrapped) for _, wrapped in self.lines)


@dataclass(slots=True)
class Layout:
    """The whole drawing.

    Attributes:
        arrows: Each the points of a line, with the head at the last one.
    """

    width: float
    height: float = 0.0
    boxes: list[Box] = field(default_factory=list)
    arrows: list[list[tuple[float, float]]] = field(default_factory=list)


def flow_layout(words: Words) -> Layout:
    """Give every box and arrow its place."""
    x = MARGIN + SIDE + 12
    previous_x = x
    if words.previous:
        x += MAIN + ARROW
    columns = [(x, words.databases, "main")]
    x += MAIN + ARROW + BESIDE
    if words.other is not None:
        x += ARROW
        columns.append((x, words.other, "aside"))
        x += MAIN + (ARROW + BESIDE if _has_beside(words.other) else 0)
    layout = Layout(width=x + MARGIN)

    top = MARGIN
    for note in words.notes:
        box = _box(MARGIN, top, layout.width - 2 * MARGIN, [BoxLine(note)], "note")
        layout.boxes.append(box)
        top = box.bottom + 12
    titles = [_title(at, top, column, kind) for at, column, kind in columns]
    if words.previous:
        titles.append(_box(previous_x, top, MAIN, [BoxLine("Previous studies")], "title-aside", bold=True))
    tallest = max(box.height for box in titles)
    layout.boxes += [replace(box, height=tallest) for box in titles]

    top += tallest + ROW_GAP
    spans: dict[str, tuple[float, float]] = {}
    last: dict[int, Box] = {}
    previous = None
    for number, row in enumerate(ROWS):
        placed: list[Box] = []
        for place, (at, column, kind) in enumerate(columns):
            main, beside = _pair(at, top, column, row, kind)
            placed += [box for box in (main, beside) if box]
            if main and place in last:
                layout.arrows.append(_down(last[place], main))
            if main and beside:
                level = top + min(main.height, beside.height) / 2
                layout.arrows.append([(main.right, level), (beside.x, level)])
            if main:
                last[place] = main
        if number == 0 and words.previous:
            previous = _box(previous_x, top, MAIN, words.previous, "aside")
            placed.append(previous)
        if placed:
            layout.boxes += placed
            phase = "Screening" if number else "Identification"
            begin = spans.get(phase, (top, top))[0]
            bottom = max(box.bottom for box in placed)
            spans[phase] = (begin, bottom)
            top = bottom + ROW_GAP
    spans = {name: (begin, max(bottom, begin + _phase_length(name))) for name, (begin, bottom) in spans.items()}
    top = spans["Screening"][1] + ROW_GAP
    _included(layout, words, columns[0][0], top, last, previous)
    spans["Included"] = (top, layout.height)
    layout.boxes += [_phase(name, *span) for name, span in spans.items()]
    layout.height += 12
    for note in words.footnotes:
        box = _box(MARGIN, layout.height, layout.width - 2 * MARGIN, [BoxLine(note)], "footnote")
        layout.boxes.append(box)
        layout.height = box.bottom + 1
    layout.height += MARGIN
    return layout


def _has_beside(column: BoxColumn) -> bool:
    return any(getattr(column, beside) for _, beside in ROWS)


def _pair(x: float, y: float, column: BoxColumn, row: tuple[str, str], kind: str) -> tuple[Box | None, Box | None]:
    """What goes on in a row of a column and what leaves, as high as each other where they nearly are."""
    main_lines, beside_lines = (getattr(column, name) for name in row)
    main = _box(x, y, MAIN, main_lines, kind) if main_lines else None
    beside = _box(x + MAIN + ARROW, y, BESIDE, beside_lines, kind) if beside_lines else None
    if main and beside:
        tallest = max(main.height, beside.height, _phase_length("Identification") if row == ROWS[0] else 0)
        if tallest <= 2 * LOWEST or row == ROWS[0]:
            main, beside = replace(main, height=tallest), replace(beside, height=tallest)
    return main, beside


def _title(x: float, y: float, column: BoxColumn, kind: str) -> Box:
    wide = MAIN + (ARROW + BESIDE if _has_beside(column) else 0)
    return _box(x, y, wide, [BoxLine(column.title)], "title" if kind == "main" else "title-aside", bold=True)


def _included(layout: Layout, words: Words, x: float, top: float, last: dict[int, Box], previous: Box | None) -> None:
    """The last row or two: what is included now, and in all."""
    box = _box(x, top, MAIN, words.included, "main", lowest=_phase_length("Included"))
    layout.boxes.append(box)
    layout.arrows.append(_down(last[0], box))
    if 1 in last:
        middle = last[1].middle[0]
        layout.arrows.append([(middle, last[1].bottom), (middle, box.middle[1]), (box.right, box.middle[1])])
    layout.height = box.bottom
    if words.total and previous:
        total = _box(x, box.bottom + ROW_GAP, MAIN, words.total, "aside")
        layout.boxes.append(total)
        layout.arrows.append(_down(box, total))
        middle = previous.middle[0]
        layout.arrows.append([(middle, previous.bottom), (middle, total.middle[1]), (total.x, total.middle[1])])
        layout.height = total.bottom


def _phase(name: str, top: float, bottom: float) -> Box:
    """A bar along the side."""
    return Box(x=MARGIN, y=top, width=SIDE, height=bottom - top, kind="phase", lines=[(BoxLine(name), [name])])


def _phase_length(name: str) -> float:
    return width(name, SIZE, bold=True) + 2 * PADDING


def _down(above: Box, below: Box) -> list[tuple[float, float]]:
    return [(above.middle[0], above.bottom), (below.middle[0], below.y)]


def _box(
    x: float,
    y: float,
    wide: float,
    lines: Sequence[BoxLine],
    kind: str,
    *,
    bold: bool = False,
    lowest: float = LOWEST,
) -> Box:
    """A box that is as high as its text needs."""
    wrapped = [
        (line, wrap(line.words, wide - 2 * PADDING - INDENT * line.depth, SIZE, bold=bold) or [""]) for line in lines
    ]
    box = Box(x=x, y=y, width=wide, height=0, kind=kind, lines=wrapped)
    least = 0 if kind in ("note", "footnote", "title", "title-aside") else lowest
    return replace(box, height=max(box.filled + 2 * PADDING * 0.8, least))
