"""What each line of a source's search strategy finds among the records of the review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from core.errors import TamisError
from core.formats.identifiers import find_doi
from core.protocol.values import SEARCHED_FIELDS, Concept
from core.ranking.slices import Slices
from core.strategy.found.concepts import Blocks, concepts_of
from core.strategy.found.evaluate import NOTHING, Found, as_bits, places
from core.strategy.found.on_record import LinesOn, has_own_words, lines_on, losing
from core.strategy.found.smells import Smell, smells_of, smells_of_titles
from core.strategy.read import read_strategy
from core.strategy.tree import Heading, walk
from core.strategy.values import Line, Strategy
from store.acts.duplicates.groups import shown_record
from store.acts.imports import imports, records_with_imports
from store.folder.review import Review
from store.numbers.strategy_cache import evaluated
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
        undecidable: The records of which cannot be told whether its result finds them.
        came: The records that came from its source.
        came_by_heading: Those of `came` that are undecidable for want of a heading, and so came by one.
        wanted: The records that it should find: the key records, or else the included ones.
        lost: Those of `wanted` that its result does not find, with the lines that it combines and that lose each.
        smells: What is odd about its lines, by themselves and among these records.
    """

    source: str
    strategy: Strategy
    lines: tuple[LineFinds, ...]
    concepts: tuple[tuple[Concept, tuple[str, ...]], ...]
    finds: tuple[str, ...]
    undecidable: tuple[str, ...]
    came: tuple[str, ...]
    came_by_heading: tuple[str, ...]
    wanted: tuple[str, ...]
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
) -> Slices[StrategyFinds]:
    """What a strategy finds among the unique records of a review; in slices, since it may take seconds.

    Args:
        state: The state of the review.
        source: The name of the strategy's source.
        strategy: The strategy.
        key_records: The ids of records that it should find; by default the included ones.
    """
    ids = list(state.groups.unique)
    place_of = {record: place for place, record in enumerate(ids)}
    came = as_bits({place_of[each] for each in _came_from(state, source)}, len(ids))
    found, among = yield from evaluated(state, source, strategy, came)
    included = frozenset(state.funnel.included)

    def named(bits: int) -> tuple[str, ...]:
        return tuple(ids[place] for place in places(bits))

    own = [line.number for line in strategy.lines if line.tree is not None and has_own_words(line.tree)]
    once = twice = 0
    for number in own:
        twice |= once & found[number].surely
        once |= found[number].surely
    lines = []
    for line in strategy.lines:
        this = found[line.number] if line.tree is not None else NOTHING
        finds = named(this.surely)
        only = named(this.surely & ~twice) if line.number in own else None
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
    at_end = found[strategy.result.number] if strategy.result else NOTHING
    keys = map(state.groups.of, key_records) if key_records is not None else sorted(included)
    wanted = tuple(dict.fromkeys(keys))
    yield
    return StrategyFinds(
        source=source,
        strategy=strategy,
        lines=tuple(lines),
        concepts=tuple(
            (each, named(reduce(int.__or__, (found[n].surely for n in each.lines if n in found), 0)))
            for each in concepts_of(state.review.protocol.concepts, source, strategy)
        ),
        finds=named(at_end.surely),
        undecidable=named(at_end.undecidable),
        came=named(came),
        came_by_heading=named(came & at_end.undecidable & _by_headings(strategy, found)),
        wanted=wanted,
        lost=tuple(
            (each, losing(strategy, found, place_of[each]))
            for each in wanted
            if not at_end.possibly >> place_of[each] & 1
        ),
        smells=tuple(sorted({*_own_smells(state.review, source, strategy), *among, *_missed(state, strategy)})),
    )


def records_named(review: Review, names: Sequence[str]) -> list[str]:
    """The ids of the records that have these DOIs or PMIDs.

    Raises:
        TamisError: One is of no record, or none is named.
    """
    by_name: dict[str, str] = {}
    for record in review.records.records():
        by_name.update((name.casefold(), record.id) for name in (record.doi, record.pmid) if name)
    words = [each for name in names if (each := name.strip(" ,;").casefold())]
    wanted = [find_doi(each) or each.removeprefix("pmid:") for each in words]
    missing = [each for each in wanted if each not in by_name]
    if missing or not wanted:
        raise TamisError(
            f"no record of the review has the DOI or PMID {', '.join(missing[:5])}" if missing else "nothing is named",
            where="key papers",
            advice="Give DOIs or PMIDs of records that were imported, one a line in a file.",
        )
    return [by_name[each] for each in wanted]


def lines_on_record(state: ReviewState, record: str) -> list[tuple[str, bool, LinesOn]]:
    """Which lines of each source's strategy a record satisfies: the source, whether the record came from it, the lines.

    Args:
        state: The state of the review.
        record: The id of a record.
    """
    survivor = state.groups.of(record)
    shown = shown_record(state.review, state.groups, survivor)
    members = {*state.groups.around(survivor)}
    came = {each.source.name for member, each in records_with_imports(state.review) if member in members}
    there = any(each.source.strategy.strip() for each in imports(state.review))
    strategies = kept_strategies(state.review) if there else []
    return [(source, source in came, lines_on(strategy, shown)) for source, strategy in strategies]


def _came_from(state: ReviewState, source: str) -> set[str]:
    """The unique records that a source has brought, with those that others had brought before it."""
    came_with = records_with_imports(state.review)
    return {state.groups.of(record) for record, each in came_with if each.source.name == source}


def _by_headings(strategy: Strategy, found: dict[int, Found]) -> int:
    """The records of which some line cannot be decided for want of a heading."""
    trees = [(line.number, line.tree) for line in strategy.lines if line.tree is not None]
    with_headings = [number for number, tree in trees if any(isinstance(node, Heading) for node in walk(tree))]
    return reduce(int.__or__, (found[each].undecidable for each in with_headings), 0)


def _own_smells(review: Review, source: str, strategy: Strategy) -> list[Smell]:
    stages = [each.suggest.rule for each in review.protocol.stages if each.suggest is not None]
    return list(smells_of(strategy, source=source, steps=stages, promised=_promised(review, source)))


def _promised(review: Review, source: str) -> tuple[str, ...]:
    """The fields in which a source is searched by the plan, or by what was said of its limits."""
    planned = (each for each in review.protocol.sources if each.name.casefold() == source.casefold())
    if fields := next((each.fields for each in planned), ()):
        return fields
    said = " ".join(each.source.limits for each in imports(review) if each.source.name == source).lower()
    return tuple(field for field in SEARCHED_FIELDS if field.rstrip("s") in said)


def _missed(state: ReviewState, strategy: Strategy) -> list[Smell]:
    titles = [shown_record(state.review, state.groups, each).title for each in state.funnel.included]
    return list(smells_of_titles(strategy, titles))
