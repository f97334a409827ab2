"""`tamis amend`."""

from __future__ import annotations

import click

from tui.cli.call import Call, command, print_json
from tui.text.plain import clean


@command("amend")
@click.argument("why", metavar="WHY")
def amend_command(call: Call, why: str) -> None:
    """Say WHY the plan in protocol.toml was changed last; what nobody has used yet is logged with it.

    What is in use and no longer in the plan is listed. The report gives each change with its reason; a reason that is
    said again takes the place of the one before.
    """
    from store.acts.amendments import amend
    from store.state.gone_from_plan import gone_from_plan

    with call.review(may_be_empty=True) as review:
        done = amend(review, why)
        gone = gone_from_plan(review)
    if call.json:
        fields = {each: getattr(done, each) for each in ("version", "at", "changed", "why", "by")}
        print_json({**fields, "gone": [each._asdict() for each in gone]})
        return
    click.echo(f"version {done.version}, since {done.at[:10]}")
    for line in done.changed:
        click.echo(clean(line))
    click.echo(f"why: {clean(done.why)}")
    for each in gone:
        click.echo(clean(f"in use: {each}"))
