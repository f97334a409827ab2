"""`tamis strategy`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.cli.call import Call, command, print_json
from tui.text.plain import printable

if TYPE_CHECKING:
    from core.strategy.smells import Smell
    from core.strategy.values import Line, Strategy
    from store.numbers.strategy import LineFinds, StrategyFinds
    from store.state.review_state import ReviewState


@command("strategy")
@click.argument("source", required=False)
@click.option("--check", type=click.Path(path_type=Path), help="Read this file; it needs no review.")
@click.option("--platform", default="", help="With --check: where it was run, such as Ovid; else the text tells.")
@click.option("--against", multiple=True, metavar="FILE|DOI|PMID", help="Key papers that it should find.")
def strategy_command(
    call: Call, source: str | None, check: Path | None, platform: str, against: tuple[str, ...]
) -> None:
    """How the search strategy of a SOURCE, or of all, was understood, and what each line finds among the records.

    A heading counts where a record has it; where the record does not tell, it is undecidable.
    """
    if check is not None:
        if source or against:
            raise click.UsageError("--check FILE reads a file alone, without SOURCE and --against.")
        _check(call, check, platform)
        return
    from store.numbers.strategy import kept_strategies, strategy_finds

    with call.state() as state:
        keys = _key_records(state, against) if against else None
        found = [strategy_finds(state, name, each, keys) for name, each in kept_strategies(state.review, source)]
    if call.json:
        documents = [_document(each) for each in found]
        print_json(documents[0] if source and len(documents) == 1 else documents)
        return
    for each in found:
        _print(each, keys is not None)


def _check(call: Call, path: Path, platform: str) -> None:
    from core.errors import TamisError
    from core.strategy.read import read_strategy
    from core.strategy.smells import smells_of
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
                "left_out": [{"line": each.at, "text": each.text} for each in strategy.left_out],
            }
        )
        return
    _head(strategy, path.name)
    for line in strategy.lines:
        _say(line, "")
    for out in strategy.left_out:
        click.echo(f"  line {out.at} of the file is no line of the strategy: “{printable(out.text[:80])}”")
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
    _head(found.strategy, found.source)
    for each in found.lines:
        counts = f"finds {len(each.finds):,}"
        if each.only is not None:
            counts += f", {len(each.only):,} alone"
        if each.undecidable:
            counts += f", {len(each.undecidable):,} undecidable"
        _say(each.line, f"  [{counts}, {len(each.included):,} included]")
    for concept, finds in found.concepts:
        numbers = ", ".join(map(str, concept.lines))
        click.echo(f"concept {printable(concept.label)}, lines {numbers}: finds {len(finds):,}")
    result = found.strategy.result
    if result is not None:
        click.echo(f"result, line {result.number}: {len(found.finds):,} records")
    what = "key paper" if against else "included record"
    for record, lines in found.lost:
        click.echo(f"lost: {what} {record}, by line {', '.join(map(str, lines))}")
    _say_smells(found.smells)


def _say_smells(smells: Iterable[Smell]) -> None:
    for each in smells:
        click.echo(f"line {each.line}: {printable(each.what)}. {printable(each.advice)}")


def _key_records(state: ReviewState, against: tuple[str, ...]) -> list[str]:
    """The ids of the records that are named by DOI or PMID, one by one or in files, a line each."""
    from core.errors import TamisError
    from tui.words.sources import strategy_text

    named: list[str] = []
    for each in against:
        path = Path(each)
        named += strategy_text(path).split() if path.is_file() else [each]
    by_name: dict[str, str] = {}
    for record in state.review.records:
        found = state.review.records.get(record)
        by_name.update((name.casefold(), record) for name in (found.doi, found.pmid) if name)
    wanted = [each.casefold().removeprefix("https://doi.org/").removeprefix("doi:") for each in named]
    missing = [each for each in wanted if each not in by_name]
    if missing or not wanted:
        raise TamisError(
            f"no record of the review has the DOI or PMID {', '.join(missing[:5])}" if missing else "nothing is named",
            where="--against",
            advice="Give DOIs or PMIDs of records that were imported, one a line in a file.",
        )
    return [by_name[each] for each in wanted]
