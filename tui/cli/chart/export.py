"""`tamis chart export`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from core.words import count, plural
from tui.cli.call import Call, command, print_json, say
from tui.cli.chart.stage import chart_stage, stage_option

if TYPE_CHECKING:
    from core.charting.charted import Charted


@command("export")
@stage_option
@click.option("--format", "format", type=click.Choice(["csv", "xlsx", "json"]), default="csv", show_default=True)
@click.option("--long", "long", is_flag=True, help="One row a value, with who, when and the evidence.")
def export_command(call: Call, stage: str | None, format: str, long: bool) -> None:
    """Write what was charted to stdout: one row a study, one column an item; or, with --long, one row a value.

    While the stage is blind, only your own is in it. An item on which the reviewers differ is empty until they agree.
    """
    from core.formats.writers.table import write_text_csv, write_text_xlsx
    from store.state.charted import charted

    with call.state() as state:
        found = charted(state, chart_stage(state.review, stage))
    head, rows = found.long() if long else found.wide()
    if call.json or format == "json":
        print_json([dict(zip(head, row, strict=True)) for row in rows] if long else _charted_json(found))
    elif format == "csv":
        write_text_csv(head, rows, sys.stdout.buffer)
    else:
        write_text_xlsx(head, rows, sys.stdout.buffer, "values" if long else "studies")
    hidden = sum(each.hidden for each in found.studies)
    say(f"{count(len(found.studies), 'study')}, {len(found.complete):,} of them complete")
    if hidden:
        say(f"{hidden:,} {plural(hidden, 'is')} still blind: what others filled in is left out")


def _charted_json(found: Charted) -> dict[str, Any]:
    """What was charted, a study a row; values in the type of their item."""
    from core.charting.charted import typed
    from core.charting.consensus import ItemState

    return {
        "stage": found.form.stage,
        "items": [{"id": item.id, "label": item.label, "type": item.type} for item in found.form.items],
        "studies": [
            {
                "record_id": study.study,
                "study_title": study.title,
                "form_complete": study.complete,
                "charted_by": study.charted_by,
                "values": {each.item.id: typed(each.item, each.value) for each in study.items},
                "not_reported": [each.item.id for each in study.items if each.value and each.value.answer.not_reported],
                "items_differing": [each.item.id for each in study.items if each.standing is ItemState.DIFFERS],
            }
            for study in found.studies
        ],
    }
