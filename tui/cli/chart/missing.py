"""`tamis chart missing`."""

from __future__ import annotations

from typing import Any

import click

from core.words import count, plural
from tui.cli.call import Call, command, print_json, say
from tui.cli.chart.stage import own_session, stage_option
from tui.text.plain import clean


@command("missing")
@click.option("--quotes", "looks", is_flag=True, help="Also the quotes that the texts of the reports no longer hold.")
@stage_option
def missing_command(call: Call, looks: bool, stage: str | None) -> None:
    """What your forms still miss, by the form as it is now; and answers that it no longer allows."""
    from store.work.texts.report_text import text_place

    with call.review() as review:
        state, session = own_session(review, stage)
        rows: list[dict[str, Any]] = []
        for study in session.studies:
            fields = session.fields(study)
            gone = {each.item.id: list(each.outdated) for each in fields if each.outdated}
            lacking = [each.item.id for each in fields if each.missing]
            quoted = {(each.item.id, quote.text) for each in fields if each.value for quote in each.value.quotes}
            lost: dict[str, list[str]] = {}
            if looks and quoted:
                gone_from = text_place(review, state.groups, state.studies.around(study)).lost
                for item, quote in sorted(quoted):
                    if gone_from([quote]):
                        lost.setdefault(item, []).append(quote)
            if lacking or gone or lost or not session.is_complete(study):
                complete = session.is_complete(study)
                row: dict[str, Any] = {"record_id": study, "complete": complete, "missing": lacking, "outdated": gone}
                rows.append(row | ({"lost_quotes": lost} if looks else {}))
    if call.json:
        print_json({"stage": session.stage.id, "reviewer": session.reviewer, "studies": rows})
        return
    for row in rows:
        said = [f"missing: {', '.join(row['missing'])}"] if row["missing"] else []
        said += [f"{item}: no longer a choice: {clean(', '.join(of))}" for item, of in row["outdated"].items()]
        said += [
            f"{item}: no longer in the text: “{clean(quote)}”"
            for item, quotes in row.get("lost_quotes", {}).items()
            for quote in quotes
        ]
        click.echo(
            f"{row['record_id']}  {'; '.join(said) or 'nothing is missing; it waits for “tamis chart complete”'}"
        )
    asking, forms = len(rows), count(len(session.studies), "form")
    say(f"{session.reviewer} at {session.stage.id}: {asking:,} of {forms} {plural(asking, 'needs')} something")
