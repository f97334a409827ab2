"""`tamis chart tables`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from core.words import count, plural
from tui.cli.call import Call, command, print_json, print_table, say
from tui.cli.chart.stage import chart_stage, stage_option
from tui.text.plain import clean

if TYPE_CHECKING:
    from core.charting.tables import Frequency


@command("tables")
@click.argument("item", required=False)
@stage_option
def tables_command(call: Call, item: str | None, stage: str | None) -> None:
    """How often each answer was given to an ITEM, or to every item, in the studies whose forms are complete."""
    from core.charting.tables import frequency
    from store.state.charted import charted

    with call.state() as state:
        found = charted(state, chart_stage(state.review, stage))
    items = [found.form.item(item)] if item else list(found.form.items)
    tables = [frequency(found, each) for each in items]
    if call.json:
        print_json({"stage": found.form.stage, "tables": [_frequency_json(each) for each in tables]})
        return
    for table in tables:
        rows = [(clean(row.label) if row.is_answer else f"({row.label})", len(row.studies)) for row in table.rows]
        print_table((f"{table.item.id}: {clean(table.item.label)}", "studies"), rows)
        click.echo()
    done = len(found.complete)
    say(f"{done:,} of {count(len(found.studies), 'study')} {plural(done, 'is')} complete, and counted")


def _frequency_json(table: Frequency) -> dict[str, Any]:
    return {
        "item": table.item.id,
        "label": table.item.label,
        "type": table.item.type,
        "studies": len(table.studies),
        "rows": [
            {"value": row.label, "is_answer": row.is_answer, "n": len(row.studies), "record_ids": row.studies}
            for row in table.rows
        ],
    }
