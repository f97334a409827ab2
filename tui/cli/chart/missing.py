"""`tamis chart missing`."""

from __future__ import annotations

from typing import Any

import click

from tui.cli.call import Call, command, print_json, say
from tui.cli.chart.stage import own_session, stage_option
from tui.text.plain import clean


@command("missing")
@stage_option
def missing_command(call: Call, stage: str | None) -> None:
    """What your forms still miss, by the form as it is now; and answers that it no longer allows."""
    with call.review() as review:
        _, session = own_session(review, stage)
        rows: list[dict[str, Any]] = []
        for study in session.studies:
            fields = session.fields(study)
            gone = {each.item.id: list(each.outdated) for each in fields if each.outdated}
            lacking = [each.item.id for each in fields if each.missing]
            if lacking or gone or not session.is_complete(study):
                complete = session.is_complete(study)
                rows.append({"record_id": study, "complete": complete, "missing": lacking, "outdated": gone})
    if call.json:
        print_json({"stage": session.stage.id, "reviewer": session.reviewer, "studies": rows})
        return
    for row in rows:
        said = [f"missing: {', '.join(row['missing'])}"] if row["missing"] else []
        said += [f"{item}: no longer a choice: {clean(', '.join(of))}" for item, of in row["outdated"].items()]
        click.echo(
            f"{row['record_id']}  {'; '.join(said) or 'nothing is missing; it waits for “tamis chart complete”'}"
        )
    say(f"{session.reviewer} at {session.stage.id}: {len(rows):,} of {len(session.studies):,} forms need something")
