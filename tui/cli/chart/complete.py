"""`tamis chart complete`."""

from __future__ import annotations

import click

from tui.cli.call import Call, command, print_json, say
from tui.cli.chart.stage import go_to, own_session


@command("complete")
@click.argument("stage")
@click.argument("record")
@click.option("--reopen", "reopens", is_flag=True, help="It is not complete after all.")
def complete_command(call: Call, stage: str, record: str, reopens: bool) -> None:
    """Say that the form of a study is complete. What the record proposes for open items is taken over."""
    with call.saving() as review:
        state, session = own_session(review, stage)
        study = go_to(state, session, record)
        if reopens:
            session.reopen()
        else:
            session.complete()
    if call.json:
        print_json(
            {"stage": session.stage.id, "reviewer": session.reviewer, "record_id": study, "complete": not reopens}
        )
    say(f"{session.reviewer} at {session.stage.id}, {study}: " + ("reopened" if reopens else "complete"))
