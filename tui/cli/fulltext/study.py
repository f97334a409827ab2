"""`tamis study`: which reports are of one study."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import click

from tui.cli.call import Call, command, print_json, replay, say, say_undone, yes_option
from tui.text.plain import clean


@command("study")
@click.argument("records", nargs=-1)
@click.option("--apart", metavar="RECORD", help="Take this report out of its study.")
@click.option("--undo", is_flag=True, help="Take back your last grouping or taking apart.")
@yes_option
def study_command(call: Call, records: tuple[str, ...], apart: str | None, undo: bool, yes: bool) -> None:
    """Say that RECORDs report one study, which then counts once; without records, list the studies.

    Listed too is what may be of one study: a protocol and its result, a preprint or a conference abstract and its
    article, as the search for duplicates found them. The reports stay records, each with its own decisions.
    """
    from store.acts.duplicates.groups import shown_record
    from store.acts.duplicates.studies import group, set_apart, undo_last
    from store.state.review_state import review_state
    from store.state.study_links import offered_studies

    if sum((bool(records), apart is not None, undo)) > 1:
        raise click.UsageError("give records, or --apart RECORD, or --undo")
    with call.state() as before:
        review, groups = before.review, before.groups
        if records:
            done = group(review, groups, records)
            say(f"one study of {len(done.reports)} reports now: {done.reports[0]}")
        elif apart is not None:
            done = set_apart(review, groups, apart)
            say(f"{groups.of(apart)} is a study of its own now")
        elif undo:
            _, what = replay(partial(undo_last, review), "takes back", yes=yes)
            say_undone(what)
        state = review_state(review)

        def reports_of(ids: Sequence[str]) -> list[dict[str, str]]:
            return [{"record_id": each, "title": shown_record(review, state.groups, each).title} for each in ids]

        rows: list[dict[str, Any]] = [
            {"study": study, "reports": reports_of(reports)} for study, reports in state.studies.reports.items()
        ]
        offered: list[dict[str, Any]] = [
            {"rule": pair.rule, "reports": reports_of((pair.a, pair.b))} for pair in offered_studies(state)
        ]
    if call.json:
        print_json({"studies": rows, "offered": offered})
    elif not (records or apart or undo):
        for row in rows:
            click.echo(row["study"])
            for each in row["reports"]:
                click.echo(f"  {each['record_id']}  {clean(each['title'])}")
        for row in offered:
            click.echo(f"of one study? {row['rule']}")
            for each in row["reports"]:
                click.echo(f"  {each['record_id']}  {clean(each['title'])}")
