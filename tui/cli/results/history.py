"""`tamis history`."""

from __future__ import annotations

from dataclasses import astuple

import click

from tui.cli.call import Call, command, print_json, say
from tui.text.plain import clean

KEYS = ("at", "written_at", "who", "stage", "what", "from", "to", "note", "after_opening")
"""The keys of a row in the JSON."""


@command("history")
@click.argument("record")
def history_command(call: Call, record: str) -> None:
    """Everything that was said of a RECORD, and by whom: imports, duplicates, decisions, resolutions, undos.

    In the order in which it was written down; of a decision that was brought in, also when it was made.
    """
    from store.numbers.history import history

    with call.review() as review:
        rows, left_out = history(review, record)
    if call.json:
        print_json([dict(zip(KEYS, astuple(row), strict=True)) for row in rows])
    else:
        for row in rows:
            change = f"{row.before or '–'} → {row.after or '–'}"
            note = f" – {clean(row.note)}" if row.note else ""
            later = " (after opening)" if row.after_opening else ""
            earlier = f" (decided {row.at})" if row.at != row.written_at else ""
            said = f"{clean(change)}{earlier}{later}{note}"
            click.echo(f"{row.written_at}  {row.who:<12}  {row.stage:<16}  {row.what:<8}  {said}")
    if left_out:
        say(f"left out: {', '.join(left_out)}")
