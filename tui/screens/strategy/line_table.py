"""The lines of a strategy with what each finds, as a table with a cursor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from core.words import number
from store.numbers.strategy import LineFinds, StrategyFinds
from tui.text.content import Line, cells, fit
from tui.text.plain import clean
from tui.text.theme import DIM, PLAIN, REMARK, STRONG
from tui.widgets.cursor_table import CursorTable
from tui.words.phrases import strategy as phrases

_WIDEST = 92
_COLUMNS = tuple(zip(phrases.COLUMNS, (8, 7, 10, 8, 13), strict=True))
"""The counts with their widths: what does not fit gives way from the right."""


class LineTable(CursorTable[LineFinds]):
    """One line of the screen a line of the strategy; below 70 columns with fewer counts."""

    _marked: frozenset[int] = frozenset()

    def show_finds(self, found: StrategyFinds) -> None:
        """Show the lines of a strategy."""
        self._marked = frozenset([each.line.number for each in found.lines if each.line.problems])
        self._marked |= {each.line for each in found.smells}
        self.show(found.lines, empty=phrases.NO_LINE)

    @property
    def widest(self) -> int:
        """The longest line with its counts."""
        if not self.rows:
            return super().widest
        return 10 + max((cells(clean(each.line.text)) for each in self.rows), default=0) + sum(dict(_COLUMNS).values())

    def drawn(self, width: int) -> tuple[Sequence[Line], Callable[[int], Line]]:
        """The names of the columns, and what draws a line of the strategy."""
        columns = _COLUMNS[: 5 if width >= 120 else 4 if width >= 90 else 3 if width >= 56 else 1]
        words = min(max(width - 10 - sum(size for _, size in columns), 1), _WIDEST)
        head = f"  {phrases.NUMBER:>5}  {fit(phrases.LINE, words)}" + "".join(
            f"{name:>{size}}" for name, size in columns
        )
        return [((head, DIM),)], partial(self._row, words, columns)

    def _row(self, words: int, columns: Sequence[tuple[str, int]], place: int) -> Line:
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
