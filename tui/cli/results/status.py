"""`tamis status`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli.call import Call, command, print_json, print_table, say
from tui.words.funnel import duplicate_notices, waiting_for

if TYPE_CHECKING:
    from core.screening.status import Status


@command("status")
def status_command(call: Call) -> None:
    """The counts of the funnel, and who owes what. Every number is derived from the log at this moment."""
    from store.bundle.json_forms import status_form
    from store.numbers.status import status

    with call.state() as state:
        counts = status(state)
        protocol = state.review.protocol
    if call.json:
        print_json(status_form(counts, protocol))
        return
    print_status(counts)


def print_status(counts: Status) -> None:
    """Write the counts as tables, and what the team should know besides."""
    whole = counts.whole
    click.echo(
        f"identified {whole['identified']:,}, duplicates removed {whole['duplicates']:,}, unique {whole['unique']:,}"
    )
    names = ("entered", "included", "excluded", "waiting", "disagreements")
    rows = [(each.id, *(len(getattr(each.state, name)) for name in names)) for each in counts.stages]
    print_table(("stage", "entered", "included", "excluded", "waiting", "differ"), rows)
    click.echo()
    readers = [
        (name, each.id, share.owed, share.done)
        for each in counts.stages
        for name, share in each.readers.items()
        if share.owed
    ]
    if readers:
        print_table(("who", "stage", "owed", "done"), readers)
    for notice in duplicate_notices(len(counts.imports_to_search), counts.pairs_to_review):
        say(notice)
    upstream = 0
    for each in counts.stages:
        waiting = len(each.state.waiting)
        upstream += waiting
        for line in waiting_for(each):
            say(line)
        if each.sample_drawn is False and each.state.entered and upstream == waiting:
            say(f"{each.id}: no sample has been drawn for the second reader: tamis sample {each.id} --draw")
    if counts.leaks:
        say(f"THE FUNNEL DOES NOT ADD UP at {len(counts.leaks)} records: {', '.join(counts.leaks[:10])}")
