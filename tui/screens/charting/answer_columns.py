"""What each reviewer answered, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from tui.text.content import Line, Piece, fit, wrap
from tui.text.paragraphs import Paragraph
from tui.text.plain import clean
from tui.text.theme import DIM, PLAIN, STRONG
from tui.widgets.canvas import Canvas
from tui.words.phrases import charting as phrases


class AnswerColumn(NamedTuple):
    """A reviewer's name and answer; `taken` when it is the team's consensus."""

    name: str
    answer: Sequence[Paragraph]
    taken: bool = False


class AnswerColumns(Canvas):
    """One column a reviewer; what does not fit ends in an ellipsis."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._columns: Sequence[AnswerColumn] = ()

    def show(self, columns: Sequence[AnswerColumn]) -> None:
        """Show these columns."""
        self._columns = columns
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The columns, cut to the page."""
        if not self._columns:
            return []
        column = max((width - 2 - 3 * (len(self._columns) - 1)) // len(self._columns), 2)
        laid_out = [self._laid_out(each, column, height) for each in self._columns]
        result = []
        for row in zip_longest(*laid_out, fillvalue=("", PLAIN)):
            pieces: list[Piece] = []
            for text, style in row:
                pieces += [(" │ " if pieces else " ", DIM), (fit(text, column), style)]
            result.append(tuple(pieces))
        return result

    def _laid_out(self, column: AnswerColumn, width: int, height: int) -> list[Piece]:
        name = phrases.column_head(clean(column.name), column.taken)
        lines: list[Piece] = [(name, STRONG)]
        for each in column.answer:
            lines += [(each.text[start:end], each.style) for start, end in wrap(each.text, width)]
        if len(lines) > height:
            text, style = lines[height - 1]
            lines[height - 1] = (fit(text, max(width - 1, 1)).rstrip() + "…", style)
        return lines[:height]
