"""`tamis decide`."""

from __future__ import annotations

import click

from tui.cli.call import Call, acting_reviewer, command, print_json, say


@command("decide")
@click.argument("stage")
@click.argument("record")
@click.argument("verdict", type=click.Choice(["include", "exclude", "maybe"]))
@click.option("--reason", default="", help="The id of one of the stage's reasons; with exclude.")
@click.option(
    "--also",
    multiple=True,
    metavar="REASON",
    help="A further reason that applies; kept as a label. The first in the protocol's order is the main one.",
)
@click.option("--note", default=None, help="A note to keep with the decision.")
def decide_command(
    call: Call, stage: str, record: str, verdict: str, reason: str, also: tuple[str, ...], note: str | None
) -> None:
    """Give a VERDICT on a RECORD at a STAGE, as the reviewer you act as."""
    from dataclasses import replace

    from core.screening.decision import Decision, Verdict, with_reasons
    from store.acts.duplicates import duplicate_groups, known_record
    from store.work.resolutions import check_reason
    from store.work.screening import DiskDecisionStore

    with call.saving() as review:
        this = review.stage(stage)
        reviewer = acting_reviewer(review, stage)
        reasons = [each for each in (reason, *also) if each]
        for each in reasons or [""]:
            check_reason(this, Verdict(verdict), each)
        store = DiskDecisionStore(review, reviewer, stage)
        survivor = duplicate_groups(review).of(known_record(review, record))
        before = store.decisions.get(survivor) or Decision(record=survivor)
        decision = replace(before, verdict=Verdict(verdict), reason=reason, order="command")
        if also:
            decision = with_reasons(decision, this, reasons)
        if note is not None:
            decision = replace(decision, note=note)
        stored = store.save(decision)
    if call.json:
        print_json({**stored.as_document(), "stage": stage, "reviewer": reviewer})
    say(f"{reviewer} at {stage}: {verdict} {survivor}" + (f" ({stored.reason})" if stored.reason else ""))
