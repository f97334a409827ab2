"""`tamis chart export|import|tables|map`: what was charted, out and in, counted and mapped."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tui.cli.call import Call, acting_reviewer, print_json, print_table, say, shared_options
from tui.cli.chart.stage import chart_stage
from tui.text.plain import clean

UNANSWERED_SHOWN = 10

stage_option = click.option("--stage", metavar="S", help="The stage (default: charting).")


@click.command("export")
@shared_options
@stage_option
@click.option("--format", "format", type=click.Choice(["csv", "xlsx", "json"]), default="csv", show_default=True)
@click.option("--long", "long", is_flag=True, help="One row a value, with who, when and the evidence.")
@click.pass_obj
def export_chart_command(call: Call, stage: str | None, format: str, long: bool) -> None:
    """Write what was charted to stdout: one row a study, one column an item; or, with --long, one row a value.

    While the stage is blind, only your own is in it. An item on which charters differ is empty until they agree.
    """
    from core.formats.writers.table import write_text_csv, write_text_xlsx
    from store.charted import charted
    from store.open_finished import open_finished_batches

    with call.review() as review:
        found = charted(open_finished_batches(review), chart_stage(review, stage))
    head, rows = found.long() if long else found.wide()
    if call.json or format == "json":
        print_json([dict(zip(head, row, strict=True)) for row in rows] if long else found.as_json())
    elif format == "csv":
        write_text_csv(head, rows, sys.stdout.buffer)
    else:
        write_text_xlsx(head, rows, sys.stdout.buffer, "values" if long else "studies")
    hidden = sum(each.hidden for each in found.studies)
    say(f"{len(found.studies):,} studies, {len(found.complete):,} of them complete")
    if hidden:
        say(f"{hidden:,} are still blind: what others filled in is left out")


@click.command("import")
@shared_options
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--stage", required=True, metavar="S", help="The stage.")
@click.option("--leave-open", is_flag=True, help="Do not count forms as complete that miss nothing.")
@click.pass_obj
def import_chart_command(call: Call, file: Path, stage: str, leave_open: bool) -> None:
    """Store a FILE charted in a spreadsheet, as the reviewer you act as: all of it, or nothing when a cell is wrong.

    A CSV with a column record_id, accession or doi, and one for each item, by its id or label; also ITEM.quote and
    ITEM.page. An empty cell changes nothing; “not reported” is an answer; several answers stand apart by ";".
    """
    from store.chart_tables import import_chart
    from store.open_finished import open_finished_batches, settle_after_saving

    with call.review() as review:
        this = chart_stage(review, stage)
        reviewer = acting_reviewer(review, this.id)
        done = import_chart(open_finished_batches(review), file, this, reviewer, completes=not leave_open)
        settle_after_saving(review)
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
    say(f"{reviewer} at {this.id}: {done.stored:,} answers stored, {done.unchanged:,} known already")
    say(f"{len(done.completed):,} forms are complete by it")
    for study, items in list(done.open.items())[:UNANSWERED_SHOWN]:
        say(f"  {study} still misses: {', '.join(items)}")
    if len(done.open) > UNANSWERED_SHOWN:
        say(f"  … and {len(done.open) - UNANSWERED_SHOWN:,} more (--json lists them)")


@click.command("tables")
@shared_options
@click.argument("item", required=False)
@stage_option
@click.pass_obj
def tables_command(call: Call, item: str | None, stage: str | None) -> None:
    """How often each answer was given to an ITEM, or to every item, in the studies whose forms are complete."""
    from core.charting.tables import frequency
    from store.charted import charted
    from store.open_finished import open_finished_batches

    with call.review() as review:
        found = charted(open_finished_batches(review), chart_stage(review, stage))
    items = [found.form.item(item)] if item else list(found.form.items)
    tables = [frequency(found, each) for each in items]
    if call.json:
        print_json({"stage": found.form.stage, "tables": [each.as_json() for each in tables]})
        return
    for table in tables:
        rows = [(clean(row.label) if row.is_answer else f"({row.label})", len(row.studies)) for row in table.rows]
        print_table((f"{table.item.id}: {clean(table.item.label)}", "studies"), rows)
        click.echo()
    say(f"{len(found.complete):,} of {len(found.studies):,} studies are complete, and counted")


@click.command("map")
@shared_options
@click.argument("rows", metavar="ITEM")
@click.argument("columns", metavar="ITEM")
@click.option("--by", default="", metavar="ITEM", help="A third item: each of its answers is a letter in the cells.")
@click.option(
    "--format", "format", type=click.Choice(["text", "svg", "csv", "json"]), default="text", show_default=True
)
@stage_option
@click.pass_obj
def map_command(call: Call, rows: str, columns: str, by: str, format: str, stage: str | None) -> None:
    """The evidence map: two items crossed, with the studies of each cell; the first goes down, the second across."""
    from core.charting.evidence_map import evidence_map
    from core.charting.map_svg import map_svg
    from core.formats.writers.table import write_text_csv
    from store.charted import charted
    from store.open_finished import open_finished_batches

    with call.review() as review:
        title = review.protocol.title
        found = charted(open_finished_batches(review), chart_stage(review, stage))
    drawn = evidence_map(found, rows, columns, by)
    if call.json or format == "json":
        print_json({"stage": found.form.stage, **drawn.as_json()})
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
    outside = len(drawn.crossed.outside)
    say(f"{len(found.complete):,} studies are counted" + (f"; {outside:,} are in no cell" if outside else ""))
