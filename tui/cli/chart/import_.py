"""`tamis chart import`."""

from __future__ import annotations

from pathlib import Path

import click

from core.words import count, plural
from tui.cli.call import Call, acting_reviewer, command, print_json, say, say_first
from tui.cli.chart.stage import chart_stage


@command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--stage", required=True, metavar="S", help="The stage.")
@click.option("--leave-open", is_flag=True, help="Do not count forms as complete that miss nothing.")
def import_command(call: Call, file: Path, stage: str, leave_open: bool) -> None:
    """Store a FILE charted in a spreadsheet, as the reviewer you act as: all of it, or nothing when a cell is wrong.

    A CSV with a column record_id, accession or doi, and one for each item, by its id or label; also ITEM.quote and
    ITEM.page. An empty cell changes nothing; “not reported” is an answer; several answers stand apart by ";".
    """
    from store.work.chart_tables import import_chart

    with call.state(saves=True) as state:
        this = chart_stage(state.review, stage)
        reviewer = acting_reviewer(state.review, this.id)
        done = import_chart(state, file, this, reviewer, completes=not leave_open)
    if call.json:
        print_json(
            {
                "stage": this.id,
                "reviewer": reviewer,
                "stored": done.stored,
                "unchanged": done.unchanged,
                "completed": list(done.completed),
                "missing": {study: list(items) for study, items in done.open.items()},
            }
        )
    say(f"{reviewer} at {this.id}: {count(done.stored, 'answer')} stored, {done.unchanged:,} known already")
    forms = len(done.completed)
    say(f"{count(forms, 'form')} {plural(forms, 'is')} complete by it")
    say_first([f"{study} still misses: {', '.join(items)}" for study, items in done.open.items()])
