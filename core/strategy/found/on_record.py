"""Which lines of a strategy one record satisfies, and by which of them its result misses it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.records.record import Record
from core.strategy.found.evaluate import NOTHING, Found, evaluate
from core.strategy.tree import AnyOf, Heading, Node, Term, joins, lines_named, walk
from core.strategy.values import Strategy

FOUND, UNDECIDABLE, LOST = "found", "undecidable", "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesOn:
    """What the lines of a strategy say of one record.

    Attributes:
        strategy: The strategy.
        surely: The numbers of the lines that it satisfies.
        undecidable: Those of which what it holds does not tell.
        result: Of the line that is the result: `FOUND`, `UNDECIDABLE` or `LOST`.
        by: The lines with words of their own that leave the result open, or by which the record is lost.
        by_heading: Whether one of the lines that leave it open looks for a heading.
    """

    strategy: Strategy
    surely: tuple[int, ...]
    undecidable: tuple[int, ...]
    result: str
    by: tuple[int, ...] = ()
    by_heading: bool = False


def lines_on(strategy: Strategy, record: Record) -> LinesOn:
    """Which lines of a strategy a record satisfies."""
    _, found = evaluate(strategy, [record])
    at_end = found[strategy.result.number] if strategy.result else NOTHING
    result = FOUND if at_end.surely else UNDECIDABLE if at_end.possibly else LOST
    by = losing(strategy, found, 0) if result == LOST else leaving_open(strategy, found) if result != FOUND else ()
    trees = [tree for each in by if (tree := strategy.by_number[each].tree) is not None]
    return LinesOn(
        strategy=strategy,
        surely=tuple(number for number, each in found.items() if each.surely),
        undecidable=tuple(number for number, each in found.items() if each.undecidable),
        result=result,
        by=by,
        by_heading=result == UNDECIDABLE and any(isinstance(node, Heading) for tree in trees for node in walk(tree)),
    )


def has_own_words(tree: Node) -> bool:
    """Whether a line has words or a heading of its own; else it only combines others."""
    return any((isinstance(node, Term) and node.text) or isinstance(node, Heading) for node in walk(tree))


def losing(strategy: Strategy, found: Mapping[int, Found], place: int) -> tuple[int, ...]:
    """The lines by which the result does not find a record: of those joined with "and", down to the ones that fail."""
    lost: list[int] = []
    to_see = [strategy.result.number] if strategy.result else []
    for number in to_see:
        tree = strategy.by_number[number].tree
        named = [] if tree is None or isinstance(tree, AnyOf) or joins(tree, "or") else lines_named(tree, max(found))
        # A line can name only earlier ones, else this would never end.
        failing = [each for each in named if each < number and each in found and not found[each].possibly >> place & 1]
        to_see += [each for each in failing if each not in to_see]
        if not failing:
            lost.append(number)
    return tuple(lost)


def leaving_open(strategy: Strategy, found: Mapping[int, Found]) -> tuple[int, ...]:
    """The lines that leave open whether the result finds the one record: down to those that name no other such line."""
    seen: dict[int, bool] = {}
    to_see = [strategy.result.number] if strategy.result else []
    while to_see:
        number = to_see.pop()
        tree = strategy.by_number[number].tree
        named = lines_named(tree, max(found)) if tree is not None else []
        open_ones = [each for each in named if each < number and each in found and found[each].undecidable]
        seen[number] = not open_ones
        to_see += [each for each in open_ones if each not in seen]
    return tuple(sorted(number for number, last in seen.items() if last))
