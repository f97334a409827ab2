"""`tamis screen`."""

from __future__ import annotations

import sys

import click

from tui.cli.call import Call, command
from tui.cli.open_app import at_desk, open_app, who_is_there


@command("screen")
@click.argument("stage", required=False)
@click.option("--plain", is_flag=True, help="Line by line, without a page: for screen readers and odd terminals.")
def screen_command(call: Call, stage: str | None, plain: bool) -> None:
    """Read the records of a STAGE (default: the first one where you owe something).

    With --plain each record is written out, a line a field, and each line that you write is an answer: the app's keys,
    or the words for them, with what they ask for behind them (n 2). ? lists them.
    """
    if not plain:
        open_app(call, stage=stage, screening=True)
        return
    from core.errors import TamisError
    from tui.cli.read.line_by_line import LineByLine
    from tui.settings.settings import load_settings, settings_path
    from tui.words.reading.plain_mode import CHARTED, CHARTED_ADVICE

    with call.review(may_be_empty=True) as review:
        review.role = review.role or who_is_there(call, review, asks=False)
        with at_desk(review, stage, reads=True) as adapter:
            here = stage or adapter.first_owed()
            if any(each.id == here and each.kind == "chart" for each in adapter.protocol.stages):
                raise TamisError(CHARTED, where=f"stage {here}", advice=CHARTED_ADVICE)
            LineByLine(adapter, here, load_settings(settings_path()), _next_line, click.echo).run()


def _next_line(prompt: str) -> str | None:
    """The next line of the standard input, without its line feed; None at its end."""
    click.echo(prompt, nl=False)
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None
