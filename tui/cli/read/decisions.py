"""`tamis decisions import|export`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from core.words import count
from tui.cli.call import Call, acting_reviewer, check_reads, print_json, say, say_first, shared_options
from tui.text.plain import clean

if TYPE_CHECKING:
    from core.protocol.values import Stage
    from store.folder.review import Review
    from store.state.review_state import ReviewState
    from store.work.outside.other_tools import OtherToolImport


@click.group("decisions", context_settings={"help_option_names": ["-h", "--help"]})
def decisions_command() -> None:
    """Bring decisions in from a table, or give them out."""


@decisions_command.command("import")
@shared_options
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--stage", required=True, metavar="S", help="The stage that the decisions are about.")
@click.option("--reviewer", metavar="R", help="Whose decisions they are (default: the reviewer you act as).")
@click.option(
    "--from",
    "person",
    default="",
    metavar="NAME",
    help="Whose decisions, in a file with several: a person of Rayyan's, a code set.",
)
@click.option(
    "--all-as",
    type=click.Choice(["include", "exclude", "maybe"]),
    help="The verdict on every record of a file that holds one category (Covidence).",
)
@click.pass_obj
def import_decisions_command(
    call: Call, file: Path, stage: str, reviewer: str | None, person: str, all_as: str | None
) -> None:
    """Store the decisions of a FILE: a table of our own, or an export of Rayyan, ASReview, EPPI or Covidence.

    Our own is a CSV, all of whose lines are stored, or none when one is wrong. Columns: record_id or accession or doi;
    verdict (include, exclude, maybe); and if wanted reason, note, labels (separated by ";"), decided_at.
    """
    from core.screening.decision import Verdict
    from store.acts.duplicates.groups import duplicate_groups
    from store.work.decision_tables import ImportedDecisions, import_decisions, is_decision_table

    done: ImportedDecisions | OtherToolImport
    with call.saving() as review:
        this = review.stage(stage)
        if reviewer is not None:
            _be_the_reviewer(review, this, reviewer)
        whose = reviewer or acting_reviewer(review, stage)
        if person or all_as or not is_decision_table(file):
            from store.work.outside.other_tools import import_other_tool

            verdict, groups = Verdict(all_as) if all_as else None, duplicate_groups(review)
            done = import_other_tool(review, file, this, whose, groups, person=person, all_as=verdict)
        else:
            done = import_decisions(review, file, this, whose, duplicate_groups(review))
    if call.json:
        print_json({"stage": stage, "reviewer": whose, **asdict(done)})
    say(f"{whose} at {stage}: {count(done.stored, 'decision')} stored, {done.unchanged:,} known already")
    if not isinstance(done, ImportedDecisions):
        if done.undecided:
            say(f"  passed over, without a decision{f' of “{clean(person)}”' if person else ''}: {done.undecided:,}")
        say_first([f"not in this review: {clean(title)}" for title in done.unknown])
        otherwise = "decided otherwise in another of its records, which counts"
        say_first([f"{otherwise}: {clean(title)}" for title in done.conflicting])
        for reason in done.other_reasons:
            say(f"  no reason of this stage, kept as a note: {clean(reason)}")


@decisions_command.command("export")
@shared_options
@click.option("--stage", metavar="S", help="Only this stage.")
@click.option("--reviewer", metavar="R", help="Only this reviewer.")
@click.option("--format", "format", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.pass_obj
def export_decisions_command(call: Call, stage: str | None, reviewer: str | None, format: str) -> None:
    """Print decisions, in the form that `tamis decisions import` takes.

    What the protocol still keeps blind is left out, but for your own (or, with --reviewer, that reviewer's own).
    """
    from core.formats.writers.table import write_text_csv
    from store.state.changed_after_opening import changed_after_opening
    from store.state.review_state import review_state
    from store.work.decision_tables import EXPORT_COLUMNS, decision_rows

    with call.review() as review:
        state = review_state(review)
        stages = [review.stage(stage)] if stage else list(review.protocol.stages)
        rows: list[dict[str, str]] = []
        for each in stages:
            for reader in each.readers:
                if reviewer not in (None, reader.reviewer):
                    continue
                if not _may_see(state, each, reader.reviewer, named=reviewer is not None):
                    say(f"left out: {reader.reviewer} at {each.id}, which is still blind")
                    continue
                said = state.decisions(reader.reviewer, each.id)
                later = changed_after_opening(state, each, reader.reviewer)
                rows += decision_rows(state, each, reader.reviewer, said, later)
        if reviewer is not None:
            review.protocol.reviewer(reviewer)
    if call.json or format == "json":
        print_json(rows)
        return
    # A file gets the text to the letter, since it may be imported again; a terminal gets what it can show.
    shown = clean if sys.stdout.isatty() else str
    table = ([shown(row[name]) for name in EXPORT_COLUMNS] for row in rows)
    write_text_csv(EXPORT_COLUMNS, table, sys.stdout.buffer, mark=False)


def _be_the_reviewer(review: Review, stage: Stage, reviewer: str) -> None:
    from core.errors import TamisError

    check_reads(reviewer, stage)
    if review.role not in (None, reviewer):
        raise TamisError(
            f"you act as {review.role}", where="--reviewer", advice=f"Leave --reviewer out, or say --as {reviewer}."
        )
    review.act_as(reviewer)


def _may_see(state: ReviewState, stage: Stage, reader: str, *, named: bool) -> bool:
    """Whether a reader's decisions may be shown: opened, one's own, or asked for by who may act as that reader."""
    heard = state.hears(reader, stage)
    if named and state.review.role is None and not heard:
        state.review.act_as(reader)
        return True
    return heard
