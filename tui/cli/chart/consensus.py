"""`tamis chart consensus`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli.call import Call, command, print_json, say, say_blind
from tui.cli.chart.stage import chart_stage, study_of, value_fields
from tui.text.plain import clean

if TYPE_CHECKING:
    from core.charting.consensus import Compared
    from core.protocol.values import Stage


@command("consensus")
@click.argument("stage", required=False)
@click.argument("record", required=False)
@click.argument("item", required=False)
@click.option("--take", default="", metavar="REVIEWER", help="This reviewer's answer counts.")
@click.option("--value", "text", metavar="TEXT", help="An answer of the team's own counts.")
@click.option("--reopen", "reopens", is_flag=True, help="Take the consensus back.")
def consensus_command(
    call: Call, stage: str | None, record: str | None, item: str | None, take: str, text: str | None, reopens: bool
) -> None:
    """Agree on an ITEM of a study on which the reviewers differ; without an item, list where they do.

    What each reviewer filled in stays as it is.
    """
    from store.work.consensus import consensus_session, reopen_item, settle_item

    given = [each for each in (bool(take), text is not None, reopens) if each]
    if len(given) != (1 if item else 0):
        raise click.UsageError("with STAGE RECORD ITEM: one of --take, --value, --reopen; without an ITEM: none")
    with call.state() as state:
        this = chart_stage(state.review, stage)
        if record is None or item is None:
            session = consensus_session(state, this)
            found = [(study, each) for study in session.studies for each in session.differences(study)]
            found = [each for each in found if record is None or each[0] == study_of(state, record)]
            say_blind(this, session.blind)
            _print_differences(call, this, found)
            return
        study = study_of(state, record)
        if reopens:
            reopen_item(state, this, study, item)
            value = None
        else:
            value = settle_item(state, this, study, item, take=take, text=text or "")
    if call.json:
        print_json({"stage": this.id, **value_fields(study, item, value)})
    said = "open again" if value is None else clean(value.text) or "(no answer)"
    say(f"{this.id}, {study}, {item}: {said}")


def _print_differences(call: Call, stage: Stage, found: list[tuple[str, Compared]]) -> None:
    rows = [
        {
            "record_id": study,
            "item": each.item.id,
            "sides": {name: value_fields(study, each.item.id, value) for name, value in each.sides.items()},
            "consensus": None if each.settled is None else value_fields(study, each.item.id, each.settled),
        }
        for study, each in found
    ]
    if call.json:
        print_json({"stage": stage.id, "items": rows})
        return
    for study, each in found:
        click.echo(f"{study}  {each.item.id}")
        for name, value in each.sides.items():
            click.echo(f"    {name}: {clean(value.text) if value is not None and value.answered else '(no answer)'}")
        if each.settled is not None:
            click.echo(f"    → {clean(each.settled.text) or '(no answer)'} by {', '.join(each.settled.by)}")
    say(f"{stage.id}: {sum(each.settled is None for _, each in found):,} of {len(found):,} differences are open")
