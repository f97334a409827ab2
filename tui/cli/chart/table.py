"""`tamis chart table`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from core.words import count, plural
from tui.cli.call import Call, command, print_json, say, say_blind
from tui.cli.chart.stage import chart_stage, stage_option


@command("table")
@click.argument(
    "kind",
    type=click.Choice(["characteristics", "frequencies", "crossing", "certainty", "tidy", "metafor", "eviatlas"]),
    required=False,
)
@click.argument("items", metavar="[ITEM]...", nargs=-1)
@click.option(
    "--format",
    "format",
    type=click.Choice(["csv", "xlsx", "markdown", "html"]),
    help="Default: markdown; csv for programs.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write files to this folder: those for people in every format, those for programs as CSV.",
)
@stage_option
def table_command(
    call: Call, kind: str | None, items: tuple[str, ...], format: str | None, out: Path | None, stage: str | None
) -> None:
    """A table of the studies whose forms are complete, for a paper or a program; with --out and no KIND, all of them.

    For a paper: characteristics (one row a study), frequencies, crossing (ITEM by ITEM); certainty, of the strength of
    evidence, is to be filled in. For programs: tidy (one row an answer, for R), metafor (the numbers), eviatlas. The
    ITEMs say what is in it; else the plan does.
    """
    from core.report.document.table_file import table_file
    from store.numbers.report import study_tables
    from store.numbers.report_folder import write_report

    if out is None and kind is None:
        raise click.UsageError("give a KIND, or --out DIR for all of them")
    if out is not None and format:
        raise click.UsageError("--out writes every format")
    with call.state() as state:
        this = chart_stage(state.review, stage)
        found = study_tables(state, this)
        blind = state.unfinished_rounds(this)
    if out is not None:
        files = found.files([kind] if kind else found.possible, items)
        write_report(files, out)
        if call.json:
            print_json({"folder": str(out.absolute()), "files": sorted(files)})
        say(f"{len(files):,} files are in {out.absolute()}")
    else:
        table = found.table(str(kind), items)
        format = format or ("csv" if table.for_programs else "markdown")
        if call.json:
            print_json(
                {
                    "stage": this.id,
                    "table": table.name,
                    "caption": table.caption,
                    "source": table.source,
                    "at": found.at,
                    "columns": table.head,
                    "rows": table.rows,
                    "studies": len(found.charted.complete),
                }
            )
        else:
            sys.stdout.buffer.write(table_file(table, format))
            sys.stdout.buffer.flush()
    say_blind(this, blind)
    done, studies = len(found.charted.complete), count(len(found.charted.studies), "study")
    say(f"{done:,} of {studies} {plural(done, 'is')} complete, and in the table")
