"""Draws the evidence map: two items of the form crossed; each cell opens its studies."""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from core.charting.charted import Charted
from core.charting.evidence_map import EvidenceMap, evidence_map
from core.charting.form import CHOICE_TYPES
from core.charting.tables import Frequency, frequency
from core.protocol.values import ChartItem
from tui.adapter.interface import ReviewAdapter
from tui.screens.charting.map_grid import Grid, MapGrid
from tui.screens.listed import SidedScreen
from tui.screens.records import RecordsScreen
from tui.settings.settings import Settings
from tui.text.content import flow, short
from tui.text.paragraphs import Paragraph, indented, paragraph
from tui.text.plain import clean
from tui.text.theme import DIM, STRONG
from tui.widgets.bar import Bar
from tui.words.charting import study_words
from tui.words.phrases import charting as phrases

_KEYS = string.digits[1:] + "0" + string.ascii_lowercase


class EvidenceMapScreen(SidedScreen[MapGrid]):
    """What was charted, crossed; it counts the studies whose forms are complete."""

    KIND = "map"
    DEFAULT_CSS = """
    EvidenceMapScreen #divider, EvidenceMapScreen #about { display: block; }
    EvidenceMapScreen.-narrow #about { height: 8; }
    """

    def __init__(self, adapter: ReviewAdapter, stage: str, settings: Settings) -> None:
        """Cross the first two items of a stage that have choices.

        Raises:
            TamisError: The stage has no form.
        """
        super().__init__(settings.keymap, hints=settings.hints)
        self._adapter = adapter
        self._settings = settings
        self._stage = stage
        self._charted: Charted = adapter.charted(stage)
        items = self._charted.form.items
        choices = [each for each in items if each.type in CHOICE_TYPES] or list(items)
        self._rows: ChartItem = choices[0]
        self._columns: ChartItem | None = choices[1] if len(choices) > 1 else None
        self._by: ChartItem | None = None
        self._counted: EvidenceMap | Frequency = self._count()

    def listed(self) -> MapGrid:
        """The grid."""
        return MapGrid(id="grid")

    def on_mount(self) -> None:
        """Show the first map."""
        self._show()

    def _count(self) -> EvidenceMap | Frequency:
        if self._columns is None:
            return frequency(self._charted, self._rows)
        return evidence_map(self._charted, self._rows.id, self._columns.id, self._by.id if self._by else "")

    def _show(self) -> None:
        counted = self._counted
        names = [clean(self._rows.label), clean(self._columns.label) if self._columns else ""]
        top = phrases.mapped(short(" × ".join(each for each in names if each), 50))
        studies = len(self._charted.complete)
        self.top.show([top, phrases.complete_forms(studies)])
        empty = phrases.NOTHING_TO_MAP
        self.table.show(_grid(counted) if studies else Grid((), (), (), ()), empty)
        self._say_cell()

    def here(self) -> Sequence[Paragraph]:
        """What the numbers and letters stand for; beside the map, the studies of the cell under the cursor too."""
        legend = [Paragraph(line, DIM) for line in flow(self._legend(), max(self.pager.size.width - 2, 1), "   ")]
        words, studies = self._cell()
        if not self.is_wide or not words:
            return legend
        charted = filter(None, map(self._charted.study, studies))
        told = [indented(line) for each in charted for line in study_words(each)]
        return [paragraph(phrases.cell_count(words, len(studies), ""), STRONG), *told, Paragraph(""), *legend]

    def _legend(self) -> list[str]:
        if isinstance(self._counted, Frequency):
            return []
        columns = [f"{place} {clean(each)}" for place, each in enumerate(self._counted.crossed.columns, start=1)]
        letters = [f"{letter} = {clean(answers)}" for letter, answers in self._counted.legend()]
        outside = len(self._counted.crossed.outside)
        return [*columns, *letters, *([phrases.in_no_cell(outside)] if outside else [])]

    def _cell(self) -> tuple[str, list[str]]:
        """The words and the studies of the cell under the cursor."""
        counted = self._counted
        row, column = self.table.row, self.table.column
        if isinstance(counted, Frequency):
            rows = counted.rows
            return (rows[row].label, list(rows[row].studies)) if row < len(rows) else ("", [])
        crossed = counted.crossed
        if row >= len(crossed.rows) or column >= len(crossed.columns):
            return "", []
        names = (crossed.rows[row], crossed.columns[column])
        return " × ".join(names), list(counted.studies(*names))

    def _say_cell(self) -> None:
        """Say what the cell under the cursor holds."""
        self.tell()
        words, studies = self._cell()
        status = self.query_one("#status", Bar)
        if not words:
            status.show("")
            return
        opens = phrases.cell_opens(self.key_of("cell")) if studies else ""
        status.show(phrases.cell_count(short(clean(words), 46), len(studies), opens))

    # Moving

    def go(self, steps: int, columns: int = 0) -> None:
        """Go a number of rows down, and of columns to the right."""
        self.table.move(steps, columns)
        self._say_cell()

    def action_right(self) -> None:
        """A column to the right."""
        self.go(0, 1)

    def action_left(self) -> None:
        """A column to the left."""
        self.go(0, -1)

    # Choosing and opening

    def action_compare(self) -> None:
        """Show the same items as combinations with studies and quotes."""
        from tui.screens.charting.compare import CompareScreen

        items = (self._rows.id, self._columns.id) if self._columns is not None else ()
        by = self._by.id if self._by is not None else ""
        self.try_open(lambda: CompareScreen(self._adapter, self._stage, self._settings, items, by))

    def action_rows(self) -> None:
        """Ask which item goes down the side."""
        self._ask_item(phrases.DOWN_QUESTION, self._set_rows, self._columns)

    def action_columns(self) -> None:
        """Ask which item goes along the top; without one, the other is counted alone."""
        self._ask_item(phrases.ALONG_QUESTION, self._set_columns, self._rows, none=phrases.NO_ITEM)

    def action_letters(self) -> None:
        """Ask which item the letters in the cells stand for."""
        self._ask_item(phrases.LETTERS_QUESTION, self._set_letters, None, none=phrases.NO_ITEM)

    def _ask_item(
        self, question: str, chosen: Callable[[ChartItem | None], None], but: ChartItem | None, none: str = ""
    ) -> None:
        items = [each for each in self._charted.form.items if each != but]
        choices = {
            key: (short(clean(item.label), 18), partial(chosen, item)) for key, item in zip(_KEYS, items, strict=False)
        }
        if none:
            choices["-"] = (none, partial(chosen, None))
        self.choose(question, choices)

    def _set_rows(self, item: ChartItem | None) -> None:
        self._rows = item or self._rows
        self._recount()

    def _set_columns(self, item: ChartItem | None) -> None:
        self._columns = item
        self._recount()

    def _set_letters(self, item: ChartItem | None) -> None:
        self._by = item
        self._recount()

    def _recount(self) -> None:
        self._counted = self._count()
        self._show()

    def action_cell(self) -> None:
        """Show the studies of the cell under the cursor."""
        words, studies = self._cell()
        if not studies:
            return
        with self.saying_why():
            behind = replace(self._adapter.records_behind(self._stage, "entered"), ids=studies)
            self.app.push_screen(RecordsScreen(self._adapter, behind, words, self._settings))

    def about(self) -> Sequence[Paragraph]:
        """What is counted, and the keys."""
        return [paragraph(phrases.ABOUT_THE_MAP)]


def _grid(counted: EvidenceMap | Frequency) -> Grid:
    if isinstance(counted, Frequency):
        rows = counted.rows
        return Grid(
            [row.label for row in rows], [phrases.STUDIES], [[len(row.studies)] for row in rows], [[""]] * len(rows)
        )
    crossed = counted.crossed
    return Grid(
        crossed.rows,
        crossed.columns,
        [[len(counted.studies(row, column)) for column in crossed.columns] for row in crossed.rows],
        [[counted.by_text(row, column, between="") for column in crossed.columns] for row in crossed.rows],
    )
