"""`tamis screen`."""

from __future__ import annotations

import click

from tui.cli.call import Call, command
from tui.cli.open_app import open_app


@command("screen")
@click.argument("stage", required=False)
def screen_command(call: Call, stage: str | None) -> None:
    """Read the records of a STAGE (default: the first one where you owe something)."""
    open_app(call, stage=stage, screening=True)
