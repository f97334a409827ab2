"""`tamis chart STAGE`."""

from __future__ import annotations

import sys

import click

from tui.cli.call import Call, command
from tui.cli.chart.forms import print_forms
from tui.cli.chart.stage import chart_stage


@command("open")
@click.argument("stage", required=False)
def open_command(call: Call, stage: str | None) -> None:
    """The screen of charting at a STAGE (default: the first one); where there is no terminal, what `forms` prints."""
    from tui.cli.open_app import open_app

    if call.json or not sys.stdout.isatty():
        print_forms(call, stage)
        return
    with call.review() as review:
        found = chart_stage(review, stage).id
    open_app(call, stage=found, screen="charting")
