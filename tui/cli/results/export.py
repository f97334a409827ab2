"""`tamis export`."""

from __future__ import annotations

import sys

import click

from core.words import count
from tui.cli.call import Call, command, say

OUTCOMES = ("included", "excluded", "not-retrieved", "waiting", "all")


@command("export")
@click.option("--stage", metavar="S", help="The stage (default: the last one that excludes).")
@click.option("--outcome", type=click.Choice(OUTCOMES), default="all", show_default=True)
@click.option(
    "--format",
    "format",
    type=click.Choice(["ris", "csv", "xlsx", "bibtex", "csl-json", "asreview", "dois"]),
    default="ris",
    show_default=True,
)
def export_command(call: Call, stage: str | None, outcome: str, format: str) -> None:
    """Write the records of a stage to stdout, with what was decided.

    Each record goes out as it is shown: joined with its duplicates. RIS gives back the pairs that its database wrote,
    with what the duplicates say better; the outcome stands in N1. “dois” is a DOI a line, for citation searching.
    """
    from core.formats.writers.table import is_cut
    from core.formats.writers.write import write
    from store.numbers.export import exported
    from store.state.review_state import review_state

    with call.review() as review:
        rows = list(exported(review_state(review), stage, outcome))
        write(format, rows, sys.stdout.buffer)
    lacking = sum(not record.doi for record, _ in rows) if format == "dois" else 0
    cut = sum(is_cut(record) for record, _ in rows) if format == "xlsx" else 0
    said = f", {lacking:,} of them without a DOI: search these by title" if lacking else ""
    said += f", of {cut:,} of them a text that is longer than a cell of Excel is cut: csv has it whole" if cut else ""
    say(count(len(rows), "record") + said)
