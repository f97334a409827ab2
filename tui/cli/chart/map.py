"""`tamis chart map`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from core.words import count, plural
from tui.cli.call import Call, command, print_json, print_table, say
from tui.cli.chart.stage import chart_stage, stage_option
from tui.text.plain import clean

if TYPE_CHECKING:
    from core.charting.evidence_map import EvidenceMap


@command("map")
@click.argument("rows", metavar="ITEM")
@click.argument("columns", metavar="ITEM")
@click.option("--by", default="", metavar="ITEM", help="A third item: each of its answers is a letter in the cells.")
@click.option(
    "--format", "format", type=click.Choice(["text", "svg", "csv", "json"]), default="text", show_default=True
)
@stage_option
def map_command(call: Call, rows: str, columns: str, by: str, format: str, stage: str | None) -> None:
    """The evidence map: two items crossed, with the studies of each cell; the first goes down, the second across."""
    from core.charting.evidence_map import evidence_map
    from core.charting.map_svg import map_svg
    from core.formats.writers.table import write_text_csv
    from store.state.charted import charted

    with call.state() as state:
        title = state.review.protocol.title
        found = charted(state, chart_stage(state.review, stage))
    drawn = evidence_map(found, rows, columns, by)
    if call.json or format == "json":
        print_json({"stage": found.form.stage, **_map_json(drawn)})
    elif format == "svg":
        click.echo(map_svg(drawn, title), nl=False)
    elif format == "csv":
        write_text_csv(*drawn.as_table(), sys.stdout.buffer)
    else:
        crossed = drawn.crossed
        numbers = [str(place) for place in range(1, len(crossed.columns) + 1)]
        lines = [
            (
                clean(row)[:40],
                *(
                    f"{len(drawn.studies(row, column)) or '·'} {drawn.by_text(row, column, between='')}".strip()
                    for column in crossed.columns
                ),
            )
            for row in crossed.rows
        ]
        print_table((clean(f"{crossed.row_item.label} \\ {crossed.column_item.label}")[:40], *numbers), lines)
        click.echo()
        for number, column in zip(numbers, crossed.columns, strict=True):
            click.echo(f"{number:>3}  {clean(column)}")
        if drawn.by is not None:
            click.echo(clean(f"{drawn.by.label}:"))
            for letter, answers in drawn.legend():
                click.echo(f"{letter:>3}  {clean(answers)}")
    done, outside = len(found.complete), len(drawn.crossed.outside)
    apart = f"; {outside:,} {plural(outside, 'is')} in no cell" if outside else ""
    say(f"{count(done, 'study')} {plural(done, 'is')} counted{apart}")


def _map_json(drawn: EvidenceMap) -> dict[str, Any]:
    crossed = drawn.crossed
    letters: dict[str, list[str]] = {}
    for answer, letter in drawn.letters.items():
        letters.setdefault(letter, []).append(answer)
    return {
        "row_item": crossed.row_item.id,
        "column_item": crossed.column_item.id,
        "by": drawn.by and drawn.by.id,
        "letters": letters,
        "rows": crossed.rows,
        "columns": crossed.columns,
        "cells": [
            {
                "row": row,
                "column": column,
                "n": len(studies),
                "record_ids": studies,
                "by": drawn.lettered(row, column),
            }
            for row, column, studies in drawn.rows()
        ],
        "studies": len(crossed.studies),
        "outside": crossed.outside,
    }
