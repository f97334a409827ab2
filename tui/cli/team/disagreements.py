"""`tamis disagreements`, `tamis resolve`, `tamis unblind`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from tui.cli.call import Call, command, print_json, say
from tui.text.plain import clean

if TYPE_CHECKING:
    from core.screening.decision import Resolution


@command("disagreements")
@click.argument("stage", required=False)
@click.option(
    "--hide-names", is_flag=True, help="List them without saying who said what; notes stay as they were written."
)
def disagreements_command(call: Call, stage: str | None, hide_names: bool) -> None:
    """Where the readers of a STAGE differ: all sides, and how it ended. Stages that are still blind are left out.

    In a terminal this is the side-by-side screen; otherwise, with --json and with --hide-names, the list.
    """
    if not (call.json or hide_names) and sys.stdin.isatty() and sys.stdout.isatty():
        from tui.cli.read.screen import open_app

        open_app(call, stage=stage, screen="disagreements")
        return

    from store.open_finished import open_finished_batches
    from store.resolutions import disagreements

    with call.review() as review:
        seen = open_finished_batches(review)
        wanted = [review.stage(stage)] if stage else [each for each in review.protocol.stages if each.disputed]
        found: list[dict[str, Any]] = []
        for each in wanted:
            if blind := seen.unfinished_rounds(each):
                say(f"{each.id}: still blind in search round {', '.join(map(str, blind))}")
            items = disagreements(seen, each)
            if hide_names:
                items = [_without_names(item, review.protocol.seed) for item in items]
            found.append({"stage": each.id, "items": items})
    if call.json:
        print_json(found[0] if stage else {"stages": found})
        return
    if not any(part["items"] for part in found):
        say(f"there is no disagreement{f' at {stage}' if stage else ''} that you may see")
    for part in found:
        for item in part["items"]:
            click.echo(f"{part['stage']}  {item['record_id']}  {item['state']}  {clean(item['title'])}")
            for side in item["decisions"]:
                reason = f" ({side['reason']})" if side["reason"] else ""
                note = f" – {clean(side['note'])}" if side["note"] else ""
                later = _later(side) if side["after_opening"] else ""
                click.echo(f"    {side['reviewer']}: {side['verdict']}{reason}{later}{note}")
            if item["resolution"] and item["resolution"]["verdict"]:
                by = ", ".join(item["resolution"]["by"])
                click.echo(f"    → {item['resolution']['verdict']} by {by}: {clean(item['resolution']['rationale'])}")


def _without_names(item: dict[str, Any], seed: str) -> dict[str, Any]:
    """The item with its readers as "reader 1", "reader 2" …, in that order, also where they resolved it together."""
    from core.screening.disagreement_session import hidden_names

    names = hidden_names(seed, item["record_id"], [side["reviewer"] for side in item["decisions"]])
    sides = [{**side, "reviewer": names[side["reviewer"]]} for side in item["decisions"]]
    resolution = item["resolution"]
    if resolution is not None:
        resolution = {**resolution, "by": sorted(names.get(each, each) for each in resolution["by"])}
    return {**item, "decisions": sorted(sides, key=lambda side: str(side["reviewer"])), "resolution": resolution}


def _later(side: dict[str, Any]) -> str:
    return f" (changed after opening; was {side['at_opening']})" if side["at_opening"] else " (after opening)"


@command("resolve")
@click.argument("stage")
@click.argument("record")
@click.argument("verdict", type=click.Choice(["include", "exclude"]), required=False)
@click.option("--reason", default="", help="The id of one of the stage's reasons; with exclude.")
@click.option("--rationale", default="", help="Why it ended so.")
@click.option("--by", default="", metavar="R1,R2", help="Who agreed on it (default: the readers, or the adjudicator).")
@click.option("--escalate", "hands_over", is_flag=True, help="Hand it to an adjudicator instead.")
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
    from store.open_finished import open_finished_batches, settle_after_saving
    from store.resolutions import escalate, reopen, resolve

    if [verdict is not None, hands_over, reopens].count(True) != 1:
        raise click.UsageError("give a verdict (include or exclude), or --escalate, or --reopen")
    if verdict is not None and not rationale.strip():
        raise TamisError("a resolution needs its reason in words", where="--rationale", advice="Say why it ended so.")
    with call.review() as review:
        seen = open_finished_batches(review)
        this = review.stage(stage)
        record = seen.groups.of(record)
        done: Resolution | None
        if reopens:
            done = reopen(seen, this, record)
        elif verdict is None:
            done = escalate(seen, this, record, rationale)
        else:
            people = [each.strip() for each in by.split(",") if each.strip()]
            done = resolve(seen, this, record, Verdict(verdict), reason=reason, rationale=rationale, by=people)
        settle_after_saving(review)
    if call.json:
        print_json({"stage": stage, **(done.as_document() if done else {"record": record, "verdict": None})})
    what = f"resolved as {verdict}" if verdict else "escalated" if done else "reopened"
    say(f"{stage}, {record}: {what}")


@command("unblind")
@click.argument("stage")
@click.option("--rationale", required=True, help="Why; it is logged.")
@click.option("--round", "search_round", type=int, help="The search round (default: every one that is still blind).")
@click.option("--pilot", "pilot_only", is_flag=True, help="Open the stage's pilot only.")
def unblind_command(call: Call, stage: str, rationale: str, search_round: int | None, pilot_only: bool) -> None:
    """Open a STAGE before every reader has finished. Its agreement is marked as interim for good."""
    from core.errors import TamisError
    from core.sampling.sample import PILOT
    from store.open_finished import open_finished_batches
    from store.openings import open_stage

    with call.review() as review:
        seen = open_finished_batches(review)
        this = review.stage(stage)
        if seen.onlooker is not None:
            raise TamisError(
                f"{seen.onlooker} alone cannot open a stage",
                where=f"stage {stage}",
                advice="The team or an adjudicator does.",
            )
        wanted = PILOT if pilot_only else search_round
        blind = [each for each in seen.blind_batches(this) if wanted in (None, each)]
        if not rationale.strip():
            raise TamisError("opening a stage early needs its reason in words", where="--rationale", advice="Say why.")
        if not blind:
            one = "one reviewer reads it, so that it was never blind" if len(this.readers) < 2 else "it is open already"
            raise TamisError(f"there is nothing to open: {one}", where=f"stage {stage}", advice="See “tamis status”.")
        if PILOT in seen.blind_batches(this) and PILOT not in blind:
            blind.insert(0, PILOT)  # while the pilot is blind, all of the stage is
        journals = {reader.reviewer: review.decisions_journal(reader.reviewer, stage).seq for reader in this.readers}
        for each in blind:
            open_stage(review, this, each, journals, rationale)
    if call.json:
        print_json({"stage": stage, "rounds": [each for each in blind if each != PILOT], "pilot": PILOT in blind})
    say(f"{'the pilot of ' * pilot_only}{stage} is open; its agreement is interim")
