"""`tamis disagreements`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from tui.cli.call import Call, command, has_terminal, print_json, say, say_blind
from tui.text.plain import clean

if TYPE_CHECKING:
    from core.protocol.values import Stage
    from core.screening.disagreement import Disagreement, Side


@command("disagreements")
@click.argument("stage", required=False)
@click.option(
    "--hide-names", is_flag=True, help="List them without saying who said what; notes stay as they were written."
)
def disagreements_command(call: Call, stage: str | None, hide_names: bool) -> None:
    """Where the readers of a STAGE differ, or where one said different things of records that are one now.

    All sides are listed, and how it ended. What is still blind is left out, but for what you said yourself.

    In a terminal this is the side-by-side screen; otherwise, with --json and with --hide-names, the list.
    """
    if not (call.json or hide_names) and has_terminal():
        from tui.cli.open_app import open_app

        open_app(call, stage=stage, screen="disagreements")
        return

    from store.acts.duplicates.groups import shown_record
    from store.work.disagreements import stages_in_disagreement
    from store.work.resolutions import disagreements
    from tui.words.reading.disagreements import conflicting_in_words

    with call.state() as state:
        review = state.review
        wanted = [review.stage(stage)] if stage else stages_in_disagreement(state)
        found: list[tuple[Stage, list[Disagreement]]] = []
        for each in wanted:
            say_blind(each, state.unfinished_rounds(each))
            items = disagreements(state, each)
            found.append((each, [item.without_names(review.protocol.seed) for item in items] if hide_names else items))
        titles = {
            item.record: shown_record(review, state.groups, item.record).title for _, part in found for item in part
        }
    if call.json:
        documents = [
            {"stage": this.id, "items": [_document(item, this, titles[item.record]) for item in items]}
            for this, items in found
        ]
        print_json(documents[0] if stage else {"stages": documents})
        return
    if not titles:
        say(f"there is no disagreement{f' at {stage}' if stage else ''} that you may see")
    for this, items in found:
        for item in items:
            click.echo(f"{this.id}  {item.record}  {item.state(this)}  {clean(titles[item.record])}")
            for side in item.sides:
                said = side.decision
                reason = f" ({said.reason})" if said.reason else ""
                note = f" – {clean(said.note)}" if said.note else ""
                click.echo(f"    {side.reviewer}: {said.verdict}{reason}{_later(side)}{_again(side)}{note}")
            for word in (*item.conflict, *item.at_once):
                click.echo(f"    {conflicting_in_words(word)}")
            if item.resolution and item.resolution.verdict:
                by = ", ".join(item.resolution.by)
                click.echo(f"    → {item.resolution.verdict} by {by}: {clean(item.resolution.rationale)}")


def _document(item: Disagreement, stage: Stage, title: str) -> dict[str, Any]:
    return {
        "record_id": item.record,
        "title": title,
        "decisions": [
            {
                "reviewer": side.reviewer,
                "verdict": side.decision.verdict,
                "reason": side.decision.reason,
                "note": side.decision.note,
                "labels": side.decision.labels,
                "at": side.decision.at,
                "after_opening": side.late,
                "at_opening": _at_opening(side),
                "second_look": (side.again and side.again.verdict) or "",
            }
            for side in item.sides
        ],
        "state": item.state(stage),
        "conflict": [{**asdict(each), "by": list(each.by)} for each in item.conflict],
        "at_once": [{**asdict(each), "by": list(each.by)} for each in item.at_once],
        "resolution": item.resolution and item.resolution.as_document(),
    }


def _at_opening(side: Side) -> str:
    """The verdict that stood at the opening, of one changed since; "" for none."""
    return (side.before and side.before.verdict) or ""


def _again(side: Side) -> str:
    return f"; at a second look {side.again.verdict}" if side.again else ""


def _later(side: Side) -> str:
    if not side.late:
        return ""
    return f" (changed after opening; was {was})" if (was := _at_opening(side)) else " (after opening)"
