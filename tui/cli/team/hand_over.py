"""`tamis hand-over`."""

from __future__ import annotations

import click

from tui.cli.call import Call, command, print_json, say


@command("hand-over")
@click.argument("stage")
@click.argument("giver", metavar="FROM")
@click.argument("to", metavar="[TO]...", nargs=-1)
@click.option("--records", type=click.IntRange(min=1), metavar="N", help="How many: those that FROM would read last.")
@click.option("--all", "everything", is_flag=True, help="All that FROM has not read.")
@click.option("--reason", required=True, help="Why; it is logged.")
def hand_over_command(
    call: Call, stage: str, giver: str, to: tuple[str, ...], records: int | None, everything: bool, reason: str
) -> None:
    """Give what FROM has still to read at a STAGE that is shared out to others: to TO, by default to all of them.

    What FROM has decided stays. FROM says it, or an adjudicator.
    """
    from core.words import count
    from store.state.review_state import review_state
    from store.work.hand_overs import hand_over, plan_hand_over
    from store.work.openings import settle_after_saving

    if (records is None) == (not everything):
        raise click.UsageError("--records N or --all: one of them")
    with call.saving() as review:
        state = review_state(review)
        plan = plan_hand_over(state, review.stage(stage), giver, tuple(dict.fromkeys(to)), records)
        hand_over(state, plan, reason)
        settle_after_saving(review)
    if call.json:
        print_json(
            {
                "stage": stage,
                "from": giver,
                "records": len(plan.given),
                "to": [{"reviewer": who, "records": number} for who, number in plan.loads.items()],
                "left": plan.left - len(plan.given),
                "reason": reason,
            }
        )
    shares = ", ".join(f"{who} {number:,}" for who, number in plan.loads.items())
    say(f"{stage}: {count(len(plan.given), 'record')} of {giver}'s handed over: {shares}")
    if plan.decided:
        say(
            f"{giver} has decided on {plan.decided:,} that are not stated yet; which ones is sealed, so others read "
            "them too, and what was decided counts beside theirs"
        )
