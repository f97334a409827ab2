"""`tamis strategy`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.words import count
from tui.cli.call import Call, command, print_json
from tui.text.plain import printable

if TYPE_CHECKING:
    from core.strategy.found.smells import Smell
    from core.strategy.values import Line, Strategy
    from store.numbers.strategy import LineFinds, StrategyFinds
    from store.state.review_state import ReviewState


@command("strategy")
@click.argument("source", required=False)
@click.option("--check", type=click.Path(path_type=Path), help="Read this file; it needs no review.")
@click.option("--platform", default="", help="With --check: where it was run, such as Ovid; else the text tells.")
@click.option("--record", metavar="ID", help="Which lines of which sources' strategies this record satisfies.")
@click.option("--against", multiple=True, metavar="FILE|DOI|PMID", help="Key papers that it should find.")
def strategy_command(
    call: Call,
    source: str | None,
    check: Path | None,
    platform: str,
    record: str | None,
    against: tuple[str, ...],
) -> None:
    """How the search strategy of a SOURCE, or of all, was understood, and what each line finds among the records.

    A heading counts where a record has it; where the record does not tell, it is undecidable.
    """
    if check is not None:
        if source or against or record:
            raise click.UsageError("--check FILE reads a file alone, without SOURCE, --record and --against.")
        _check(call, check, platform)
        return
    if record is not None:
        if source or against:
            raise click.UsageError("--record ID is looked for in the strategies of all sources, without --against.")
        _lines_on(call, record)
        return
    from core.ranking.slices import whole
    from store.numbers.strategy import kept_strategies, strategy_finds

    with call.state() as state:
        keys = _key_records(state, against) if against else None
        strategies = kept_strategies(state.review, source)
        found = [whole(strategy_finds(state, name, each, keys)) for name, each in strategies]
    if call.json:
        documents = [_document(each) for each in found]
        print_json(documents[0] if source and len(documents) == 1 else documents)
        return
    for each in found:
        _print(each, keys is not None)


def _lines_on(call: Call, record: str) -> None:
    from store.acts.duplicates.verdicts import known_record
    from store.numbers.strategy import lines_on_record
    from tui.words.strategy import record_lines

    with call.state() as state:
        known = known_record(state.review, record)
        found = lines_on_record(state, known)
    if not call.json:
        click.echo("\n".join(map(printable, record_lines(found))))
        return
    sources = [
        {
            "source": source,
            "came": came,
            "result_line": on.strategy.result.number if on.strategy.result else None,
            "result": on.result,
            "by": list(on.by),
            "by_heading": on.by_heading,
            "lines": list(on.surely),
            "undecidable": list(on.undecidable),
        }
        for source, came, on in found
    ]
    print_json({"record_id": known, "sources": sources})


def _check(call: Call, path: Path, platform: str) -> None:
    from core.errors import TamisError
    from core.strategy.found.smells import smells_of
    from core.strategy.read import read_strategy
    from tui.words.sources import strategy_text

    strategy = read_strategy(strategy_text(path), platform)
    if not strategy.lines:
        raise TamisError(
            "there is no line of a search in it",
            where=str(path),
            advice="Give the search history as the platform shows it, a numbered line each.",
        )
    smells = list(smells_of(strategy))
    if call.json:
        print_json(
            {
                "source": None,
                "platform": strategy.dialect.name,
                "lines": [_line(each) for each in strategy.lines],
                "result_line": strategy.result.number if strategy.result else None,
                "smells": [each._asdict() for each in smells],
                "left_out": [{"line": each.at, "text": each.text, "lines": each.lines} for each in strategy.left_out],
            }
        )
        return
    _head(strategy, path.name)
    for line in strategy.lines:
        _say(line, "")
    for out in strategy.left_out:
        shown = printable(out.text[:80])
        if out.lines > 1:
            click.echo(
                f"  line {out.at} of the file begins another list, of {out.lines} lines, which was not read: “{shown}”"
            )
            click.echo("    Give each search a file of its own.")
        else:
            click.echo(f"  line {out.at} of the file is no line of the strategy: “{shown}”")
    _say_smells(smells)


def _line(line: Line) -> dict[str, Any]:
    return {
        "number": line.number,
        "text": line.text,
        "understood": line.understood,
        "problems": [{"column": each.column, "what": each.what, "advice": each.advice} for each in line.problems],
    }


def _finds(each: LineFinds) -> dict[str, Any]:
    counts = {
        "finds": len(each.finds),
        "only": None if each.only is None else len(each.only),
        "undecidable": len(each.undecidable),
        "included": len(each.included),
        "only_included": None if each.only_included is None else len(each.only_included),
    }
    notes = {f"{name}_note": "it combines other lines" for name, value in counts.items() if value is None}
    return {**_line(each.line), **counts, **notes}


def _document(found: StrategyFinds) -> dict[str, Any]:
    result = found.strategy.result
    return {
        "source": found.source,
        "platform": found.strategy.dialect.name,
        "lines": [_finds(each) for each in found.lines],
        "concepts": [
            {"label": concept.label, "lines": list(concept.lines), "finds": len(finds)}
            for concept, finds in found.concepts
        ],
        "result_line": result.number if result else None,
        "finds": len(found.finds),
        "undecidable": len(found.undecidable),
        "came": len(found.came),
        "came_found": len(set(found.came).intersection(found.finds)),
        "came_by_heading": len(found.came_by_heading),
        "lost": [record for record, _ in found.lost],
        "lost_by": [{"record_id": record, "lines": list(lines)} for record, lines in found.lost],
        "smells": [each._asdict() for each in found.smells],
    }


def _head(strategy: Strategy, name: str) -> None:
    read = sum(line.tree is not None for line in strategy.lines)
    click.echo(f"{printable(name)}: {strategy.dialect.name}, {read:,} of {len(strategy.lines):,} lines understood")


def _say(line: Line, counts: str) -> None:
    click.echo(f"{line.number:4} {printable(line.text)}{counts}")
    if line.understood is not None and line.understood != line.text:
        click.echo(f"     read as: {printable(line.understood)}")
    for each in line.problems:
        click.echo(f"     column {each.column}: {printable(each.what)}. {printable(each.advice)}".rstrip())


def _print(found: StrategyFinds, against: bool) -> None:
    from tui.words.strategy import concept_words, counts_of, in_lines, summary

    _head(found.strategy, found.source)
    click.echo(f"  of what came from there: {', '.join(part for part in summary(found)[1:] if part)}")
    for each in found.lines:
        _say(each.line, f"  [{counts_of(each)}]")
    for concept, finds in found.concepts:
        click.echo(f"concept {printable(concept_words(concept))}: finds {len(finds):,}")
    result = found.strategy.result
    if result is not None:
        click.echo(f"result, line {result.number}: {count(len(found.finds), 'record')}")
    what = "key paper" if against else "included record"
    lost, sure = dict(found.lost), set(found.finds)
    for record in found.wanted if against else ():
        if record not in lost:
            click.echo(f"{'found' if record in sure else 'undecidable'}: {what} {record}")
    for record, lines in found.lost:
        click.echo(f"lost: {what} {record}, by {in_lines(lines)}")
    _say_smells(found.smells)


def _say_smells(smells: Iterable[Smell]) -> None:
    for each in smells:
        click.echo(f"line {each.line}: {printable(each.what)}. {printable(each.advice)}")


def _key_records(state: ReviewState, against: tuple[str, ...]) -> list[str]:
    """The ids of the records that are named by DOI or PMID, one by one or in files, a line each."""
    from store.numbers.strategy import records_named
    from tui.words.sources import strategy_text

    named: list[str] = []
    for each in against:
        path = Path(each)
        said = strategy_text(path) if path.is_file() else each
        named += [word for line in said.splitlines() if line.lstrip()[:1] != "#" for word in re.split(r"[\s;]+", line)]
    return records_named(state.review, named)
