"""What several people said, in columns beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from tui.text.content import Line, Piece, fit, wrap
from tui.text.paragraphs import Paragraph
from tui.text.theme import DIM, PLAIN
from tui.widgets.canvas import Canvas


class SideBySide(Canvas):
    """Columns of paragraphs, as wide as their number allows; what does not fit ends in an ellipsis."""

    _columns: Sequence[Sequence[Paragraph]] = ()

    def show(self, columns: Sequence[Sequence[Paragraph]]) -> None:
        """Show these columns; their texts must come from `clean`."""
        self._columns = columns
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The columns, cut to the page."""
        count = max(len(self._columns), 1)
        column = max((width - 2 - 3 * (count - 1)) // count, 2)
        result: list[Line] = []
        for row in zip_longest(*(_cut(each, column, height) for each in self._columns), fillvalue=("", PLAIN)):
            pieces: list[Piece] = []
            for text, style in row:
                pieces += [(" │ " if pieces else " ", DIM), (fit(text, column), style)]
            result.append(pieces)
        return result


def _cut(column: Sequence[Paragraph], width: int, height: int) -> list[Piece]:
    """The lines of a column, at most so many."""
    lines = [(each.text[start:end], each.style) for each in column for start, end in wrap(each.text, width)]
    if len(lines) > height > 0:
        text, style = lines[height - 1]
        lines[height - 1] = (f"{text} …", style)
    return lines[:height]
