"""The lines of a strategy with what each finds, as a table with a cursor."""

from __future__ import annotations

from collections.abc import Sequence

from core.words import number
from store.numbers.strategy import LineFinds, StrategyFinds
from tui.text.content import Line, cells, fit, told
from tui.text.plain import clean
from tui.text.theme import DIM, PLAIN, REMARK, STRONG
from tui.widgets.canvas import Canvas
from tui.words.phrases import strategy as phrases

_WIDEST = 92
_COLUMNS = tuple(zip(phrases.COLUMNS, (8, 7, 10, 8, 13), strict=True))
"""The counts with their widths: what does not fit gives way from the right."""


class LineTable(Canvas):
    """One line of the screen a line of the strategy; below 70 columns with fewer counts."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: Sequence[LineFinds] = ()
        self.cursor = 0
        self._marked: frozenset[int] = frozenset()
        self._empty = ""

    @property
    def current(self) -> LineFinds | None:
        """The line under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    def show(self, found: StrategyFinds) -> None:
        """Show the lines of a strategy."""
        self.rows = found.lines
        self._marked = frozenset([each.line.number for each in found.lines if each.line.problems])
        self._marked |= {each.line for each in found.smells}
        self._empty = phrases.NO_LINE
        self.repaint()

    def wait(self, words: str) -> None:
        """Show words in place of the lines."""
        self.rows, self._empty = (), words
        self.repaint()

    def move(self, steps: int) -> None:
        """Move the cursor."""
        self.cursor = min(max(self.cursor + steps, 0), max(len(self.rows) - 1, 0))
        self.repaint()

    @property
    def widest(self) -> int:
        """The longest line with its counts."""
        if not self.rows:
            return super().widest
        return 10 + max((cells(clean(each.line.text)) for each in self.rows), default=0) + sum(dict(_COLUMNS).values())

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The heading and the lines around the cursor."""
        if not self.rows:
            return told(self._empty, width)
        room = max(height - 1, 1)
        top = max(min(self.cursor - room // 2, len(self.rows) - room), 0)
        columns = _COLUMNS[: 5 if width >= 120 else 4 if width >= 90 else 3 if width >= 56 else 1]
        words = min(max(width - 10 - sum(size for _, size in columns), 1), _WIDEST)
        head = f"  {phrases.NUMBER:>5}  {fit(phrases.LINE, words)}" + "".join(
            f"{name:>{size}}" for name, size in columns
        )
        shown = range(top, min(top + room, len(self.rows)))
        return [((head, DIM),), *(self._row(place, words, columns) for place in shown)]

    def _row(self, place: int, words: int, columns: Sequence[tuple[str, int]]) -> Line:
        row = self.rows[place]
        here = place == self.cursor
        style = STRONG if here else PLAIN
        mark = "!" if row.line.number in self._marked else " "
        counts = (row.finds, row.only, row.included, row.undecidable, row.only_included)
        numbers = "".join(
            f"{'–' if each is None else number(len(each)):>{size}}"
            for each, (_, size) in zip(counts, columns, strict=False)
        )
        text = f"{row.line.number:>5}  {fit(clean(row.line.text), words)}{numbers}"
        return (">" if here else " ", STRONG), (mark, REMARK), (text, style)
