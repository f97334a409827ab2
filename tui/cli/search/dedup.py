"""`tamis dedup`."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from core.words import count, number
from tui.cli.call import Call, ask_first, command, print_json, print_table, replay, say, say_undone, yes_option

if TYPE_CHECKING:
    from store.folder.review import Review
    from store.journal.journal import Change


@command("dedup")
@click.option("--review", "show_pairs", is_flag=True, help="Open the side-by-side screen for the uncertain pairs.")
@click.option("--pairs", is_flag=True, help="List the uncertain pairs.")
@click.option("--groups", is_flag=True, help="List every record with its group.")
@click.option("--format", "format", type=click.Choice(["text", "csv"]), default="text", help="For --groups.")
@click.option("--explain", nargs=2, metavar="A B", help="Why two records are merged, asked about or neither.")
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
    explain: tuple[str, str] | None,
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
    from store.acts.duplicates import verdicts

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
        if explain:
            _explain(call, review, *explain)
            return
        if same:
            if not even_so:
                _ask(review, verdicts.verdict_changes(review, [same], same=True))
            verdicts.give_verdict(review, *same, same=True, note=note)
        elif different:
            verdicts.give_verdict(review, *different, same=False, note=note)
        elif undone:
            if not even_so:
                _ask(review, verdicts.verdict_changes(review, [undone], same=None))
            verdicts.take_back_verdict(review, *undone)
        elif undo_last:
            if not even_so:
                _ask(review, verdicts.changes_of_undo(review))
            _, what = replay(partial(verdicts.undo_last, review), "takes back", yes=yes)
            say_undone(what)
        else:
            from store.work.duplicates.search import find_duplicates

            find_duplicates(review, progress=_progress if sys.stderr.isatty() else None)
        summary = dedup_json(review)
    if call.json:
        print_json(summary)
        return
    click.echo(
        f"{count(summary['records'], 'record')}: {count(summary['duplicates_removed'], 'duplicate')} in "
        f"{count(summary['groups'], 'group')} removed, {number(summary['unique'])} unique, "
        f"{count(summary['pairs_to_review'], 'pair')} to review"
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
    from tui.words.reading.decisions import contradictions_in_words

    found = contradictions_after(review, changes)
    if not found:
        return
    what = contradictions_in_words(found, review.role, with_ids=True)
    what += ": if they are merged no such verdict counts, and the record waits"
    ask_first(what, "--even-so")


def dedup_json(review: Review) -> dict[str, Any]:
    """The fields of `tamis dedup --json`."""
    from store.acts.duplicates.groups import duplicate_groups, pairs_to_review
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
    from store.acts.duplicates.groups import pairs_to_review
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


_GUARDS = {
    "person": "a person has called records of the two groups different",
    "search": "no search for duplicates has looked at all imports yet",
    "groups": "their groups stand in other places, or somebody said different things of the two",
}


def _explain(call: Call, review: Review, a: str, b: str) -> None:
    from core.dedup.decide import MERGES, REVIEWS, VETOES
    from core.dedup.find import explain_pair
    from store.acts.duplicates.groups import duplicate_groups, pairs_to_review
    from store.acts.duplicates.searches import imports_to_search
    from store.acts.duplicates.verdicts import known_pair, verdicts
    from store.work.duplicates.search import stored_keys
    from tui.text.plain import clean

    a, b = known_pair(review, a, b)
    why, evidence = explain_pair(list(stored_keys(review)), a, b)
    groups, verdict = duplicate_groups(review), verdicts(review).get((a, b))
    merged, between = groups.of(a) == groups.of(b), {groups.of(a), groups.of(b)}
    asked = any({groups.of(each.a), groups.of(each.b)} == between for each in pairs_to_review(review))
    said = None if verdict is None else {"same": verdict.same, "by": verdict.by, "note": verdict.note}
    guard = ""
    if why.outcome == "merge" and not merged:
        apart = any({groups.of(each) for each in pair} == between for pair, v in verdicts(review).items() if not v.same)
        guard = _GUARDS["person" if apart else "search" if imports_to_search(review) else "groups"]
    forbade = [*filter(None, (guard,)), *why.forbade]
    nearly = [{"rule": rule, "lacks": lacks} for rule, lacks in why.nearly]
    if call.json:
        fields = {"a": a, "b": b, "rule": why.rule, "outcome": why.outcome, "forbade": forbade}
        print_json(fields | {"nearly": nearly, "evidence": evidence, "verdict": said, "merged": merged, "asked": asked})
        return
    reasons = {rule.name: rule.why for rule in (*VETOES, *MERGES, *REVIEWS)}
    means = {"merge": "merge", "review": "ask a person", "": "two publications"}[why.outcome]
    click.echo(f"now: {'one group' if merged else 'two records, asked about' if asked else 'two records'}")
    if verdict:
        words = "the same" if verdict.same else "not the same"
        click.echo(f"{clean(verdict.by)} said: {words}" + (f" ({clean(verdict.note)})" if verdict.note else ""))
    click.echo(f"by the rules: {means}")
    click.echo("compared: " + (", ".join(f"{name} {value}" for name, value in evidence.items()) or "too different"))
    if why.rule:
        click.echo(f"decided: {why.rule} — {reasons[why.rule]}")
    for name in forbade:
        click.echo(f"forbade: {name}" + (f" — {reasons[name]}" if name in reasons else ""))
    for rule, lacks in why.nearly:
        click.echo(f"nearly: {rule}" + (f" (but for {lacks})" if lacks else " (but for what decided)"))


def _progress(done: int, total: int) -> None:
    click.echo(f"\rcomparing {done:,} of {total:,}", err=True, nl=done >= total)
