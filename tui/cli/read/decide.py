"""`tamis decide`."""

from __future__ import annotations

import sys

import click

from core.errors import TamisError
from tui.cli.call import Call, acting_reviewer, command, print_json, say

VERDICTS = ("include", "exclude", "maybe")
STANDARD_INPUT = "-"


@command("decide")
@click.argument("stage")
@click.argument("record")
@click.argument("verdict", type=click.Choice([*VERDICTS, STANDARD_INPUT]))
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
    """Give a VERDICT on a RECORD at a STAGE, as the reviewer you act as.

    Other accounts of the machine can see the words of a command while it runs. With - as VERDICT it is read from
    standard input: the verdict and, after a blank, the reason on the first line; a note on those that follow.
    """
    from dataclasses import replace

    from core.screening.decision import Decision, Verdict, with_reasons
    from store.acts.duplicates.groups import duplicate_groups
    from store.acts.duplicates.verdicts import known_record
    from store.work.resolutions import check_reason
    from store.work.screening import decision_store

    if verdict == STANDARD_INPUT:
        if reason or also or note is not None:
            raise TamisError("with - all is read from standard input", advice="Say reason and note there too.")
        verdict, reason, note = _read_in()
    with call.saving() as review:
        this = review.stage(stage)
        reviewer = acting_reviewer(review, stage)
        reasons = [each for each in (reason, *also) if each]
        for each in reasons or [""]:
            check_reason(this, Verdict(verdict), each)
        store = decision_store(review, reviewer, stage)
        survivor = duplicate_groups(review).of(known_record(review, record))
        before = store.decision_on(survivor) or Decision(record=survivor)
        decision = replace(before, verdict=Verdict(verdict), reason=reason, order="command")
        if also:
            decision = with_reasons(decision, this, reasons)
        if note is not None:
            decision = replace(decision, note=note)
        stored = store.save(decision)
    if call.json:
        print_json({**stored.as_document(), "stage": stage, "reviewer": reviewer})
    say(f"{reviewer} at {stage}: {verdict} {survivor}" + (f" ({stored.reason})" if stored.reason else ""))


def _read_in() -> tuple[str, str, str | None]:
    """Verdict, reason and note ("" and None where there is none) from standard input."""
    try:
        first, _, note = sys.stdin.read().partition("\n")
    except UnicodeDecodeError:
        what = "cannot be read: it is not UTF-8"
        raise TamisError(what, where="standard input", advice="Give it as UTF-8 text.") from None
    verdict, *reasons = first.split() or [""]
    if verdict not in VERDICTS or len(reasons) > 1:
        raise TamisError(
            "expected a verdict and, if there is one, the id of a reason",
            where="standard input, line 1",
            advice=f"Such as “exclude REASON”; a verdict is one of: {', '.join(VERDICTS)}.",
        )
    return verdict, "".join(reasons), note.strip() or None
