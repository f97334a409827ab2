"""`tamis chart agreement`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from core.words import figure, per_cent
from tui.cli.call import Call, command, print_json, print_table, say, say_blind
from tui.cli.chart.stage import chart_stage, stage_option
from tui.text.plain import clean

if TYPE_CHECKING:
    from core.charting.agreement import ChartAgreement, ItemAgreement


@command("agreement")
@stage_option
def agreement_command(call: Call, stage: str | None) -> None:
    """How far two reviewers agree on each item, on what each had filled in before they could see the other's."""
    from core.agreement.readers import regrouped_sentence
    from store.numbers.charting.agreement import chart_agreements

    with call.state() as state:
        this = chart_stage(state.review, stage)
        pairs = chart_agreements(state, this)
        blind = state.unfinished_rounds(this)
    say_blind(this, blind)
    if call.json:
        print_json({"stage": this.id, "pairs": [_pair_json(each) for each in pairs]})
        return
    for pair in pairs:
        click.echo(f"{pair.raters[0]} and {pair.raters[1]}{'' if pair.complete else ' (interim)'}")
        _print_items(pair.items)
        if pair.regrouped:
            click.echo(regrouped_sentence(pair.regrouped, "study"))
        if pair.pilot is not None:
            click.echo("calibration, not counted above:")
            _print_items(pair.pilot)
    if not pairs:
        say(f"{this.id} has one reviewer: there is nobody to agree with")


def _print_items(items: Sequence[ItemAgreement]) -> None:
    rows = [(item.item.id, item.n, item.same, _percent(item.percent), clean(_kappas(item))) for item in items]
    print_table(("item", "n", "same", "agree", "kappa"), rows)


def _percent(share: float | None) -> str:
    return "–" if share is None else per_cent(share)


def _kappas(item: ItemAgreement) -> str:
    if item.choices:
        return "; ".join(f"{name} {'–' if value is None else figure(value, 2)}" for name, value, _ in item.choices)
    return item.kappa_note if item.kappa is None else figure(item.kappa, 2)


def _pair_json(pair: ChartAgreement) -> dict[str, Any]:
    return {
        "raters": pair.raters,
        "complete": pair.complete,
        "regrouped": len(pair.regrouped),
        "regrouped_ids": pair.regrouped,
        "items": [_item_json(each) for each in pair.items],
        "pilot": None if pair.pilot is None else [_item_json(each) for each in pair.pilot],
    }


def _item_json(each: ItemAgreement) -> dict[str, Any]:
    no_study = {"percent_agreement_note": "no study was charted by both"} if each.percent is None else {}
    return {
        "item": each.item.id,
        "type": each.item.type,
        "n": each.n,
        "same": each.same,
        "percent_agreement": each.percent,
        **no_study,
        **_kappa_json(each.kappa, each.kappa_note),
        "choices": [{"choice": choice, **_kappa_json(kappa, note)} for choice, kappa, note in each.choices],
    }


def _kappa_json(kappa: float | None, note: str) -> dict[str, Any]:
    return {"kappa": kappa} | ({"kappa_note": note} if kappa is None else {})
