"""Paragraphs to read, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.style import Style

from tui.text.blocks import GAP, THREE, TWO, beside
from tui.text.content import Line, cells, fit, wrap
from tui.text.highlights import Mark
from tui.text.paragraphs import Paragraph
from tui.text.theme import DIM, MARK_BLOCKS, MARK_EXCLUDE, MARK_FOUND, MARK_INCLUDE, PLAIN
from tui.widgets.canvas import ScrolledPage
from tui.words.phrases import everywhere

MEASURE = 92
"""The widest line of text, in columns; longer ones are hard to read (and cost more to send)."""

_FEWEST = 4
"""Rows below which a text is not broken into a further column."""


class _Row(NamedTuple):
    paragraph: int
    start: int
    end: int


class Pager(ScrolledPage):
    """Wrapped paragraphs, scrolled by lines or pages; the place survives a change of width.

    Where it is `columned`, a wide page is filled column by column, as a newspaper is.
    """

    def __init__(self, *, columned: bool = False, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._columned = columned
        self._paragraphs: Sequence[Paragraph] = ()
        self._rows: list[_Row] = []
        self._laid_for = (0, 0)
        self._columns = 1
        self._top = 0
        self._anchor: tuple[int, int] | None = None

    def show(self, paragraphs: Sequence[Paragraph], top: int = 0) -> None:
        """Show other paragraphs, from a line on; their texts must come from `clean`."""
        self._paragraphs = paragraphs
        self._rows = []
        self._top = top
        self._anchor = None
        self.repaint()

    def columns(self, width: int) -> int:
        """How many columns of text a page of that width may have: two from 100, three from 160."""
        return 1 + (width >= TWO) + (width >= THREE) if self._columned else 1

    def column_width(self, width: int, columns: int = 0) -> int:
        """How wide each of so many columns is; by default of as many as may be."""
        columns = columns or self.columns(width)
        return (width - (columns - 1) * GAP) // columns

    @property
    def widest(self) -> int:
        """The longest paragraph on one line."""
        return 2 + max((cells(each.text) + each.indent for each in self._paragraphs), default=0)

    @property
    def step(self) -> int:
        """How many lines a page goes on."""
        return max(self._page - 1, 1)

    def scroll_lines(self, lines: int) -> None:
        """Go down (or up) by lines."""
        self._top = max(min(self._top + lines, len(self._rows) - self._page), 0)
        self._anchor = self._rows[self._top][:2] if self._rows else None
        self.repaint()

    def on_mouse_scroll_down(self) -> None:
        """A few lines on."""
        self.scroll_lines(3)

    def on_mouse_scroll_up(self) -> None:
        """A few lines back."""
        self.scroll_lines(-3)

    @property
    def _page(self) -> int:
        """How many rows of text fit: all, or one less when the last line says how far one has read."""
        height, columns = max(self.size.height, 1), self._columns
        return columns * height if len(self._rows) <= columns * height else columns * max(height - 1, 1)

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The page in view."""
        self._lay_out(width, height)
        column = self.column_width(width, self._columns)
        rows = self._rows[self._top : self._top + self._page]
        page: list[Line] = [self._line(row) for row in rows]
        if self._columns > 1:
            # Where all fits, the columns are of one height, so that each of them holds something.
            size = -(-min(self._page, len(self._rows)) // self._columns)
            page = beside([(page[start : start + size], column) for start in range(0, len(page), size)])
        if len(self._rows) > self._page:
            page += [()] * (height - 1 - len(page))
            position = everywhere.lines_shown(min(self._top + self._page, len(self._rows)), len(self._rows))
            page.append(
                (
                    (fit("", (min(width, MEASURE) if self._columns == 1 else width) - len(position) - 1), PLAIN),
                    (position, DIM),
                )
            )
        return page[:height]

    def _wrapped(self, column: int) -> list[_Row]:
        """The paragraphs in rows of a column."""
        return [
            _Row(number, *span)
            for number, paragraph in enumerate(self._paragraphs)
            for span in wrap(paragraph.text, min(column - 2, MEASURE) - paragraph.indent) or ((0, 0),)
        ]

    def _lay_out(self, width: int, height: int) -> None:
        """Wrap the paragraphs for this width, and keep at the top the text that was scrolled there."""
        if self._laid_for != (width, height) or not self._rows:
            self._laid_for = (width, height)
            most = self.columns(width)
            self._rows = self._wrapped(self.column_width(width))
            self._columns = max(min(most, len(self._rows) // _FEWEST), 1)
            if self._columns < most:
                self._rows = self._wrapped(self.column_width(width, self._columns))
            if self._anchor is not None:
                self._top = max(index for index, row in enumerate(self._rows) if row[:2] <= self._anchor)
        self._top = max(min(self._top, len(self._rows) - self._page), 0)

    def _line(self, row: _Row) -> Line:
        """One row of text in pieces, cut where a mark begins or ends."""
        text, style, marks, indent = self._paragraphs[row.paragraph]
        pieces = [(" " * (1 + indent if row.start == 0 or indent else 1), PLAIN)]
        done = row.start
        for mark in marks:
            start, end = max(mark.start, row.start), min(mark.end, row.end)
            if start < end:
                pieces.append((text[done:start], style))
                pieces.append((text[start:end], mark_style(mark)))
                done = end
        pieces.append((text[done : row.end], style))
        return tuple(piece for piece in pieces if piece[0])


def mark_style(mark: Mark) -> Style:
    """How what a word, a block or a search has marked looks."""
    if mark.found:
        return MARK_FOUND
    if mark.block:
        return MARK_BLOCKS[(mark.block - 1) % len(MARK_BLOCKS)]
    return MARK_INCLUDE if mark.wanted else MARK_EXCLUDE
