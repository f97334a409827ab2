"""`tamis records`."""

from __future__ import annotations

import click

from core.words import count
from tui.cli.call import Call, command, print_json, say
from tui.text.plain import clean


@command("records")
@click.argument("number")
@click.option("--stage", metavar="S", help="The stage that it is a number of.")
@click.option("--reason", metavar="R", help="With “excluded”: only for this reason.")
@click.option("--label", metavar="L", help="With a stage: only those that a reader gave this label.")
@click.option("--type", "type_", metavar="T", help="With a stage: only those of this type of publication.")
@click.option("--suggested", metavar="V", help="With a stage: only those for which its rule suggests this.")
@click.option("--reviewer", metavar="R", help="With “owed” and “done”: whose.")
def records_command(
    call: Call, number: str, stage: str | None, reason: str | None, reviewer: str | None, **kinds: str | None
) -> None:
    """List the records behind a NUMBER, and why each stands there.

    Of the review: identified, duplicates, unique. Of a stage: entered, included, excluded, of these not_retrieved and
    by_rule, waiting, disagreements, escalated, late (which came when all had read the rest). Of a reader at a stage:
    owed, done; while the stage is blind, of yourself alone.
    """
    from store.acts.duplicates.groups import shown_record
    from store.numbers.charting.categories import in_category
    from store.numbers.records_behind import records_behind
    from store.state.review_state import review_state
    from tui.words.reading.decisions import standing_in_words

    with call.review() as review:
        state = review_state(review)
        behind = records_behind(state, stage, number, reason, reviewer)
        wanted = in_category(state, stage, kinds["label"], kinds["type_"], kinds["suggested"])
        rows = [
            {
                "record_id": each,
                "title": shown_record(review, state.groups, each).title,
                "why": standing_in_words(behind.standing(each), behind.stage),
            }
            for each in behind.ids
            if wanted is None or each in wanted
        ]
    if call.json:
        print_json(rows)
        return
    for row in rows:
        click.echo(f"{row['record_id']}  {clean(row['title'])} — {clean(row['why'])}")
    say(count(len(rows), "record"))
