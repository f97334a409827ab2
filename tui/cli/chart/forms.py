"""`tamis chart forms`."""

from __future__ import annotations

from typing import Any

import click

from tui.cli.call import Call, command, print_json, print_table, say
from tui.cli.chart.stage import own_session
from tui.text.plain import clean


@command("forms")
@click.argument("stage", required=False)
def forms_command(call: Call, stage: str | None) -> None:
    """The studies that you owe at a STAGE, and how far each form is."""
    print_forms(call, stage)


def print_forms(call: Call, stage: str | None) -> None:
    """Print the studies that the acting reviewer owes at a stage (default: charting), and how far each form is."""
    with call.review() as review:
        _, session = own_session(review, stage)
        rows: list[dict[str, Any]] = [
            {
                "record_id": study,
                "title": session.record(study).title,
                "answered": progress.answered,
                "items": progress.total,
                "missing": progress.missing,
                "complete": progress.complete,
            }
            for study in session.studies
            for progress in (session.progress(study),)
        ]
        done = session.done
    if call.json:
        print_json({"stage": session.stage.id, "reviewer": session.reviewer, "studies": rows})
        return
    print_table(
        ("record", "answered", "missing", "complete", "title"),
        [
            (
                row["record_id"],
                f"{row['answered']}/{row['items']}",
                row["missing"],
                "yes" if row["complete"] else "no",
                clean(row["title"])[:60],
            )
            for row in rows
        ],
    )
    say(f"{session.reviewer} at {session.stage.id}: {done:,} of {len(rows):,} forms are complete")
