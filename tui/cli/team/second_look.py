"""`tamis second-look`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli.call import Call, acting_reviewer, command, print_json, say
from tui.text.plain import printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.work.second_look import SecondLook


@command("second-look")
@click.argument("stage")
@click.option(
    "--change",
    nargs=2,
    metavar="RECORD VERDICT",
    help="Read again, an excluded record is to go on: include or maybe.",
)
@click.option("--confirm", metavar="RECORD", help="Read again, an excluded record stays excluded.")
def second_look_command(call: Call, stage: str, change: tuple[str, str] | None, confirm: str | None) -> None:
    """The exclusions at a STAGE that look most like what was included, to be read once more.

    What is said of them is an act of its own: decisions, agreement and what the sample says stay as they were.
    “tamis undo STAGE” takes it back.
    """
    from core.ranking.slices import whole
    from core.screening.decision import Verdict
    from store.state.review_state import review_state
    from store.state.shown_records import DiskShownRecords
    from store.work.second_look import look_again, say_again

    if change and confirm:
        raise click.UsageError("Give --change or --confirm, not both.")
    if change and change[1] not in ("include", "maybe"):
        raise click.UsageError(
            f"--change {change[0]} {change[1]}: the verdict is include or maybe; --confirm keeps it."
        )
    if change or confirm:
        record, verdict = (change[0], Verdict(change[1])) if change else (confirm or "", Verdict.EXCLUDE)
        with call.saving() as review:
            reviewer = acting_reviewer(review, stage)
            said = say_again(review_state(review), review.stage(stage), record, verdict)
        done = "changed" if change else "confirmed"
        if call.json:
            stored = {"record_id": said.record, "verdict": verdict, "state": done, "at": said.at}
            print_json({"stage": stage, "reviewer": reviewer, **stored})
        say(f"{reviewer} at {stage}, second look: {said.record} {done}" + (f" to {verdict}" if change else ""))
        return
    with call.state() as state:
        found = whole(look_again(state, state.review.stage(stage)))
        store = DiskShownRecords(state.review, state.groups)

        def title(record: str) -> str:
            return store.record(record).title

        if call.json:
            print_json(_document(found, title))
        else:
            _print(found, title)


def _document(found: SecondLook, title: Callable[[str], str]) -> dict[str, object]:
    return {
        "stage": found.stage,
        "reviewer": found.reviewer,
        "excluded": len(found.excluded),
        "listed": len(found.listed),
        "items": [
            {
                "record_id": each.record,
                "title": title(each.record),
                "rank": rank,
                "speaks_for": list(each.speaks_for),
                "nearest_included": each.nearest_included,
                "state": found.state_of(each.record),
            }
            for rank, each in enumerate(found.listed, start=1)
        ],
        "read": len(found.said),
        "changed": len(found.changed),
    }


def _print(found: SecondLook, title: Callable[[str], str]) -> None:
    from core.ranking.second_look import BLOCK

    whose = found.reviewer or "one reader alone"
    click.echo(
        f"{found.stage}: {len(found.listed):,} of the {len(found.excluded):,} records that {whose} excluded look most "
        f"like included ones; {len(found.said):,} read again, {len(found.changed):,} of them changed"
    )
    still = [(rank, each) for rank, each in enumerate(found.listed, start=1) if found.state_of(each.record) == "open"]
    for rank, each in still[:BLOCK]:
        click.echo(f"{rank:4} {each.record}  {printable(title(each.record))}")
        click.echo(
            f"     for it: {printable(', '.join(each.speaks_for)) or '–'}; nearest included: {each.nearest_included}"
        )
    if len(still) > BLOCK:
        say(f"  … and {len(still) - BLOCK:,} more, when these are read (--json lists them)")
