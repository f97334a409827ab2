"""The form of one study: a line for each item, with the answer or what is missing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import NamedTuple

from rich.style import Style

from core.charting.chart_store import Field
from tui.text.content import Line, cells, fit
from tui.text.plain import clean
from tui.text.theme import ALARM, DIM, PLAIN, REMARK, STRONG
from tui.widgets.cursor_table import CursorTable
from tui.words.charting import quotes_words
from tui.words.phrases import charting as phrases

_WIDEST_LABEL = 36


class FormRow(NamedTuple):
    """One line: the item's name, what is answered, and a remark at the end."""

    label: str
    answer: str
    style: Style = PLAIN
    remark: str = ""
    remark_style: Style = DIM


class FormTable(CursorTable[FormRow]):
    """Items under each other, with a cursor; the list moves with it."""

    @property
    def widest(self) -> int:
        """The longest name, and the longest answer with its remark."""
        if not self.rows:
            return super().widest
        return self._label + self._rest

    @property
    def _label(self) -> int:
        return min(max((cells(clean(row.label)) for row in self.rows), default=0), _WIDEST_LABEL)

    @property
    def _rest(self) -> int:
        """All but the name: where the answers are short, names may take more than their third."""
        return 8 + max((cells(clean(row.answer)) + cells(row.remark) for row in self.rows), default=0)

    def drawn(self, width: int) -> tuple[Sequence[Line], Callable[[int], Line]]:
        """No head, and what draws an item."""
        return (), partial(self._line, min(self._label, max(width // 3, width - self._rest, 8)), width)

    def _line(self, label: int, width: int, place: int) -> Line:
        row, here = self.rows[place], place == self.cursor
        remark = f" {row.remark}" if row.remark else ""
        return (
            (" > " if here else "   ", STRONG),
            (fit(clean(row.label), label), STRONG if here else DIM),
            ("  ", PLAIN),
            (fit(clean(row.answer), max(width - 6 - label - cells(remark), 1)), row.style),
            (remark, row.remark_style),
        )


def form_rows(fields: Sequence[Field], lost: Collection[str] = ()) -> list[FormRow]:
    """The form of a study as it stands; `lost` are quotes that the text of the report no longer holds."""
    return [_row(field, lost) for field in fields]


def _row(field: Field, lost: Collection[str]) -> FormRow:
    label = field.item.label + (" *" if field.item.required else "")
    gone = field.value is not None and any(each.text in lost for each in field.value.quotes)
    evidence = ("! " if gone else "") + quotes_words(field.value)
    if field.outdated:
        return FormRow(label, field.text, PLAIN, phrases.NO_LONGER_ON_THE_FORM, ALARM)
    if field.text:
        return FormRow(label, field.text, PLAIN, evidence, REMARK)
    if field.proposal:
        return FormRow(label, field.proposal, DIM, phrases.FROM_THE_RECORD, DIM)
    return FormRow(label, "–", DIM, phrases.STILL_REQUIRED if field.missing else evidence, REMARK)
