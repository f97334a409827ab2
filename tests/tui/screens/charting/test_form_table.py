"""The form of a study as a table: each kind of line, at several widths, as it was looked at."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from core.charting.answers import Answer
from core.charting.chart_store import Field
from core.charting.quotes import Quote
from core.charting.values import Value
from core.protocol.values import ChartItem
from tests.tui.widgets.bench import drawn
from tui.screens.charting.form_table import FormRow, FormTable, form_rows
from tui.text.theme import PLAIN


def item(label: str, *, required: bool = False) -> ChartItem:
    return ChartItem(id=label.lower(), label=label, type="text", required=required)


def value(name: str, answer: str, *quotes: str) -> Value:
    return Value(study="a", item=name, answer=Answer((answer,)), quotes=tuple(Quote(each) for each in quotes))


@pytest.mark.parametrize("width", [24, 60, 100])
def test_each_kind_of_line_as_it_was_looked_at(width: int, snapshot: SnapshotAssertion) -> None:
    table = FormTable()
    answered, quoted = value("country", "Norway [/]"), value("design", "trial", "a quote", "another")
    fields = [
        Field(item("Country", required=True), answered, "", False, ()),
        Field(item("Design"), quoted, "", False, ()),
        Field(item("Old"), answered, "", False, ("Norway",)),
        Field(item("Year", required=True), None, "2019", False, ()),
        Field(item("A name that is longer than thirty-six columns are", required=True), None, "", True, ()),
        Field(item("Nothing"), None, "", False, ()),
    ]
    table.show(form_rows(fields, ["another"]), 1)
    told = f"{drawn(table, width, 4)}\n-- below, at most {table.widest} columns\n"
    table.move(9)
    assert told + drawn(table, width, 9) == snapshot


def test_a_quote_that_is_there_is_not_said_to_be_gone() -> None:
    [row] = form_rows([Field(item("Design"), value("design", "trial", "a quote"), "", False, ())], ["another"])
    [lost] = form_rows([Field(item("Design"), value("design", "trial", "a quote"), "", False, ())], ["a quote"])
    assert lost.remark == f"! {row.remark}" and not row.remark.startswith("!")
    assert FormRow("a", "b") == FormRow("a", "b", PLAIN, "")
