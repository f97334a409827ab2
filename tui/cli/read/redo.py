"""`tamis redo`."""

from __future__ import annotations

import click

from tui.cli.call import Call, command, say, yes_option
from tui.cli.read.undo import replay_at


@command("redo")
@click.argument("stage")
@yes_option
def redo_command(call: Call, stage: str, yes: bool) -> None:
    """Do again what was last taken back, of the reviewer you act as at a STAGE.

    What was taken back before a new decision stays so.
    """
    what = replay_at(call, stage, again=True, yes=yes)
    say(f"did again: {what}" if what else "nothing to do again: nothing was taken back since the last new decision")
