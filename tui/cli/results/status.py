"""`tamis status`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from core.words import count
from tui.cli.call import Call, command, print_json, print_table, say
from tui.words.funnel import came_late, conflicting, differing, duplicate_notices, waiting_for
from tui.words.reading.pace import at_pace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.protocol.values import Protocol
    from core.screening.decision import Act
    from core.screening.status import Status
    from store.numbers.charting.categories import Categories
    from store.state.review_state import ReviewState


SEALED = "–"


@command("status")
@click.option(
    "--categories",
    "by_category",
    is_flag=True,
    help="Also what the records of each stage are, excluded or not: by label, type of publication and suggestion.",
)
def status_command(call: Call, by_category: bool) -> None:
    """The counts of the funnel, and who owes what. Every number is derived from the log at this moment."""
    from store.numbers.status import status

    with call.state() as state:
        counts = status(state)
        protocol = state.review.protocol
        found = _categories(state) if by_category else {}
        who, todo, command = _next(counts, protocol, state.review.role)
    if call.json:
        from store.bundle.json_forms import status_form

        document = status_form(counts, protocol)
        for stage, shown in zip(document["stages"], counts.stages, strict=True):
            stage["per_hour"] = {who: share.per_hour for who, share in shown.readers.items()}
        document["next"] = {"who": who, "what": todo, "command": command} if who else None
        for stage in document["stages"] if by_category else ():
            stage["categories"] = _form(found[stage["stage"]])
        print_json(document)
        return
    print_status(counts)
    if who:
        say(f"next for {who}: {todo}: {command}")
    for name, each in found.items():
        rows = [(kind, label, n) for kind, counted in _form(each).items() for label, n in counted.items()]
        if rows:
            click.echo(f"\n{name}: of all that entered")
            print_table(("by", "category", "records"), rows)


def _next(counts: Status, protocol: Protocol, who: str | None) -> tuple[str, str, str]:
    """Whose turn it is, the turn of whoever acts or of whom the team waits for; what is to do, and by which command."""
    from core.screening.next_step import next_step, team_step
    from tui.words.work import as_command, what

    who, step = (who, next_step(counts, protocol, who)) if who else team_step(counts, protocol)
    title = step.stage.title if step.stage else ""
    return (who, what(step, title), as_command(step)) if as_command(step) else ("", "", "")


def _categories(state: ReviewState) -> dict[str, Categories]:
    from store.numbers.charting.categories import categories

    return {each.id: categories(state, each) for each in state.review.protocol.stages}


def _form(found: Categories) -> dict[str, dict[str, int]]:
    """How many records are in each category, by kind and name."""
    kinds = {"labels": found.labels, "types": found.types, "suggested": found.suggestions}
    return {kind: {name: len(ids) for name, ids in by_name.items()} for kind, by_name in kinds.items()}


def _acts(acts: Mapping[Act, Sequence[str]] | None) -> tuple[int | str, ...]:
    """How many decisions a reader made one by one, confirmed in bulk, and passed in bulk."""
    return (SEALED,) * 3 if acts is None else tuple(map(len, acts.values()))


def print_status(counts: Status) -> None:
    """Write the counts as tables, and what the team should know besides."""
    from core.screening.decision import IN_BULK

    whole = counts.whole
    click.echo(
        f"identified {whole['identified']:,}, duplicates removed {whole['duplicates']:,}, unique {whole['unique']:,}"
    )
    names = ("entered", "included", "excluded", "waiting", "disagreements")
    rows = [(each.id, *(len(getattr(each.state, name)) for name in names)) for each in counts.stages]
    print_table(("stage", "entered", "included", "excluded", "waiting", "differ"), rows)
    click.echo()
    readers = [
        (name, each.id, share.owed, share.done, *_acts(each.acts.get(name)))
        for each in counts.stages
        for name, share in each.readers.items()
        if share.owed
    ]
    if readers:
        bulk = any(acts[act] for each in counts.stages for acts in each.acts.values() if acts for act in IN_BULK)
        head = ("who", "stage", "owed", "done", "one by one", "by rule", "passed")
        shown = len(head) if bulk else 4
        print_table(head[:shown], [row[:shown] for row in readers])
        if bulk:
            say("by rule: suggestions confirmed in bulk; passed: in bulk, since nothing was suggested")
    for each in counts.stages:
        if lost := len(each.state.not_retrieved):
            say(f"{each.id}: of those excluded, {count(lost, 'report')} could not be retrieved")
    for notice in duplicate_notices(len(counts.imports_to_search), counts.pairs_to_review):
        say(notice)
    upstream = 0
    for each in counts.stages:
        waiting = len(each.state.waiting)
        upstream += waiting
        for line in differing(each):
            say(f"{line}: tamis disagreements {each.id}")
        for line in waiting_for(each) + came_late(each) + conflicting(each):
            say(line)
        for name, share in each.readers.items():
            if share.per_hour:
                say(f"{each.title}: {name} reads at {at_pace(share.per_hour, share.left)} left")
        if each.sample_drawn is False and each.state.entered and upstream == waiting:
            shared = each.state.stage.sharing is not None
            what = "no records have been dealt yet" if shared else "no sample has been drawn for the second reader"
            say(f"{each.id}: {what}: tamis sample {each.id} --draw")
    if counts.leaks:
        say(f"THE FUNNEL DOES NOT ADD UP at {len(counts.leaks)} records: {', '.join(counts.leaks[:10])}")
