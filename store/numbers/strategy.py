"""What each line of a source's search strategy finds among the records of the review."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

from core.errors import TamisError
from core.protocol.values import Concept
from core.records.record import Record
from core.strategy.concepts import Blocks, concepts_of
from core.strategy.evaluate import NOTHING, Found, evaluate, places
from core.strategy.read import read_strategy
from core.strategy.smells import Smell, smells_among, smells_of
from core.strategy.tree import AnyOf, Combined, Limit, LineOf, Node, lines_named, walk
from core.strategy.values import Line, Strategy
from store.acts.groups import shown_record
from store.acts.imports import imports
from store.folder.review import Review
from store.state.review_state import ReviewState


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFinds:
    """What one line finds, as ids of records.

    Attributes:
        line: The line.
        finds: The records that it surely finds.
        only: Those that no other line with words of its own finds; None for a line that only combines others.
        undecidable: The records of which what they hold does not tell.
        included: Those that it finds of the included records.
        only_included: Those of `only` among the included records; None with `only`.
    """

    line: Line
    finds: tuple[str, ...]
    only: tuple[str, ...] | None
    undecidable: tuple[str, ...]
    included: tuple[str, ...]
    only_included: tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyFinds:
    """What a strategy finds among records.

    Attributes:
        source: The name of the source that it was run in.
        strategy: The strategy.
        lines: What each line finds.
        concepts: The concepts of the plan, else the proposed ones, each with the records that its lines find.
        finds: What its result finds.
        lost: Included or key records that its result does not find, with the lines that it combines and that lose each.
        smells: What is odd about its lines, by themselves and among these records.
    """

    source: str
    strategy: Strategy
    lines: tuple[LineFinds, ...]
    concepts: tuple[tuple[Concept, tuple[str, ...]], ...]
    finds: tuple[str, ...]
    lost: tuple[tuple[str, tuple[int, ...]], ...]
    smells: tuple[Smell, ...]


def kept_strategies(review: Review, source: str | None = None) -> list[tuple[str, Strategy]]:
    """The strategies that came with imports, each once, by source.

    Args:
        review: The review.
        source: The name of one source, in whatever case; by default of all.

    Raises:
        TamisError: There is no such source, or no strategy was kept.
    """
    every = imports(review)
    wanted = [each for each in every if source is None or each.source.name.casefold() == source.casefold()]
    if source is not None and not wanted:
        names = ", ".join(dict.fromkeys(each.source.name for each in every)) or "none"
        raise TamisError(f"there is no source “{source}”", where="SOURCE", advice=f"The sources: {names}.")
    found = {(each.source.name, each.source.strategy): each.source for each in wanted if each.source.strategy.strip()}
    if not found:
        raise TamisError(
            "no search strategy was kept",
            where=f"source {source}" if source else "sources",
            advice="Give it with the import, --strategy FILE; “tamis strategy --check FILE” reads one by itself.",
        )
    return [(each.name, read_strategy(each.strategy, each.platform, each.name)) for each in found.values()]


def search_blocks(review: Review) -> Blocks | None:
    """What marks the blocks of the review's search: those of the first source whose strategy has any."""
    if not any(each.source.strategy.strip() for each in imports(review)):
        return None
    for source, strategy in kept_strategies(review):
        if concepts := concepts_of(review.protocol.concepts, source, strategy):
            return Blocks(strategy, concepts)
    return None


def strategy_finds(
    state: ReviewState, source: str, strategy: Strategy, key_records: Sequence[str] | None = None
) -> StrategyFinds:
    """What a strategy finds among the unique records of a review.

    Args:
        state: The state of the review.
        source: The name of the strategy's source.
        strategy: The strategy.
        key_records: The ids of records that it should find; by default the included ones.
    """
    ids = list(state.groups.unique)
    place_of = {record: place for place, record in enumerate(ids)}
    records: Iterable[Record] = (shown_record(state.review, state.groups, each) for each in ids)
    index, found = evaluate(strategy, records)
    included = frozenset(state.funnel.included)

    def named(bits: int) -> tuple[str, ...]:
        return tuple(ids[place] for place in places(bits))

    own = [line.number for line in strategy.lines if line.tree is not None and not _combines(line.tree)]
    lines = []
    for line in strategy.lines:
        this = found[line.number] if line.tree is not None else NOTHING
        finds = named(this.surely)
        only = None
        if line.number in own:
            others = reduce(int.__or__, (found[each].surely for each in own if each != line.number), 0)
            only = named(this.surely & ~others)
        lines.append(
            LineFinds(
                line=line,
                finds=finds,
                only=only,
                undecidable=named(this.undecidable),
                included=tuple(each for each in finds if each in included),
                only_included=None if only is None else tuple(each for each in only if each in included),
            )
        )
    stages = state.review.protocol.stages
    by_language = any(each.suggest is not None and each.suggest.rule == "language" for each in stages)
    result = strategy.result
    at_end = found[result.number] if result else NOTHING
    wanted = [state.groups.of(each) for each in key_records] if key_records is not None else sorted(included)
    lost = tuple(
        (each, _losing(strategy, found, place_of[each]))
        for each in dict.fromkeys(wanted)
        if not at_end.possibly >> place_of[each] & 1
    )
    return StrategyFinds(
        source=source,
        strategy=strategy,
        lines=tuple(lines),
        concepts=tuple(
            (each, named(reduce(int.__or__, (found[n].surely for n in each.lines if n in found), 0)))
            for each in concepts_of(state.review.protocol.concepts, source, strategy)
        ),
        finds=named(at_end.surely),
        lost=lost,
        smells=tuple(sorted([*smells_of(strategy, language_step=by_language), *smells_among(strategy, index, found)])),
    )


def _combines(tree: Node) -> bool:
    """Whether a line has no words of its own."""
    return all(isinstance(node, LineOf | Combined | Limit) or not _has_words(node) for node in walk(tree))


def _has_words(node: Node) -> bool:
    return bool(getattr(node, "text", "") or getattr(node, "name", ""))


def _losing(strategy: Strategy, found: dict[int, Found], place: int) -> tuple[int, ...]:
    """The lines by which the result does not find a record: of those joined with "and", down to the ones that fail."""
    if strategy.result is None:
        return ()
    losing: list[int] = []
    to_see = [strategy.result.number]
    while to_see:
        number = to_see.pop(0)
        tree = strategy.by_number[number].tree
        alternatives = isinstance(tree, AnyOf) or (isinstance(tree, Combined) and tree.operator == "or")
        named = [] if tree is None or alternatives else lines_named(tree, max(found))
        # A line can name only earlier ones, else this would never end.
        failing = [each for each in named if each < number and each in found and not found[each].possibly >> place & 1]
        to_see += failing
        if not failing:
            losing.append(number)
    return tuple(dict.fromkeys(losing))
