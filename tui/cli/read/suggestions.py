"""`tamis suggestions import|agreement`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from core.words import count
from tui.cli.call import Call, acting_reviewer, print_json, say, shared_options
from tui.text.plain import clean


@click.group("suggestions", context_settings={"help_option_names": ["-h", "--help"]})
def suggestions_command() -> None:
    """What another program suggests: shown after one's own verdict where it differs, and counted nowhere."""


@suggestions_command.command("import")
@shared_options
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--stage", required=True, metavar="S", help="The stage that the suggestions are about.")
@click.pass_obj
def import_suggestions_command(call: Call, file: Path, stage: str) -> None:
    """Store the suggestions of a FILE: a CSV, all of whose lines are stored, or none when one is wrong.

    Columns: record (its id; or record_id, accession, doi), verdict (include, exclude, maybe), confidence (0 to 1, or
    nothing), criterion, quote (word for word from title, abstract or keywords, or nothing), model, version.
    """
    from store.acts.duplicates.groups import duplicate_groups
    from store.work.outside.outside_suggestions import import_suggestions

    with call.saving() as review:
        done = import_suggestions(review, file, review.stage(stage), duplicate_groups(review))
    if call.json:
        print_json({"stage": stage, **asdict(done)})
    say(f"{stage}: {count(done.stored, 'suggestion')} stored, {done.unchanged:,} known already")
    if bare := done.without_quote:
        say(f"  {bare:,} quote{'s' * (bare == 1)} nothing, so that nothing of them could be checked")


@suggestions_command.command("differences")
@shared_options
@click.argument("stage")
@click.pass_obj
def suggestion_differences_command(call: Call, stage: str) -> None:
    """The records of a STAGE on which you have decided otherwise than a program suggests, with its quotes."""
    from store.work.outside.outside_suggestions import outside_suggestions
    from tui.words.reading.decisions import said, suggestion_in_words

    with call.state() as state:
        this, reviewer = state.review.stage(stage), acting_reviewer(state.review, stage)
        decisions = state.decisions(reviewer, stage)
        found = [
            (decisions[record], each)
            for record, suggested in outside_suggestions(state.review, state.groups, stage).items()
            for each in suggested
            if each.differs(decisions.get(record), this.maybe)
        ]
    if call.json:
        items = [{**each.as_document(), "decided": decision.verdict} for decision, each in found]
        print_json({"stage": stage, "reviewer": reviewer, "items": items})
        return
    for decision, each in found:
        click.echo(f"{decision.record}  {clean(said(decision, this))}; {suggestion_in_words(each)}")
    say(f"{stage}: {reviewer} has decided otherwise than a program suggests on {len(found):,} of its suggestions")


@suggestions_command.command("agreement")
@shared_options
@click.argument("stage")
@click.pass_obj
def suggestions_agreement_command(call: Call, stage: str) -> None:
    """How far each program agrees with the readers of a STAGE, on what two of them read; a paragraph for the paper."""
    from core.screening.outside_suggestion import disclosure
    from store.bundle.json_forms import figures_form
    from store.numbers.outside_suggestions import programs_at

    with call.state() as state:
        this = state.review.stage(stage)
        programs = programs_at(state, this)
        sealed = state.withholds(this)
    if call.json:
        print_json(
            {
                "stage": stage,
                "programs": [
                    {
                        "model": each.program[0],
                        "version": each.program[1],
                        "suggested": each.suggested,
                        "readers": [{"reviewer": pair.raters[0], **figures_form(pair.result)} for pair in each.readers],
                        **({"readers_note": "sealed"} if sealed else {}),
                    }
                    for each in programs
                ],
                "disclosure": " ".join(disclosure(this.title, programs)),
            }
        )
        return
    if not programs:
        say(f"{stage}: no suggestions were brought in (tamis suggestions import FILE --stage {stage})")
    for sentence in disclosure(this.title, programs):
        click.echo(clean(sentence))
    if programs and sealed:
        say(f"{stage}: how far they agree with the readers is told when every reader has finished")
