"""`tamis resolve`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli.call import Call, command, print_json, say

if TYPE_CHECKING:
    from core.screening.decision import Resolution


@command("resolve")
@click.argument("stage")
@click.argument("record")
@click.argument("verdict", type=click.Choice(["include", "exclude"]), required=False)
@click.option("--reason", default="", help="The id of one of the stage's reasons; with exclude.")
@click.option("--rationale", default="", help="Why it ended so.")
@click.option("--by", default="", metavar="R1,R2", help="Who agreed on it (default: the readers, or who rules).")
@click.option(
    "--escalate",
    "hands_over",
    is_flag=True,
    help="Hand it to who rules by the plan instead: an adjudicator, or the lead.",
)
@click.option("--reopen", "reopens", is_flag=True, help="Take back how it ended, or that it was escalated.")
def resolve_command(
    call: Call,
    stage: str,
    record: str,
    verdict: str | None,
    reason: str,
    rationale: str,
    by: str,
    hands_over: bool,
    reopens: bool,
) -> None:
    """End the disagreement on a RECORD at a STAGE. The decisions themselves stay as they are."""
    from core.errors import TamisError
    from core.screening.decision import Verdict
    from store.work.resolutions import escalate, reopen, resolve

    if [verdict is not None, hands_over, reopens].count(True) != 1:
        raise click.UsageError("give a verdict (include or exclude), or --escalate, or --reopen")
    if verdict is not None and not rationale.strip():
        raise TamisError("a resolution needs its reason in words", where="--rationale", advice="Say why it ended so.")
    with call.state(saves=True) as state:
        this = state.review.stage(stage)
        record = state.groups.of(record)
        done: Resolution | None
        if reopens:
            done = reopen(state, this, record)
        elif verdict is None:
            done = escalate(state, this, record, rationale)
        else:
            people = [each.strip() for each in by.split(",") if each.strip()]
            done = resolve(state, this, record, Verdict(verdict), reason=reason, rationale=rationale, by=people)
    if call.json:
        print_json({"stage": stage, **(done.as_document() if done else {"record": record, "verdict": None})})
    what = f"resolved as {verdict}" if verdict else "escalated" if done else "reopened"
    say(f"{stage}, {record}: {what}")
