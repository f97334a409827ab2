"""`tamis disagreements`."""

from __future__ import annotations

from typing import Any

import click

from tui.cli.call import Call, command, has_terminal, print_json, say, say_blind
from tui.text.plain import clean


@command("disagreements")
@click.argument("stage", required=False)
@click.option(
    "--hide-names", is_flag=True, help="List them without saying who said what; notes stay as they were written."
)
def disagreements_command(call: Call, stage: str | None, hide_names: bool) -> None:
    """Where the readers of a STAGE differ: all sides, and how it ended. Stages that are still blind are left out.

    In a terminal this is the side-by-side screen; otherwise, with --json and with --hide-names, the list.
    """
    if not (call.json or hide_names) and has_terminal():
        from tui.cli.open_app import open_app

        open_app(call, stage=stage, screen="disagreements")
        return

    from store.resolutions import disagreements

    with call.state() as seen:
        wanted = (
            [seen.review.stage(stage)] if stage else [each for each in seen.review.protocol.stages if each.disputed]
        )
        found: list[dict[str, Any]] = []
        for each in wanted:
            say_blind(each, seen.unfinished_rounds(each))
            items = disagreements(seen, each)
            if hide_names:
                items = [_without_names(item, seen.review.protocol.seed) for item in items]
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
