"""The part of the report on what was charted: how often each answer was given, and the evidence map."""

from __future__ import annotations

from collections.abc import Mapping
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
    CountedRecords,
    Figure,
    ListedRecords,
    PartOfWhole,
    Section,
    TableBlock,
    listed_number,
    notice,
    said,
)
from core.sentences import Fact, Sentence, found

COUNTED = (*CHOICE_TYPES, "country", "year", "number")
"""Types of items whose answers are counted; texts are for reading."""


def charting_part(charted: Charted, title: str) -> Section:
    """The frequency tables of a stage that charts, and two of its items crossed."""
    total, complete = len(charted.studies), len(charted.complete)
    blocks: list[Block] = []
    if not total:
        blocks.append(said("No study has come to this stage yet."))
    elif complete < total:
        blind = ", {hidden:#} of them still blind" if total > 1 else ", and still blind"
        hidden = blind if any(each.hidden for each in charted.studies) else ""
        counted = "; only those that are complete are counted" if complete else ""
        # The sentence begins with the number, or with what stands for it.
        text = f"{forms_open(charted)}{hidden}{counted}."
        blocks.append(notice(found(f"{text[0].upper()}{text[1:]}", **forms(charted))))
    else:
        text = "All {total:# unit is} complete." if total > 1 else "The one {total:unit is} complete."
        blocks.append(said(found(text, **forms(charted))))
    if complete:
        blocks += [_frequencies(charted, item) for item in charted.form.items if item.type in COUNTED]
        if crossed := map_items(charted):
            blocks += [_map(charted, *crossed), _crossed(charted, *crossed)]
    return Section(f"chart-{charted.form.stage}", title, blocks)


def forms(charted: Charted) -> dict[str, Fact]:
    """How many forms there are, how many of them are not complete, and how many of those are still blind."""
    at, total, complete = f"report: charts/stage={charted.form.stage}", len(charted.studies), len(charted.complete)
    return {
        "total": Fact(total, "form", f"{at}/studies"),
        "open": Fact(total - complete, "form", f"{at}/studies - {at}/complete"),
        "hidden": Fact(sum(each.hidden for each in charted.studies), "form", f"{at}/blind"),
    }


def forms_open(charted: Charted) -> str:
    """The template that says so: "2 of 3 forms are not complete yet"."""
    if len(charted.studies) == 1:
        return "the one {total:unit} is not complete yet"
    if not charted.complete:
        return "none of the {total} is complete yet"
    return "{open:#} of {total} {open:is} not complete yet"


def map_items(charted: Charted) -> tuple[ChartItem, ChartItem] | None:
    """The two items that are crossed: the first two of which one or several of a list are chosen; None without two."""
    found = tuple(islice((item for item in charted.form.items if item.type in CHOICE_TYPES), 2))
    return (found[0], found[1]) if len(found) == 2 and charted.complete else None


def chart_map(charted: Charted, title: str, links: Mapping[tuple[str, str], str] | None = None) -> str:
    """The evidence map as SVG, its numbers as links where these are given; "" where there is nothing to cross."""
    crossed = map_items(charted)
    return map_svg(evidence_map(charted, crossed[0].id, crossed[1].id), title, links) if crossed else ""


def _map(charted: Charted, row_item: ChartItem, column_item: ChartItem) -> Figure:
    """The map, whose numbers open their studies."""
    caption = _by("Evidence map: {row} by {column}", charted, row_item, column_item)
    cells = {f"{row}\n{column}": (row, column) for row, column in cross(charted, row_item, column_item).cells}
    lists = _cell_lists(charted, row_item, column_item)

    def drawn(links: Mapping[str, str]) -> str:
        # On a page of others its ids must be its own, and its style must style nothing else.
        svg = chart_map(charted, caption.text, {cells[key]: address for key, address in links.items()})
        for name in ("map-title", "map-desc"):
            svg = svg.replace(f'"{name}', f'"{charted.form.stage}-{name}').replace(
                f" {name}", f" {charted.form.stage}-{name}"
            )
        svg = svg.replace("<svg ", '<svg class="evidence-map" ', 1)
        return svg.replace("<style>", "<style>.evidence-map{").replace("</style>", "}</style>")

    return Figure(
        draw=drawn,
        caption=caption,
        text="The numbers stand in the table below.",
        lists={"\n".join(cell): each for cell, each in lists.items()},
    )


def _cell_lists(charted: Charted, row_item: ChartItem, column_item: ChartItem) -> dict[tuple[str, str], ListedRecords]:
    """The studies of each cell of two items crossed, where it has any."""
    crossed = cross(charted, row_item, column_item)
    return {
        (row, column): ListedRecords(
            key=f"{charted.form.stage}-map-{down}-{along}",
            title=f"{row_item.label}: {row}; {column_item.label}: {column}",
            ids=list(crossed.cells[row, column]),
            unit="study",
        )
        for down, row in enumerate(crossed.rows, start=1)
        for along, column in enumerate(crossed.columns, start=1)
        if crossed.cells.get((row, column))
    }


def _frequencies(charted: Charted, item: ChartItem) -> TableBlock:
    counted = frequency(charted, item)
    whole = len(counted.studies)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            row.label,
            listed_number(
                f"{charted.form.stage}-{item.id}-{place}", f"{item.label}: {row.label}", list(row.studies), unit="study"
            ),
            PartOfWhole(len(row.studies), whole),
        )
        for place, row in enumerate(counted.rows, start=1)
    )
    several = ", several may apply" if item.type == "multi-choice" else ""
    at = f"chart tables --stage {charted.form.stage}: tables/item={item.id}"
    many = Fact(whole, "study", f"{at}/studies")
    caption = found(f"{{item}} ({{many}}{several})", item=_label(charted, item), many=many)
    return TableBlock(caption, ("Answer", "Studies", "Share of the studies"), rows)


def _crossed(charted: Charted, row_item: ChartItem, column_item: ChartItem) -> TableBlock:
    crossed, lists = cross(charted, row_item, column_item), _cell_lists(charted, row_item, column_item)

    def cell(row: str, column: str) -> CountedRecords:
        behind = lists.get((row, column))
        return CountedRecords(len(behind.ids) if behind else 0, behind)

    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (row, *(cell(row, column) for column in crossed.columns)) for row in crossed.rows
    )
    caption = _by("{row} by {column}", charted, row_item, column_item)
    return TableBlock(caption, (row_item.label, *crossed.columns), rows)


def _by(template: str, charted: Charted, row_item: ChartItem, column_item: ChartItem) -> Sentence:
    return found(template, row=_label(charted, row_item), column=_label(charted, column_item))


def _label(charted: Charted, item: ChartItem) -> Fact:
    return Fact(item.label, "", f"chart tables --stage {charted.form.stage}: tables/item={item.id}/label")
