"""`tamis chart agreement`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from tui.cli.call import Call, command, print_json, print_table, say, say_blind
from tui.cli.chart.stage import chart_stage, stage_option
from tui.text.plain import clean

if TYPE_CHECKING:
    from core.charting.agreement import ItemAgreement


@command("agreement")
@stage_option
def agreement_command(call: Call, stage: str | None) -> None:
    """How far two charters agree on each item, on what each had filled in before they could see the other's."""
    from store.chart_agreement import agreement_of_charters

    with call.state() as seen:
        this = chart_stage(seen.review, stage)
        pairs = agreement_of_charters(seen, this)
        blind = seen.unfinished_rounds(this)
    say_blind(this, blind)
    if call.json:
        print_json({"stage": this.id, "pairs": [each.as_json() for each in pairs]})
        return
    for pair in pairs:
        click.echo(f"{pair.raters[0]} and {pair.raters[1]}{'' if pair.complete else ' (interim)'}")
        _print_items(pair.items)
        if pair.pilot is not None:
            click.echo("calibration, not counted above:")
            _print_items(pair.pilot)
    if not pairs:
        say(f"{this.id} has one charter: there is nobody to agree with")


def _print_items(items: Sequence[ItemAgreement]) -> None:
    rows = [(item.item.id, item.n, item.same, _percent(item.percent), clean(_kappas(item))) for item in items]
    print_table(("item", "n", "same", "agree", "kappa"), rows)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def _kappas(item: ItemAgreement) -> str:
    if item.choices:
        return "; ".join(f"{name} {'–' if value is None else f'{value:.2f}'}" for name, value, _ in item.choices)
    return item.kappa_note if item.kappa is None else f"{item.kappa:.2f}"
