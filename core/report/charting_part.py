"""The part of the report on what was charted: how often each answer was given, and the evidence map."""

from __future__ import annotations

from itertools import islice

from core.charting.charted import Charted
from core.charting.evidence_map import evidence_map
from core.charting.form import CHOICE_TYPES
from core.charting.map_svg import map_svg
from core.charting.tables import cross, frequency
from core.protocol.values import ChartItem
from core.report.document.parts import (
    Block,
    Cell,
    Figure,
    PartOfWhole,
    Section,
    TableBlock,
    listed_number,
    notice,
    said,
)
from core.words import count, number, plural

COUNTED = (*CHOICE_TYPES, "country", "year", "number")
"""Types of items whose answers are counted; texts are for reading."""


def charting_part(charted: Charted, title: str) -> Section:
    """The frequency tables of a stage that charts, and two of its items crossed."""
    total, complete = len(charted.studies), len(charted.complete)
    blocks: list[Block] = []
    if not total:
        blocks.append(said("No study has come to this stage yet."))
    elif complete < total:
        hidden = sum(each.hidden for each in charted.studies)
        blind = f"; {number(hidden)} {plural(hidden, 'is')} still blind" if hidden else ""
        blocks.append(
            notice(
                f"{number(complete)} of {count(total, 'form')} {plural(complete, 'is')} complete{blind}; only these "
                "are counted."
            )
        )
    else:
        blocks.append(said(f"All {count(total, 'form')} are complete." if total > 1 else "The one form is complete."))
    if complete:
        blocks += [_frequencies(charted, item) for item in charted.form.items if item.type in COUNTED]
        if crossed := map_items(charted):
            blocks += [_map(charted, *crossed), _crossed(charted, *crossed)]
    return Section(f"chart-{charted.form.stage}", title, blocks)


def map_items(charted: Charted) -> tuple[ChartItem, ChartItem] | None:
    """The two items that are crossed: the first two of which one or several of a list are chosen; None without two."""
    found = tuple(islice((item for item in charted.form.items if item.type in CHOICE_TYPES), 2))
    return (found[0], found[1]) if len(found) == 2 and charted.complete else None


def chart_map(charted: Charted, title: str) -> str:
    """The evidence map as SVG; "" where there is nothing to cross."""
    crossed = map_items(charted)
    return map_svg(evidence_map(charted, crossed[0].id, crossed[1].id), title) if crossed else ""


def _map(charted: Charted, row_item: ChartItem, column_item: ChartItem) -> Figure:
    caption = f"Evidence map: {row_item.label} by {column_item.label}"
    # On a page of others its ids must be its own, and its style must style nothing else.
    drawn = chart_map(charted, caption)
    for name in ("map-title", "map-desc"):
        drawn = drawn.replace(f'"{name}', f'"{charted.form.stage}-{name}').replace(
            f" {name}", f" {charted.form.stage}-{name}"
        )
    drawn = drawn.replace("<svg ", '<svg class="evidence-map" ', 1)
    drawn = drawn.replace("<style>", "<style>.evidence-map{").replace("</style>", "}</style>")
    return Figure(draw=lambda _links: drawn, caption=caption, text="The numbers stand in the table below.")


def _frequencies(charted: Charted, item: ChartItem) -> TableBlock:
    found = frequency(charted, item)
    whole = len(found.studies)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            row.label,
            listed_number(
                f"{charted.form.stage}-{item.id}-{place}", f"{item.label}: {row.label}", list(row.studies), unit="study"
            ),
            PartOfWhole(len(row.studies), whole),
        )
        for place, row in enumerate(found.rows, start=1)
    )
    several = ", several may apply" if item.type == "multi-choice" else ""
    caption = f"{item.label} ({count(whole, 'study')}{several})"
    return TableBlock(caption, ("Answer", "Studies", "Share of the studies"), rows)


def _crossed(charted: Charted, row_item: ChartItem, column_item: ChartItem) -> TableBlock:
    found = cross(charted, row_item, column_item)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            row,
            *(
                listed_number(
                    f"{charted.form.stage}-map-{down}-{along}",
                    f"{row_item.label}: {row}; {column_item.label}: {column}",
                    list(found.cells.get((row, column), ())),
                    unit="study",
                )
                for along, column in enumerate(found.columns, start=1)
            ),
        )
        for down, row in enumerate(found.rows, start=1)
    )
    return TableBlock(f"{row_item.label} by {column_item.label}", (row_item.label, *found.columns), rows)
