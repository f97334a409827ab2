"""`tamis status`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from core.words import count
from tui.cli.call import Call, command, print_json, print_table, say
from tui.words.funnel import duplicate_notices

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.screening.decision import Act
    from core.screening.status import Status


SEALED = "–"


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


def _acts(acts: Mapping[Act, Sequence[str]] | None) -> tuple[int | str, ...]:
    """How many decisions a reader made one by one, confirmed in bulk, and passed in bulk."""
    return (SEALED,) * 3 if acts is None else tuple(map(len, acts.values()))


def print_status(counts: Status) -> None:
    """Write the counts as tables, and what the team should know besides."""
    from core.screening.decision import IN_BULK

    whole = counts.whole
    click.echo(
        f"identified {whole['identified']:,}, duplicates removed {whole['duplicates']:,}, unique {whole['unique']:,}"
    )
    names = ("entered", "included", "excluded", "waiting", "disagreements")
    rows = [(each.id, *(len(getattr(each.state, name)) for name in names)) for each in counts.stages]
    print_table(("stage", "entered", "included", "excluded", "waiting", "differ"), rows)
    click.echo()
    readers = [
        (name, each.id, share.owed, share.done, *_acts(each.acts.get(name)))
        for each in counts.stages
        for name, share in each.readers.items()
        if share.owed
    ]
    if readers:
        bulk = any(acts[act] for each in counts.stages for acts in each.acts.values() if acts for act in IN_BULK)
        head = ("who", "stage", "owed", "done", "one by one", "by rule", "passed")
        shown = len(head) if bulk else 4
        print_table(head[:shown], [row[:shown] for row in readers])
        if bulk:
            say("by rule: suggestions confirmed in bulk; passed: in bulk, since nothing was suggested")
    for each in counts.stages:
        if lost := len(each.state.not_retrieved):
            say(f"{each.id}: of those excluded, {count(lost, 'report')} could not be retrieved")
    for notice in duplicate_notices(len(counts.imports_to_search), counts.pairs_to_review):
        say(notice)
    upstream = 0
    for each in counts.stages:
        waiting = len(each.state.waiting)
        upstream += waiting
        if each.sample_drawn is False and each.state.entered and upstream == waiting:
            say(f"{each.id}: no sample has been drawn for the second reader: tamis sample {each.id} --draw")
    if counts.leaks:
        say(f"THE FUNNEL DOES NOT ADD UP at {len(counts.leaks)} records: {', '.join(counts.leaks[:10])}")
