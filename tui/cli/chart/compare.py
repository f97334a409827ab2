"""`tamis chart compare`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from core.words import count
from tui.cli.call import Call, command, print_json, say, say_blind
from tui.cli.chart.stage import chart_stage, stage_option
from tui.text.plain import clean

if TYPE_CHECKING:
    from core.coding.compare import StudyComparison


@command("compare")
@click.argument("items", metavar="ITEM ITEM...", nargs=-1, required=True)
@click.option(
    "--by", default="", metavar="ITEM", help="A further item: how many of the studies gave each answer to it."
)
@stage_option
def compare_command(call: Call, items: tuple[str, ...], by: str, stage: str | None) -> None:
    """Compare the studies: each combination of answers to the ITEMs with its studies and quotes, empty ones as gaps.

    A text that is coded is compared by its categories.
    """
    from core.coding.compare import comparison
    from store.state.charted import charted
    from tui.words.charting import combination_words

    with call.state() as state:
        this = chart_stage(state.review, stage)
        found = comparison(charted(state, this), items, by)
        blind = state.unfinished_rounds(this)
    if call.json:
        print_json({"stage": this.id, **comparison_json(found)})
    else:
        for each in found.combinations:
            for line in combination_words(found, each):
                click.echo(line)
            click.echo()
        for gap in found.gaps:
            click.echo(clean(f"no study: {' × '.join(gap)}"))
    say_blind(this, blind)
    counts = ((found.studies, "study"), (found.combinations, "combination"), (found.gaps, "gap"))
    say(", ".join(count(len(each), noun) for each, noun in counts))


def comparison_json(found: StudyComparison) -> dict[str, Any]:
    """A comparison as JSON prints it."""
    return {
        "items": [each.id for each in found.items],
        "by": found.by and found.by.id,
        "cells": [
            {
                "values": each.values,
                "n": len(each.studies),
                "record_ids": each.studies,
                "quotes": [
                    {"record_id": study, "item": item, "quote": quote.text, "page": quote.page}
                    for study, item, quote in each.quotes
                ],
                "by": each.by,
            }
            for each in found.combinations
        ],
        "gaps": found.gaps,
        "studies": len(found.studies),
    }
