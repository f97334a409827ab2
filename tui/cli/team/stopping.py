"""`tamis stopping`."""

from __future__ import annotations

import click

from tui.cli.call import Call, command, print_json


@command("stopping")
@click.argument("stage")
@click.option("--target", default="0.95", show_default=True, help="The share of the relevant records to be found.")
def stopping_command(call: Call, stage: str, target: str) -> None:
    """What the order in which a STAGE was read so far says on stopping. It is information: nothing stops by it."""
    from core.ranking.stopping import ASSUMPTION
    from core.sampling.share import parse_share
    from store.numbers.missed import missed_at_stages
    from store.numbers.stopping import stopping

    share = float(parse_share(target))
    with call.state() as state:
        this = state.review.stage(stage)
        found = stopping(state, this, share)
        sampled = None if this.sampled_reader is None or state.withholds(this) else missed_at_stages(state, this)
    sample = sampled.total.sentence(sampled.first, sampled.second) if sampled else ""
    if call.json:
        numbers = {"read": found.read, "of": found.of, "included": found.included, "since_last": found.since_last}
        notes = {f"{name}_note": found.note for name, value in numbers.items() if value is None}
        print_json(
            {"stage": stage, "reviewer": found.reviewer, "target": share, **numbers, **notes}
            | {"p": found.p, "p_note": found.note, "assumption": ASSUMPTION, "sample": sample}
        )
        return
    if found.p is None:
        click.echo(f"{stage}: no evidence on stopping: {found.note}")
        return
    p = "p < 0.001" if found.p < 0.001 else f"p = {found.p:.3f}"
    click.echo(
        f"{stage}: {found.reviewer} has read {found.read:,} of {found.of:,} records and included {found.included:,}; "
        f"{found.since_last:,} were read since the last of these. Had less than {share * 100:g}% of the relevant "
        f"records been found, so few in what was read last would have a probability of {p} (Callaghan & Müller-Hansen "
        f"2020). {ASSUMPTION} This is information: nothing stops by it."
    )
    if sample:
        click.echo(f"The sample: {sample}")
