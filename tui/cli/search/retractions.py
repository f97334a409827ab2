"""`tamis retractions`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.words import count, day, plural
from tui.cli.call import Call, command, print_json, replay, say, say_undone, yes_option
from tui.text.plain import clean

if TYPE_CHECKING:
    from core.retractions.database import Unreadable
    from store.state.review_state import ReviewState

_SHOWN = 5


@command("retractions")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--dated", default="", metavar="YYYY-MM-DD", help="The day of the file (default: of its last change).")
@click.option("--undo", is_flag=True, help="Take your last comparison back; the one before counts again.")
@yes_option
def retractions_command(call: Call, file: Path | None, dated: str, undo: bool, yes: bool) -> None:
    """List the records that something speaks against: that they are retracted, corrected, or a notice themselves.

    So say their own titles and types, notices that were imported beside them, and FILE: the Retraction Watch database
    as Crossref gives it (retraction_watch.csv), which is compared with all records first. Each is said wherever the
    record is shown, and in the report with the day and the SHA-256 of FILE. Nothing is excluded by it.
    """
    from store.acts.retractions import undo_last
    from store.state.review_state import review_state
    from store.work.retractions import compare_retractions
    from tui.words.sources import day as day_of

    if file is not None and undo:
        raise click.UsageError("give FILE, or --undo")
    unreadable: list[Unreadable] = []
    with call.state() as before:
        review = before.review
        if file is not None:
            unreadable = compare_retractions(review, file, dated=day_of(dated, "--dated"))
        elif undo:
            _, what = replay(partial(undo_last, review), "takes back", yes=yes)
            say_undone(what)
        found = _form(review_state(review), unreadable)
    if call.json:
        print_json(found)
        return
    for each in found["flagged"]:
        click.echo(f"{each['record_id']}  {clean(each['title'])}")
        for flag in each["flags"]:
            click.echo(f"  {clean(flag['text'])}")
    for row in unreadable[:_SHOWN]:
        say(f"line {row.line}: not read: {row.what}")
    if len(unreadable) > _SHOWN:
        say(f"… {count(len(unreadable) - _SHOWN, 'more line')} not read (--json names them all)")
    compared = found["file"]
    if compared is None:
        say("no database of retractions was compared: tamis retractions FILE")
    else:
        say(
            f"{count(len(found['flagged']), 'record')}; {clean(compared['file'])} of {day(compared['dated'])}, "
            f"{count(compared['rows'], 'row')}, speaks of {compared['speaks_of']}"
        )
        if since := compared["imported_since"]:
            say(f"{count(since, 'record')} came in since and {plural(since, 'was')} not compared: give FILE again")


def _form(state: ReviewState, unreadable: list[Unreadable]) -> dict[str, Any]:
    """The fields of `tamis retractions --json`."""
    from core.retractions.words import flag_in_words
    from store.acts.duplicates.groups import shown_record
    from store.acts.retractions import imported_since, retraction_file
    from store.state.flags import flags_of

    review, groups, file = state.review, state.groups, retraction_file(state.review)
    of_file = ("database", "file", "sha256", "dated", "newest", "rows", "by", "at")
    return {
        "file": None
        if file is None
        else {name: getattr(file, name) for name in of_file}
        | {
            "speaks_of": len({groups.of(record) for record, _ in file.found if record in review.records}),
            "imported_since": imported_since(review, file),
        },
        "unreadable": [row._asdict() for row in unreadable],
        "flagged": [
            {
                "record_id": each,
                "title": shown_record(review, groups, each).title,
                "flags": [
                    {
                        "what": flag.what,
                        "said_by": flag.said_by,
                        "detail": flag.detail,
                        "record_id": flag.record or None,
                        "on": flag.on or None,
                        "text": flag_in_words(flag),
                    }
                    for flag in found
                ],
            }
            for each in groups.unique
            if (found := flags_of(review, groups, each))
        ],
    }
