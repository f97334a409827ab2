"""`tamis chart set`."""

from __future__ import annotations

import click

from tui.cli.call import Call, command, print_json, say
from tui.cli.chart.stage import go_to, own_session, value_fields
from tui.text.plain import clean


@command("set")
@click.argument("stage")
@click.argument("record")
@click.argument("item")
@click.argument("value", required=False)
@click.option("--quote", help="The words of the report that it rests on.")
@click.option("--page", help="Where they stand.")
@click.option("--also", is_flag=True, help="The quote is a further one; without it, it takes the place of the first.")
@click.option("--not-reported", "not_reported", is_flag=True, help="The report does not say.")
@click.option("--clear", "clears", is_flag=True, help="Take the answer off the form.")
def set_command(
    call: Call,
    stage: str,
    record: str,
    item: str,
    value: str | None,
    quote: str | None,
    page: str | None,
    also: bool,
    not_reported: bool,
    clears: bool,
) -> None:
    """Fill in an ITEM of the form of a study, as the reviewer you act as.

    Several answers stand apart by ";". A choice may be given by its beginning.
    """
    from core.charting.quotes import Quote
    from store.work.texts.report_text import text_place

    evidence = quote is not None or page is not None
    given = [each for each in (value is not None, not_reported, clears) if each]
    if len(given) > 1 or (not given and not evidence) or (clears and evidence) or (also and not quote):
        raise click.UsageError(
            "give a VALUE, --not-reported, --clear, or only --quote and --page; --also goes with --quote"
        )
    with call.saving() as review:
        state, session = own_session(review, stage)
        study = go_to(state, session, record)
        if also:
            session.add_quote(item, Quote(quote or "", page or ""))
        elif evidence:
            session.set_evidence(item, quote=quote, page=page)
        if value is not None:
            session.set(item, value)
        elif not_reported:
            session.set_not_reported(item)
        elif clears:
            session.clear(item)
        field = session.field(item, study)
        if field.item not in session.items:
            say(f"warning: {item} is not asked of this study and does not count: another checklist is chosen, or none")
        if quote:
            place = text_place(review, state.groups, state.studies.around(study))
            if place.lost([quote]):
                sources = ", ".join(text.source for text in place.texts)
                say(f"warning: the text does not hold this quote ({clean(sources)})")
    if call.json:
        print_json({"stage": session.stage.id, "reviewer": session.reviewer, **value_fields(study, item, field.value)})
    say(f"{session.reviewer} at {session.stage.id}, {study}, {item}: {clean(field.text) or '(no answer)'}")
