"""`tamis suggest`."""

from __future__ import annotations

import click

from core.words import count, plural
from tui.cli.call import Call, acting_reviewer, command, print_json, say
from tui.text.plain import clean


@command("suggest")
@click.argument("stage")
@click.option("--apply", "applies", is_flag=True, help="Exclude what a database field backs, as one bulk decision.")
@click.option(
    "--pass-rest", "passes", is_flag=True, help="Include what nothing was suggested for, as one bulk decision."
)
@click.option("--list", "lists", is_flag=True, help="List each suggested record with its evidence.")
def suggest_command(call: Call, stage: str, applies: bool, passes: bool, lists: bool) -> None:
    """What a step STAGE suggests to exclude, with its evidence. Without an option nothing is decided.

    Hints that come from the title or abstract alone are never applied in bulk: look at them with `tamis screen STAGE`.
    """
    from core.errors import TamisError
    from core.screening.step_session import StepSuggestions, exclude_suggested, pass_on
    from store.state.review_state import review_state
    from store.state.shown_records import DiskShownRecords
    from store.work.openings import settle_after_saving
    from store.work.screening import DiskDecisionStore
    from tui.words.reading.decisions import nothing_waits

    with call.review() as review:
        this = review.stage(stage)
        if this.kind != "step":
            instead = "chart" if this.kind == "chart" else f"screen {stage}"
            advice = f"Only a step suggests. Read this one: tamis {instead}"
            raise TamisError(f"this is a “{this.kind}” stage", where=f"stage {stage}", advice=advice)
        looks_on = review.role is None and not (applies or passes)
        reviewer = this.readers[0].reviewer if looks_on else acting_reviewer(review, stage)
        state = review_state(review)
        records = DiskShownRecords(review, state.groups)
        waiting = tuple(state.funnel.state(stage).left[reviewer])
        found = StepSuggestions(this, waiting, records)
        found.look(len(waiting))
        suggestions = found.suggestions.values()
        applicable = [each for each in suggestions if each.backed]
        applied = passed = 0
        if applies or passes:
            store = DiskDecisionStore(review, reviewer, stage)
            applied = len(exclude_suggested(store, applicable)) if applies else 0
            passed = len(pass_on(store, found.unsuggested)) if passes else 0
            settle_after_saving(review)
    if call.json:
        print_json(
            {
                "stage": stage,
                "reviewer": reviewer,
                "waiting": len(waiting),
                "suggested": len(suggestions),
                "applied": applied,
                "passed_on": passed,
                "suggestions": [
                    {
                        "record_id": each.record_id,
                        "reason": each.reason,
                        "value": each.value,
                        "field": each.field,
                        "said": each.said,
                        "rule": each.rule,
                        "strength": each.strength,
                    }
                    for each in suggestions
                ],
            }
        )
        return
    click.echo(f"{stage}: {len(waiting):,} waiting, {len(suggestions):,} suggested for exclusion")
    for group in found.groups:
        click.echo(
            f"  {clean(group.summary)}" + (f", {count(len(group.hints), 'hint')} among them" if group.hints else "")
        )
        for each in group.suggestions if lists else ():
            title = clean(records.record(each.record_id).title)
            click.echo(f"    {each.record_id}  {clean(each.evidence)}: {clean(each.said)[:30]}  {title[:70]}")
    if not waiting:
        say(nothing_waits(state.waiting_before(this) if state.funnel.identified else None))
    left = len(suggestions) - len(applicable)
    if applies:
        hints = f"; {count(left, 'hint')} {plural(left, 'waits')} to be looked at: tamis screen {stage}" if left else ""
        say(f"excluded {applied:,}{hints}")
    elif applicable:
        say(f"exclude {len(applicable):,} with: tamis suggest {stage} --apply")
    if passes:
        say(f"passed on {passed:,}")
    elif found.unsuggested:
        say(
            f"nothing is suggested for {len(found.unsuggested):,}; pass them on with: tamis suggest {stage} --pass-rest"
        )
