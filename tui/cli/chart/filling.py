"""`tamis chart forms|set|complete|missing`: one charter's forms, from the command line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from tui.cli.call import Call, acting_reviewer, print_json, print_table, say, shared_options
from tui.cli.chart.stage import chart_stage, study_of, value_fields
from tui.text.plain import clean

if TYPE_CHECKING:
    from core.charting.session import ChartSession
    from store.review import Review
    from store.review_state import ReviewState


@click.command("open")
@shared_options
@click.argument("stage", required=False)
@click.pass_obj
def open_command(call: Call, stage: str | None) -> None:
    """The screen of charting at a STAGE (default: the first one); where there is no terminal, what `forms` prints."""
    open_charting(call, stage)


def open_charting(call: Call, stage: str | None) -> None:
    """Open the screen of charting, or print how far each form is where nobody could see it."""
    from tui.cli.read.screen import open_app

    if call.json or not sys.stdout.isatty():
        print_forms(call, stage)
        return
    with call.review() as review:
        found = chart_stage(review, stage).id
    open_app(call, stage=found, screen="charting")


@click.command("forms")
@shared_options
@click.argument("stage", required=False)
@click.pass_obj
def forms_command(call: Call, stage: str | None) -> None:
    """The studies that you owe at a STAGE, and how far each form is."""
    print_forms(call, stage)


def print_forms(call: Call, stage: str | None) -> None:
    """Print the studies that the acting reviewer owes at a stage (default: charting), and how far each form is."""
    with call.review() as review:
        _, session = _session(review, stage)
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


@click.command("set")
@shared_options
@click.argument("stage")
@click.argument("record")
@click.argument("item")
@click.argument("value", required=False)
@click.option("--quote", help="The words of the report that it rests on.")
@click.option("--page", help="Where they stand.")
@click.option("--not-reported", "not_reported", is_flag=True, help="The report does not say.")
@click.option("--clear", "clears", is_flag=True, help="Take the answer off the form.")
@click.pass_obj
def set_command(
    call: Call,
    stage: str,
    record: str,
    item: str,
    value: str | None,
    quote: str | None,
    page: str | None,
    not_reported: bool,
    clears: bool,
) -> None:
    """Fill in an ITEM of the form of a study, as the reviewer you act as.

    Several answers stand apart by ";". A choice may be given by its beginning.
    """
    from store.open_finished import settle_after_saving

    evidence = quote is not None or page is not None
    given = [each for each in (value is not None, not_reported, clears) if each]
    if len(given) > 1 or (not given and not evidence) or (clears and evidence):
        raise click.UsageError("give a VALUE, --not-reported, --clear, or only --quote and --page")
    with call.review() as review:
        seen, session = _session(review, stage)
        study = _go_to(seen, session, record)
        if evidence:
            session.set_evidence(item, quote=quote, page=page)
        if value is not None:
            session.set(item, value)
        elif not_reported:
            session.set_not_reported(item)
        elif clears:
            session.clear(item)
        field = session.field(item, study)
        settle_after_saving(review)
    if call.json:
        print_json({"stage": session.stage.id, "reviewer": session.reviewer, **value_fields(study, item, field.value)})
    say(f"{session.reviewer} at {session.stage.id}, {study}, {item}: {clean(field.text) or '(no answer)'}")


@click.command("complete")
@shared_options
@click.argument("stage")
@click.argument("record")
@click.option("--reopen", "reopens", is_flag=True, help="It is not complete after all.")
@click.pass_obj
def complete_command(call: Call, stage: str, record: str, reopens: bool) -> None:
    """Say that the form of a study is complete. What the record proposes for open items is taken over."""
    from store.open_finished import settle_after_saving

    with call.review() as review:
        seen, session = _session(review, stage)
        study = _go_to(seen, session, record)
        if reopens:
            session.reopen()
        else:
            session.complete()
        settle_after_saving(review)
    if call.json:
        print_json(
            {"stage": session.stage.id, "reviewer": session.reviewer, "record_id": study, "complete": not reopens}
        )
    say(f"{session.reviewer} at {session.stage.id}, {study}: " + ("reopened" if reopens else "complete"))


@click.command("missing")
@shared_options
@click.option("--stage", metavar="S", help="The stage (default: charting).")
@click.pass_obj
def missing_command(call: Call, stage: str | None) -> None:
    """What your forms still miss, by the form as it is now; and answers that it no longer allows."""
    with call.review() as review:
        _, session = _session(review, stage)
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


def _session(review: Review, stage: str | None) -> tuple[ReviewState, ChartSession]:
    from store.charting import chart_session
    from store.open_finished import open_finished_batches

    this = chart_stage(review, stage)
    reviewer = acting_reviewer(review, this.id)
    seen = open_finished_batches(review)
    return seen, chart_session(seen, this, reviewer)


def _go_to(seen: ReviewState, session: ChartSession, record: str) -> str:
    from core.errors import TamisError

    study = study_of(seen, record)
    if not session.go_to(study):
        raise TamisError(
            f"{session.reviewer} does not owe this study",
            where=f"stage {session.stage.id}, record {record}",
            advice="“tamis chart” lists those that you owe.",
        )
    return study
