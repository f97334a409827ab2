"""`tamis sources`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.errors import TamisError
from core.words import count
from tui.cli.call import Call, command, print_json, print_table, say
from tui.cli.search.import_ import import_json
from tui.text.plain import clean

if TYPE_CHECKING:
    from core.records.imports import Correction, Import


@command("sources")
@click.argument("which", metavar="[NUMBER|ID]", required=False)
@click.option("--platform", metavar="P", help="Where the database was searched, such as Ovid.")
@click.option("--searched", metavar="YYYY-MM-DD", help="The day of the search.")
@click.option("--strategy", type=click.Path(path_type=Path), help="A file with the search strategy as it was run.")
@click.option("--limits", metavar="T", help="Limits that were applied, in words.")
@click.option("--reported", type=click.IntRange(min=0), metavar="N", help="How many the database said it had found.")
@click.option(
    "--seeds", "by_seed", is_flag=True, help="What citation searching brought, by the record it started from."
)
@click.option("--why", default="", metavar="WHY", help="Why a fact is completed or corrected.")
def sources_command(
    call: Call,
    which: str | None,
    platform: str | None,
    searched: str | None,
    strategy: Path | None,
    limits: str | None,
    reported: int | None,
    by_seed: bool,
    why: str,
) -> None:
    """List where the records came from: each import, with what was found. Of one, show or correct the facts.

    A correction needs --why. The import itself stays as it was made: the report says what was changed, when and why.
    """
    from store.acts.corrections import correct
    from store.acts.imports import imports
    from tui.words.sources import day, strategy_text

    given = {
        "platform": platform,
        "searched": None if searched is None else day(searched, "--searched"),
        "strategy": None if strategy is None else strategy_text(strategy),
        "limits": limits,
        "reported": reported,
    }
    facts = {fact: value for fact, value in given.items() if value is not None}
    if by_seed:
        if which is not None or facts or why:
            raise TamisError("give --seeds alone", where="--seeds", advice="It counts what all imports brought.")
        _print_seeds(call)
        return
    if which is None:
        if facts or why:
            raise TamisError("of which import?", where="NUMBER", advice="“tamis sources” lists them by number.")
        with call.review(may_be_empty=True) as review:
            _print_all(call, imports(review, withdrawn=True))
        return
    with call.review(may_be_empty=True) as review:
        found = _found(imports(review, withdrawn=True), which)
        said: Sequence[Correction] = ()
        if facts:
            said = correct(review, found, facts, why)
            found = _found(imports(review, withdrawn=True), found.id)
        elif why:
            raise TamisError("what is to be corrected?", where="--why", advice="Add --reported N, --searched D …")
    if call.json:
        print_json(_source_json(found))
    else:
        _print_one(found)
    if facts:
        changed = (
            f"{count(len(said), 'fact')} of import {found.number} changed: {', '.join(each.fact for each in said)}"
        )
        say(changed if said else "nothing to change: it says so already")


def _found(every: Sequence[Import], which: str) -> Import:
    for each in every:
        if which in (str(each.number), each.id):
            return each
    raise TamisError(f"there is no import {which}", advice="“tamis sources” lists the imports.")


def _source_json(each: Import) -> dict[str, Any]:
    more = {"id": each.id, "corrections": [asdict(said) for said in each.corrections]}
    return {**import_json(each), **asdict(each.source), "withdrawn": each.withdrawn, **more}


def _print_all(call: Call, found: Sequence[Import]) -> None:
    if call.json:
        print_json([_source_json(each) for each in found])
        return
    if not found:
        say("nothing has been imported yet: tamis import FILE --source NAME")
        return
    head = ("no", "round", "source", "route", "searched", "reported", "records", "new", "files")
    rows = [
        (
            each.number,
            each.round,
            each.source.name,
            each.source.route,
            each.source.searched or "–",
            "–" if each.source.reported is None else f"{each.source.reported:,}",
            each.records,
            "taken back" if each.withdrawn else f"{each.new:,}",
            clean(", ".join(file.file for file in each.files)),
        )
        for each in found
    ]
    print_table(head, rows)
    for each in found:
        if each.source.found_by:
            say(f"{each.number}: found by the references or citations of {', '.join(each.source.found_by)}")


def _print_seeds(call: Call) -> None:
    from core.report.document.citation import cite
    from store.acts.duplicates.groups import shown_record
    from store.numbers.report import seeds_of

    with call.state() as state:
        found = seeds_of(state)
        named = {each.record: cite(shown_record(state.review, state.groups, each.record)) for each in found}
    if call.json:
        lists = ("new", "unique", "included")
        print_json(
            [
                {
                    "record_id": each.record,
                    "title": named[each.record].title,
                    "imports": each.imports,
                    "records": each.records,
                    **{name: len(getattr(each, name)) for name in lists},
                    **{f"{name}_ids": getattr(each, name) for name in lists},
                }
                for each in found
            ]
        )
        return
    if not found:
        say("no import names what it was found from: tamis import FILE --route citation-searching --found-by RECORD")
        return
    head = ("record", "searched from", "imports", "records", "new", "unique", "included")
    rows = [
        (
            each.record,
            clean(f"{named[each.record].short} {named[each.record].year}"),
            ", ".join(map(str, each.imports)),
            *(f"{many:,}" for many in (each.records, len(each.new), len(each.unique), len(each.included))),
        )
        for each in found
    ]
    print_table(head, rows)


def _print_one(each: Import) -> None:
    from core.report.search_part import correction

    source = each.source
    lines = len(source.strategy.splitlines())
    rows = (
        ("import", f"{each.number}, id {each.id}{', taken back' if each.withdrawn else ''}"),
        ("source", f"{source.name} ({source.route}), search round {each.round}"),
        ("platform", source.platform),
        ("searched", source.searched),
        ("strategy", count(lines, "line") if lines else ""),
        ("limits", source.limits),
        ("found by", ", ".join(source.found_by)),
        ("reported", "" if source.reported is None else f"{source.reported:,}"),
        ("records", f"{each.records:,}, {each.new:,} new"),
        ("files", ", ".join(file.file for file in each.files)),
    )
    for name, value in rows:
        click.echo(f"{name:9} {clean(value) or '–'}")
    for place in range(len(each.corrections)):
        click.echo(f"corrected {clean(correction(each, place).text)}")
