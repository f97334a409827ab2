"""`tamis status`."""

from __future__ import annotations

from typing import Any

import click

from tui.cli.call import Call, command, print_json, print_table, say
from tui.words.funnel import duplicate_notices


@command("status")
def status_command(call: Call) -> None:
    """The counts of the funnel, and who owes what. Every number is derived from the log at this moment."""
    from store.status import status

    with call.state() as seen:
        counts = status(seen)
    if call.json:
        print_json(counts)
        return
    print_status(counts)


def print_status(counts: dict[str, Any]) -> None:
    """Write the counts as tables, and what the team should know besides."""
    click.echo(
        f"identified {counts['identified']:,}, duplicates removed {counts['duplicates_removed']:,}, "
        f"unique {counts['identified'] - counts['duplicates_removed']:,}"
    )
    rows = [
        (each["stage"], each["entered"], each["included"], each["excluded"], each["waiting"], each["disagreements"])
        for each in counts["stages"]
    ]
    print_table(("stage", "entered", "included", "excluded", "waiting", "differ"), rows)
    click.echo()
    readers = [
        (name, each["stage"], share["owed"], share["done"])
        for each in counts["stages"]
        for name, share in each["reviewers"].items()
        if share["owed"]
    ]
    if readers:
        print_table(("who", "stage", "owed", "done"), readers)
    for notice in duplicate_notices(counts):
        say(notice)
    upstream = 0
    for each in counts["stages"]:
        upstream += each["waiting"]
        if each["sample_drawn"] is False and each["entered"] and upstream == each["waiting"]:
            say(f"{each['stage']}: no sample has been drawn for the second reader: tamis sample {each['stage']} --draw")
    if not counts["adds_up"]:
        say(f"THE FUNNEL DOES NOT ADD UP at {len(counts['leaks'])} records: {', '.join(counts['leaks'][:10])}")
