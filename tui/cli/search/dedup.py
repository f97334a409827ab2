"""`tamis dedup`."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from tui.cli.call import Call, ask_first, command, print_json, print_table, replay, say, say_undone, yes_option

if TYPE_CHECKING:
    from store.folder.review import Review
    from store.journal.journal import Change


@command("dedup")
@click.option("--review", "show_pairs", is_flag=True, help="Open the side-by-side screen for the uncertain pairs.")
@click.option("--pairs", is_flag=True, help="List the uncertain pairs.")
@click.option("--groups", is_flag=True, help="List every record with its group.")
@click.option("--format", "format", type=click.Choice(["text", "csv"]), default="text", help="For --groups.")
@click.option("--same", nargs=2, metavar="A B", help="Say that two records are the same publication.")
@click.option("--not-same", "different", nargs=2, metavar="A B", help="Say that they are not; it is kept for good.")
@click.option("--undo", "undone", nargs=2, metavar="A B", help="Take such a verdict back.")
@click.option("--undo-last", is_flag=True, help="Take back your last run, or your last verdict, whichever came last.")
@yes_option
@click.option("--note", default="", help="Why, for --same and --not-same.")
@click.option(
    "--even-so",
    is_flag=True,
    help="Merge also where somebody said different things of the two: neither counts then, and the record waits.",
)
def dedup_command(
    call: Call,
    show_pairs: bool,
    pairs: bool,
    groups: bool,
    format: str,
    same: tuple[str, str] | None,
    different: tuple[str, str] | None,
    undone: tuple[str, str] | None,
    undo_last: bool,
    yes: bool,
    note: str,
    even_so: bool,
) -> None:
    """Find duplicates: the certain ones are merged, the doubtful ones wait for a person.

    Nothing is deleted: each merge is an event that names its rule, and can be taken back.
    """
    from store.acts import duplicates

    if show_pairs:
        from tui.cli.open_app import open_app

        open_app(call, screen="duplicates")
        return
    with call.review() as review:
        if groups:
            _print_groups(call, review, format)
            return
        if pairs:
            _print_pairs(call, review)
            return
        if same:
            if not even_so:
                _ask(review, duplicates.verdict_changes(review, [same], same=True))
            duplicates.give_verdict(review, *same, same=True, note=note)
        elif different:
            duplicates.give_verdict(review, *different, same=False, note=note)
        elif undone:
            if not even_so:
                _ask(review, duplicates.verdict_changes(review, [undone], same=None))
            duplicates.take_back_verdict(review, *undone)
        elif undo_last:
            if not even_so:
                _ask(review, duplicates.changes_of_undo(review))
            _, what = replay(partial(duplicates.undo_last, review), "takes back", yes=yes)
            say_undone(what)
        else:
            from store.work.duplicates import find_duplicates

            find_duplicates(review, progress=_progress if sys.stderr.isatty() else None)
        summary = dedup_json(review)
    if call.json:
        print_json(summary)
        return
    click.echo(
        f"{summary['records']:,} records: {summary['duplicates_removed']:,} duplicates in {summary['groups']:,} groups "
        f"removed, {summary['unique']:,} unique, {summary['pairs_to_review']:,} pairs to review"
    )
    rows = [(name, each["records"], each["unique_to_source"]) for name, each in summary["by_source"].items()]
    print_table(("source", "records", "only here"), rows)
    if summary["pairs_to_review"]:
        say("next: tamis dedup --review")


def _ask(review: Review, changes: Iterable[Change]) -> None:
    """Say which verdicts would contradict each other after a merge, and ask whether to merge all the same.

    Raises:
        TamisError: Nobody is there to answer.
        click.Abort: The answer is no.
    """
    from store.state.contradictions import contradictions_after
    from tui.words.decisions import contradiction_in_words

    found = contradictions_after(review, changes)
    if not found:
        return
    what = "; ".join(contradiction_in_words(each, review.role, with_ids=True) for each in found)
    what += ": if they are merged no such verdict counts, and the record waits"
    ask_first(what, "--even-so")


def dedup_json(review: Review) -> dict[str, Any]:
    """The fields of `tamis dedup --json`."""
    from store.acts.duplicates import duplicate_groups, pairs_to_review
    from store.state.duplicate_counts import overlap, removed_by

    groups = duplicate_groups(review)
    total = len(review.records)
    by_machine, by_person = removed_by(review, groups)
    return {
        "records": total,
        "unique": len(groups.unique),
        "duplicates_removed": total - len(groups.unique),
        "removed_automatically": by_machine,
        "removed_by_reviewers": by_person,
        "groups": len(groups.members),
        "pairs_to_review": len(pairs_to_review(review)),
        "by_source": {name: each._asdict() for name, each in overlap(review, groups).items()},
    }


def _print_groups(call: Call, review: Review, format: str) -> None:
    from store.state.duplicate_counts import GroupedRecord, grouped_records

    rows, columns = list(grouped_records(review)), GroupedRecord._fields
    if call.json:
        print_json([each._asdict() for each in rows])
    elif format == "csv":
        csv.writer(sys.stdout, lineterminator="\n").writerows([columns, *rows])
    else:
        print_table(columns, rows)


def _print_pairs(call: Call, review: Review) -> None:
    from store.acts.duplicates import pairs_to_review
    from tui.text.plain import clean

    found = pairs_to_review(review)
    if call.json:
        print_json([{"a": each.a, "b": each.b, "rule": each.rule, "evidence": dict(each.evidence)} for each in found])
        return
    for pair in found:
        click.echo(f"{pair.rule}: " + ", ".join(f"{name} {value}" for name, value in pair.evidence.items()))
        for each in (pair.a, pair.b):
            record = review.records.get(each)
            click.echo(f"  {each}  {record.year or '–'}  {clean(record.title)}")


def _progress(done: int, total: int) -> None:
    click.echo(f"\rcomparing {done:,} of {total:,}", err=True, nl=done >= total)
