"""`tamis import`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.formats.result import FORMATS
from core.protocol.values import ROUTES
from tui.cli.call import Call, command, print_json, say
from tui.text.plain import clean

if TYPE_CHECKING:
    from core.records.imports import Import


WARNINGS_SHOWN = 5


@command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", "name", required=True, metavar="NAME", help="The database or other source, such as Scopus.")
@click.option("--route", type=click.Choice(ROUTES), help="How the records were found (default: as the protocol says).")
@click.option("--platform", default="", help="Where the database was searched, such as Ovid.")
@click.option("--searched", default="", metavar="YYYY-MM-DD", help="The day of the search.")
@click.option("--strategy", type=click.Path(path_type=Path), help="A file with the search strategy as it was run.")
@click.option("--limits", default="", help="Limits that were applied, in words.")
@click.option("--reported", type=int, metavar="N", help="How many records the database said it had found.")
@click.option("--round", "round_text", default="", metavar="N|new", help="The search round (default: the last one).")
@click.option(
    "--format", "format", type=click.Choice(FORMATS), default="auto", help="Found from the content by default."
)
@click.option(
    "--encoding", default="", metavar="NAME", help="Of the text, such as cp1251 (default: found from the content)."
)
@click.option("--again", is_flag=True, help="Bring in what is known already, as a search of its own.")
@click.option("--keep-untitled", is_flag=True, help="Keep the records without a title that stand among others.")
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
    round_text: str,
    format: str,
    encoding: str,
    again: bool,
    keep_untitled: bool,
    dry_run: bool,
) -> None:
    """Bring in FILEs that one source exported.

    A file that is there already, or whose records all are, brings nothing, under whatever source and name: it is no
    search and opens no search round, unless you say --again.
    """
    from core.records.imports import Source
    from store.acts.imports import import_files, imports
    from tui.words.sources import day, search_round, strategy_text

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
    from tui.words.decisions import came_in_with, found_in

    for file in done.files:
        click.echo(f"{clean(file.file)}: {', '.join(found_in(file))}")
        for line, message in file.warnings[:WARNINGS_SHOWN]:
            click.echo(f"  {f'line {line}: ' if line else ''}{clean(message)}")
        if len(file.warnings) > WARNINGS_SHOWN:
            click.echo(f"  … {len(file.warnings) - WARNINGS_SHOWN} more warnings (--json shows them all)")
        if file.known_as:
            click.echo(f"  {clean(came_in_with(file.known_as, there))}")
    reported = done.source.reported
    if reported is not None and reported != done.records:
        click.echo(f"the database reported {reported:,} records, the files hold {done.records:,}")
    what = "would bring" if dry_run else "brought"
    already = f"; {done.already_imported:,} were there already" if done.already_imported else ""
    click.echo(
        f"{done.source.name}, search round {done.round}: {what} {done.new:,} of {done.records:,} records{already}"
    )
    if not again and (done.known_as or not (done.number or dry_run)):
        click.echo("nothing new: this is no search, and it opens no search round (as one all the same: --again)")
    elif not dry_run and done.new:
        say("next: tamis dedup")


def _progress(path: Path, done: int) -> None:
    end = "\n" if done >= path.stat().st_size else ""
    click.echo(f"\r{clean(path.name)}: {done / 1e6:,.1f} MB", err=True, nl=False)
    click.echo(end, err=True, nl=False)
