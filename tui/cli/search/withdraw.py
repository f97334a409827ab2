"""`tamis withdraw`."""

from __future__ import annotations

import click

from core.words import count
from tui.cli.call import Call, command, print_json, say


@command("withdraw")
@click.argument("number", type=int)
@click.option("--undo", is_flag=True, help="Bring an import in again that was taken back.")
def withdraw_command(call: Call, number: int, undo: bool) -> None:
    """Take import NUMBER (see `tamis sources`) back, while nothing of it has been screened."""
    from store.acts.withdrawals import restore, withdraw
    from store.state.review_state import review_state, screened_records

    with call.review(may_be_empty=True) as review:
        if undo:
            changed = restore(review, number)
        else:
            changed = withdraw(review, number, screened=screened_records(review_state(review)))
    if call.json:
        print_json({"number": number, "withdrawn": changed.withdrawn})
    done = (
        f"is back: {count(changed.new, 'record')} more"
        if undo
        else f"is taken back: {count(changed.new, 'record')} fewer"
    )
    say(f"import {number} ({changed.source.name}) {done}")
