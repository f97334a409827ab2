"""`tamis import`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from core.errors import TamisError
from core.formats.result import FORMATS
from core.protocol.values import ROUTES
from core.words import count
from tui.cli.call import Call, ask_first, command, print_json, say, say_first
from tui.text.plain import clean

if TYPE_CHECKING:
    from core.records.imports import Import, Source
    from store.work.outside.export_files import ExportFile


WARNINGS_SHOWN = 5


@command("import")
@click.argument("files", metavar="FILE|FOLDER...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--source",
    "name",
    default="",
    metavar="NAME",
    help="The database or other source; found by default.",
)
@click.option("--route", type=click.Choice(ROUTES), help="How the records were found (default: as the protocol says).")
@click.option("--platform", default="", help="Where the database was searched, such as Ovid.")
@click.option("--searched", default="", metavar="YYYY-MM-DD", help="The day of the search.")
@click.option("--strategy", type=click.Path(path_type=Path), help="A file with the search strategy as it was run.")
@click.option("--limits", default="", help="Limits that were applied, in words.")
@click.option("--reported", type=int, metavar="N", help="How many records the database said it had found.")
@click.option(
    "--found-by",
    multiple=True,
    metavar="RECORD",
    help="The record whose references or citations these are (citation searching); may be given again.",
)
@click.option(
    "--round",
    "round_text",
    default="",
    metavar="N|new",
    help="The search round (default: the last one, or a new one once that has a sample or is open).",
)
@click.option(
    "--format", "format", type=click.Choice(FORMATS), default="auto", help="Found from the content by default."
)
@click.option(
    "--encoding", default="", metavar="NAME", help="Of the text, such as cp1251 (default: found from the content)."
)
@click.option("--again", is_flag=True, help="Bring in what is known already, as a search of its own.")
@click.option("--keep-untitled", is_flag=True, help="Keep the records without a title that stand among others.")
@click.option("--yes", is_flag=True, help="Bring in what the table of several files says is ready, without asking.")
@click.option("--dry-run", is_flag=True, help="Only look: nothing is written.")
def import_command(
    call: Call,
    files: tuple[Path, ...],
    name: str,
    route: str | None,
    platform: str,
    searched: str,
    strategy: Path | None,
    limits: str,
    reported: int | None,
    found_by: tuple[str, ...],
    round_text: str,
    format: str,
    encoding: str,
    again: bool,
    keep_untitled: bool,
    yes: bool,
    dry_run: bool,
) -> None:
    """Bring in FILEs that one source exported, or all files of FOLDERs and .zip archives.

    Without --source one is found for each file, by marks of the database in it or by its name. A table says which, why,
    and how many records are known already; it is asked once, and nothing is written before.

    A file that is there already, or whose records all are, brings nothing, under whatever source and name: it is no
    search and opens no search round, unless you say --again.
    """
    from core.records.imports import Source
    from store.acts.imports import import_files, imports
    from store.work.outside.export_files import is_many
    from tui.words.sources import day, search_round, strategy_text

    if found_by:
        if route not in (None, "citation-searching"):
            raise click.UsageError("--found-by is of records found by citation searching: --route citation-searching")
        route = "citation-searching"
    if not name or any(map(is_many, files)):
        if not name and (platform or strategy or limits or reported is not None):
            raise click.UsageError("--platform, --strategy, --limits and --reported are of one source: add --source")
        given = Source(name=name, route=route or "", platform=platform, searched=day(searched, "--searched"))
        given = replace(
            given,
            found_by=tuple(dict.fromkeys(found_by)),
            limits=limits,
            strategy=strategy_text(strategy) if strategy else "",
            reported=reported,
        )
        options = {"format": format, "encoding": encoding, "keep_untitled": keep_untitled, "again": again}
        _import_many(call, files, given, round_text, options, yes=yes, dry_run=dry_run)
        return
    with call.review(may_be_empty=True) as review:
        planned = next((each for each in review.protocol.sources if each.name.casefold() == name.casefold()), None)
        source = Source(
            name=planned.name if planned else name,
            route=route or (planned.route if planned else "databases"),
            platform=platform or (planned.platform if planned else ""),
            searched=day(searched, "--searched"),
            strategy=strategy_text(strategy) if strategy else "",
            limits=limits,
            reported=reported,
            found_by=tuple(dict.fromkeys(found_by)),
        )
        done = import_files(
            review,
            files,
            source,
            search_round=search_round(round_text, imports(review), "--round"),
            format=format,
            encoding=encoding,
            again=again,
            keep_untitled=keep_untitled,
            dry_run=dry_run,
            progress=_progress if sys.stderr.isatty() else None,
        )
        there = imports(review)
    if call.json:
        print_json(import_json(done))
    else:
        _print_import(done, there, again=again, dry_run=dry_run)


def _import_many(
    call: Call,
    paths: Sequence[Path],
    given: Source,
    round_text: str,
    options: dict[str, Any],
    *,
    yes: bool,
    dry_run: bool,
) -> None:
    """Look at each file, show what it is, ask once, and bring in what is ready."""
    from store.acts.imports import imports
    from store.work.outside.export_files import bring_in, look_into, unfolded
    from tui.words.sources import search_round

    with call.review(may_be_empty=True) as review:
        this_round = search_round(round_text, imports(review), "--round")
        with unfolded(paths) as files:
            found = look_into(review, files, given, search_round=this_round, **options)
        if not call.json or not (yes or dry_run):
            _print_table(found, call.json)
        if not any(each.found for each in found):
            problems = [each.problem for each in found if each.problem]
            raise TamisError(
                problems[0].what if len(found) == len(problems) == 1 else "of no file could a source be found",
                where=clean(found[0].name) if len(found) == 1 else str(paths[0]),
                advice=problems[0].advice if len(found) == len(problems) == 1 else "Name it: --source NAME.",
            )
        ready = [each for each in found if each.ready]
        if ready and not (yes or dry_run):
            ask_first(f"{count(len(ready), 'file')} of {len(found)} would be brought in")
        done = [] if dry_run else bring_in(review, found, this_round, again=options["again"])
    if call.json:
        print_json(_many_json(found, done))
    elif done:
        brought = count(sum(each.new for each in done), "record")
        say(f"brought {brought} of {count(len(done), 'file')}; next: tamis dedup")
    elif not ready:
        say("nothing new is ready to be brought in")
    if not dry_run:
        left = [each for each in found if each.read is not None and not each.source.name and not each.twin]
        folder = next((path for path in paths if len(paths) == 1 and path.is_dir()), Path())
        unpack = f"; unpack {clean(paths[0].name)} first" if len(paths) == 1 and paths[0].is_file() else ""
        say_first(
            [f"no source: tamis import {quote(clean(str(folder / each.name)))} --source NAME{unpack}" for each in left]
        )


def _print_table(found: Sequence[ExportFile], to_stderr: bool) -> None:
    """A line a file: what it is, why, its records and how many of them are known; "!" refused, "?" without a source."""
    rows = [("", "file", "source it is", "why", "records", "known")]
    notes = []
    for each in found:
        mark = "!" if each.problem else "?" if not each.source.name else " "
        if each.problem is not None:
            rows.append((mark, each.name, "–", "no export of references", "", ""))
            notes.append(f"  {each.name}: {each.problem.what}")
            continue
        at = f", {each.source.platform}" if each.source.name and each.source.platform else ""
        records = sum(file.records for file in each.read.files) if each.read else 0
        known = f"same as {each.twin}" if each.twin else f"{each.found.already_imported:,}" if each.found else ""
        rows.append((mark, each.name, f"{each.source.name or '–'}{at}", each.why, f"{records:,}", known))
        for file in each.read.files if each.read else ():
            notes += [f"  {each.name}: {f'line {line}: ' if line else ''}{text}" for line, text in file.warnings[:3]]
    widths = [max(len(clean(row[place])) for row in rows) for place in range(6)]
    for row in rows:
        cells = [clean(cell) for cell in row]
        line = f"{cells[0]:1} {cells[1]:{widths[1]}}  {cells[2]:{widths[2]}}  {cells[3]:{widths[3]}}"
        click.echo(f"{line}  {cells[4]:>{widths[4]}}  {cells[5]:>{widths[5]}}".rstrip(), err=to_stderr)
    for note in notes:
        click.echo(clean(note), err=to_stderr)


def _many_json(found: Sequence[ExportFile], done: Sequence[Import]) -> dict[str, Any]:
    """The fields of `tamis import --json` for several sources: those of one import in all, and each import."""
    looked = [each.found for each in found if each.found is not None]
    return {
        "number": None,
        "round": max((each.round for each in looked), default=None),
        "source": None,
        "records": sum(each.records for each in looked),
        "new": sum(each.new for each in done),
        "already_imported": sum(each.already_imported for each in looked),
        "files": [
            {
                **(import_json(each.found)["files"][0] if each.found else {"file": each.name}),
                "path": each.name,
                "source": each.source.name or None,
                "platform": each.source.platform,
                "why": each.why,
                "ready": each.ready,
                "same_as": each.twin or None,
                "problem": each.problem.what if each.problem else None,
            }
            for each in found
        ],
        "imports": [import_json(each) for each in done],
    }


def import_json(done: Import) -> dict[str, Any]:
    """The fields of `tamis import --json`."""
    return {
        "number": done.number,
        "round": done.round,
        "source": done.source.name,
        "records": done.records,
        "new": done.new,
        "already_imported": done.already_imported,
        "files": [
            {
                "file": each.file,
                "format": each.format,
                "encoding": each.encoding,
                "sha256": each.sha256,
                "ty_lines": each.ty_lines,
                "er_lines": each.er_lines,
                "records": each.records,
                "skipped": each.skipped,
                "known_as": list(each.known_as),
                "warnings": [{"line": line, "message": message} for line, message in each.warnings],
            }
            for each in done.files
        ],
    }


def _print_import(done: Import, there: Sequence[Import], *, again: bool, dry_run: bool) -> None:
    from tui.words.reading.decisions import came_in_with, found_in

    for file in done.files:
        click.echo(f"{clean(file.file)}: {', '.join(found_in(file))}")
        for line, message in file.warnings[:WARNINGS_SHOWN]:
            click.echo(f"  {f'line {line}: ' if line else ''}{clean(message)}")
        if len(file.warnings) > WARNINGS_SHOWN:
            click.echo(f"  … {count(len(file.warnings) - WARNINGS_SHOWN, 'more warning')} (--json shows them all)")
        if file.known_as:
            click.echo(f"  {clean(came_in_with(file.known_as, there))}")
    reported = done.source.reported
    if reported is not None and reported != done.records:
        click.echo(f"the database reported {count(reported, 'record')}, the files hold {done.records:,}")
    what = "would bring" if dry_run else "brought"
    already = f"; {done.already_imported:,} were there already" if done.already_imported else ""
    click.echo(
        f"{done.source.name}, search round {done.round}: {what} {done.new:,} of {done.records:,} records{already}"
    )
    if not again and (done.known_as or not (done.number or dry_run)):
        click.echo("nothing new: this is no search, and it opens no search round (as one all the same: --again)")
    elif not dry_run and done.new:
        _say_blocks(done)
        say("next: tamis dedup")


def _say_blocks(done: Import) -> None:
    """Say which blocks the lines of a strategy that came in propose."""
    if not done.source.strategy.strip():
        return
    from core.strategy.found.concepts import proposed
    from core.strategy.read import read_strategy
    from tui.words.strategy import concept_words

    source = done.source
    if found := proposed(read_strategy(source.strategy, source.platform, source.name)):
        blocks = "; ".join(clean(concept_words(each)) for each in found)
        say(f"blocks of the search: {blocks} (others: [[concept]] in protocol.toml)")


def _progress(path: Path, done: int) -> None:
    end = "\n" if done >= path.stat().st_size else ""
    click.echo(f"\r{clean(path.name)}: {done / 1e6:,.1f} MB", err=True, nl=False)
    click.echo(end, err=True, nl=False)
