"""The imports, and the planned sources that wait for one, as a table with a cursor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from core.protocol.values import PlannedSource
from core.records.imports import Import
from core.words import number
from tui.text.content import Line, Piece, cells, fit
from tui.text.plain import clean
from tui.text.theme import DIM, PLAIN, REMARK, STRONG
from tui.widgets.cursor_table import CursorTable
from tui.words.imports import difference
from tui.words.phrases import sources as phrases

Row = Import | PlannedSource

_WIDE = 100
_MIDDLE = 76
_WIDEST_NAME = 24


class SourceTable(CursorTable[Row]):
    """One line an import; below 76 columns without the day, below 100 without route and files."""

    @property
    def widest(self) -> int:
        """The columns without the route, the day and the files, which stand beside them."""
        if not self.rows:
            return super().widest
        names = max(cells(clean(row.name if isinstance(row, PlannedSource) else row.source.name)) for row in self.rows)
        return 12 + min(max(names, 8), _WIDEST_NAME) + len(_HEADS) + self._ends

    @property
    def _ends(self) -> int:
        """The columns of what is remarked at the ends of lines."""
        return max((cells(_remark(row)) for row in self.rows if isinstance(row, Import)), default=0)

    def drawn(self, width: int) -> tuple[Sequence[Line], Callable[[int], Line]]:
        """The names of the columns, and what draws an import."""
        names = self._columns(width, *phrases.COLUMNS)
        head = _with_files([("   ", PLAIN), (names + _HEADS + " " * self._ends, DIM)], width, phrases.FILES)
        return [head], partial(self._row, width)

    def _row(self, width: int, place: int) -> Line:
        row = self.rows[place]
        here = place == self.cursor
        style = STRONG if here else PLAIN
        cursor = (" > " if here else "   ", STRONG)
        if isinstance(row, PlannedSource):
            return (
                cursor,
                (self._columns(width, "", "", row.name, row.route, ""), style),
                (phrases.NOT_IMPORTED_YET, REMARK),
            )
        source = row.source
        searched = source.searched or "–"
        names = self._columns(width, number(row.number), number(row.round), source.name, source.route, searched)
        reported = "–" if source.reported is None else number(source.reported)
        counts = f"{reported:>9}{number(row.records):>8}{'–' if row.withdrawn else number(row.new):>8}"
        pieces = [cursor, (names + counts, style), (fit(_remark(row), self._ends), REMARK)]
        return _with_files(pieces, width, ", ".join(each.file for each in row.files))

    def _columns(self, width: int, place: str, search_round: str, source: str, route: str, searched: str) -> str:
        """The columns before the counts."""
        more = (19 if width >= _WIDE else 0) + (12 if width >= _MIDDLE else 0)
        name = min(max(width - 12 - len(_HEADS) - self._ends - more, 8), _WIDEST_NAME)
        text = f"{place:>2}{search_round:>6} {fit(clean(source), name)}"
        if width >= _WIDE:
            text += f" {fit(clean(route), 18)}"
        if width >= _MIDDLE:
            text += f" {fit(clean(searched), 11)}"
        return text


_HEADS = "{:>9}{:>8}{:>8}".format(*phrases.COUNTS)


def _remark(row: Import) -> str:
    """What is to be remarked of an import."""
    remark = phrases.TAKEN_BACK if row.withdrawn else difference(row)
    return f"  {remark}" if remark else ""


def _with_files(pieces: Sequence[Piece], width: int, names: str) -> Line:
    """The line with the files' names at its end, where there is room for them."""
    room = width - sum(cells(text) for text, _style in pieces)
    return (*pieces, (fit(clean(names), room), DIM)) if width >= _WIDE else pieces
