"""`tamis fulltext`: which reports were retrieved, and their files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.words import count
from tui.cli.call import Call, command, print_json, print_table, say
from tui.text.plain import clean

if TYPE_CHECKING:
    from core.fulltext.retrieval import Report, Retrieval
    from store.state.review_state import ReviewState
    from store.work.attachments import Linked


@command("fulltext")
@click.argument("stage")
@click.argument("record", required=False)
@click.option("--retrieved", "place", metavar="PATH|URL", help="The report is there: its file, or its address.")
@click.option("--not-retrieved", "why", metavar="WHY", help="It could not be had, and why: it leaves the stage.")
@click.option("--sought", is_flag=True, help="Neither: it is sought again.")
@click.option("--text", "texts", is_flag=True, help="Write its text to stdout, page by page; the abstract without one.")
@click.option(
    "--link",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Link a folder's files: by a record's id, DOI or PMID in the name, else by the title on the first page.",
)
@click.option("--wanted", is_flag=True, help="Write the reports that are still sought, for a library, to stdout.")
@click.option(
    "--format", "format", type=click.Choice(["text", "ris", "csv"]), help="The form of --wanted.  [default: text]"
)
def fulltext_command(
    call: Call,
    stage: str,
    record: str | None,
    place: str | None,
    why: str | None,
    sought: bool,
    texts: bool,
    folder: Path | None,
    wanted: bool,
    format: str | None,
) -> None:
    """Say of a RECORD at a full-text STAGE whether its report was retrieved; without a record, list them all.

    A report not retrieved leaves the stage; retrieved later, it comes back with all that was decided on it.
    """
    from store.work.full_texts import reports
    from store.work.openings import settle_after_saving
    from tui.words.reading.decisions import nothing_waits

    given = [each for each in (place is not None, why is not None, sought, texts) if each]
    if len(given) != (0 if record is None else 1) or (folder is not None) + wanted + (record is not None) > 1:
        raise click.UsageError(
            "with a RECORD: one of --retrieved, --not-retrieved, --sought, --text; without: nothing, --link or --wanted"
        )
    if format and not wanted:
        raise click.UsageError("--format goes with --wanted")
    with call.state() as state:
        this = state.review.stage(stage)
        if record is not None and texts:
            _print_text(call, state, record)
        elif record is not None:
            said = _said(state, stage, record, place, why)
            settle_after_saving(state.review)
            if call.json:
                print_json({"stage": stage, **said.as_document(), "record_id": said.record})
            say(f"{stage}, {said.record}: {said.state.value.replace('-', ' ')}")
        elif folder is not None:
            from store.work.attachments import link_folder

            linked = link_folder(state, this, folder)
            settle_after_saving(state.review)
            _print_linked(call, stage, linked)
        else:
            found = [each for each in reports(state, this) if not wanted or each.retrieval.state == "sought"]
            if wanted and not call.json:
                _print_wanted(state, found, format or "text")
                return
            if call.json:
                print_json({"stage": stage, "reports": [_report_json(each) for each in found]})
                return
            _print_reports(found)
            if not found:
                say(nothing_waits(state.waiting_before(this) if state.funnel.identified else None))


def _print_text(call: Call, state: ReviewState, record: str) -> None:
    """Write the text of a report to stdout."""
    from store.acts.duplicates.verdicts import known_record
    from store.work.texts.report_text import text_place

    survivor = state.groups.of(known_record(state.review, record))
    text = text_place(state.review, state.groups, [survivor]).texts[0]
    if call.json:
        pages = [
            {"page": number if text.paged else None, "paragraphs": page} for number, page in enumerate(text.pages, 1)
        ]
        print_json({"record_id": survivor, "source": text.source, "problem": text.problem, "pages": pages})
    else:
        for number, page in enumerate(text.pages, 1):
            click.echo("\n\n".join([*([f"[p. {number}]"] if text.paged else []), *map(clean, page)]) + "\n")
    say(clean(text.problem or f"{text.source}: {count(len(text.pages), 'page')}"))


def _print_wanted(state: ReviewState, found: list[Report], format: str) -> None:
    """Write what is sought to stdout: nothing of what was decided, and of what came with a record only its fields."""
    from core.formats.writers.write import write
    from core.report.document.citation import cite
    from store.acts.duplicates.groups import shown_record

    records = [shown_record(state.review, state.groups, each.retrieval.record) for each in found]
    if format == "text":
        for number, record in enumerate(records, 1):
            pmid = f" PMID: {clean(record.pmid)}" if record.pmid else ""
            click.echo(f"{number}. {clean(cite(record).text)}.{pmid}")
    else:
        write(format, [(record, {}) for record in records], sys.stdout.buffer)
    say(f"{count(len(records), 'report')} wanted")


def _said(state: ReviewState, stage: str, record: str, place: str | None, why: str | None) -> Retrieval:
    """Save whether one report was retrieved; gives what is stored."""
    from core.fulltext.retrieval import Retrieval
    from store.acts.duplicates.verdicts import known_record
    from store.acts.retrieval import lost, retrievals, retrieved, set_retrievals

    survivor = state.groups.of(known_record(state.review, record))
    if place is not None:
        said = retrieved(state.review, survivor, place)
    elif why is not None:
        said = lost(survivor, why)
    else:
        said = Retrieval(record=survivor)
    this = state.review.stage(stage)
    set_retrievals(state.review, state.groups, this, [said])
    return retrievals(state.review, state.groups, stage)[survivor]


def _report_json(each: Report) -> dict[str, Any]:
    said = each.retrieval
    return {
        "record_id": said.record,
        "title": each.title,
        "state": said.state,
        "path": said.path,
        "url": said.url,
        "why": said.why,
        "at": said.at,
        "who": said.by,
        "verdict": each.verdict or "",
        "study": each.study,
    }


def _print_reports(found: list[Report]) -> None:
    from core.fulltext.retrieval import Sought

    table = [
        (
            each.retrieval.record,
            each.retrieval.state.replace("-", " "),
            each.verdict or "–",
            clean(each.title)[:60],
            clean(each.retrieval.path or each.retrieval.url or each.retrieval.why),
        )
        for each in found
    ]
    print_table(("record", "report", "verdict", "title", "where, or why not"), table)
    states = [each.retrieval.state for each in found]
    say(", ".join(f"{states.count(each):,} {each.replace('-', ' ')}" for each in Sought))


def _print_linked(call: Call, stage: str, found: Linked) -> None:
    if call.json:
        print_json(
            {
                "stage": stage,
                "linked": [{"record_id": record, "file": file} for record, file in found.linked],
                "by_title": found.by_title,
                "known": found.known,
                "ambiguous": [{"file": file, "records": records} for file, records in found.ambiguous],
                "unmatched": found.unmatched,
                "refused": [{"file": file, "why": why} for file, why in found.refused],
            }
        )
    else:
        for record, file in found.linked:
            click.echo(f"{record}  {clean(file)}" + ("  (by its title)" if file in found.by_title else ""))
    say(f"{stage}: {count(len(found.linked), 'file')} linked, {found.known:,} of reports that are there already")
    for file, records in found.ambiguous:
        what = "several files mean" if len(records) == 1 else "means"
        say(f"  ambiguous: {clean(file)} ({what} {', '.join(records)})")
    for file in found.unmatched:
        say(f"  names no report of this stage: {clean(file)}")
    for file, why in found.refused:
        say(f"  refused: {clean(file)} ({why})")
