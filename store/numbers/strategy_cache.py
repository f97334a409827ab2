"""What the lines of a strategy find among records, kept in the account's cache as long as it stays true."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple

from core.ranking.slices import Slices
from core.records.imports import Import
from core.report.values import LineFound
from core.strategy.found.evaluate import Found, evaluate, evaluating
from core.strategy.found.index import READ
from core.strategy.found.smells import Smell, smells_among
from core.strategy.read import read_strategy
from core.strategy.values import Strategy
from store.acts.duplicates.groups import shown_record
from store.acts.imports import sources_by_file
from store.folder.review import Review
from store.state.review_state import ReviewState

_HAS_ABSTRACT = b'"abstract":'
"""In the line of a record; quotes within a text are escaped."""


def evaluated(
    state: ReviewState, source: str, strategy: Strategy, came: int
) -> Slices[tuple[dict[int, Found], tuple[Smell, ...]]]:
    """What each line finds among the unique records, a bit a record in their order, and what is odd about it.

    Args:
        state: The state of the review.
        source: The name of the strategy's source.
        strategy: The strategy.
        came: The records that came from the source, as bits.
    """
    told = (source, strategy.dialect.name, [(line.number, line.text) for line in strategy.lines])
    digest = hashlib.sha256(repr(told).encode())
    name = f"strategy-{digest.hexdigest()[:16]}"
    length = 0
    for page in state.review.records.pages():
        digest.update(page.text)
        length += len(page.text)
        yield
    digest.update(repr((came, list(state.groups.unique), sorted(state.groups.members.items()))).encode())
    origin = f"{length} {digest.hexdigest()}"
    if (kept := state.review.cache.get(name, origin)) is not None:
        document = json.loads(kept)
        found = {int(number): Found(int(a, 16), int(b, 16)) for number, (a, b) in document["found"].items()}
        return found, tuple(Smell(*each) for each in document["smells"])
    records = (shown_record(state.review, state.groups, each) for each in state.groups.unique)
    index, found = yield from evaluating(strategy, records)
    smells = tuple(smells_among(strategy, index, found, own=came, source=source))
    document = {"found": {n: (f"{each.surely:x}", f"{each.possibly:x}") for n, each in found.items()}, "smells": smells}
    state.review.cache.keep(name, origin, json.dumps(document).encode())
    return found, smells


def line_finds(review: Review, search: Import, brought: Sequence[str]) -> list[LineFound]:
    """What each line of a search finds among the records that it was the first to bring.

    Nothing where none of them has an abstract, as in a bundle without abstracts: what titles alone hold would mislead.
    """
    strategy = read_strategy(search.source.strategy, search.source.platform, search.source.name)
    lines = [(line.number, line.text, line.reported) for line in strategy.lines]
    files = {path for path, each in sources_by_file(review).items() if each.id == search.id}
    said = review.records.checksum_of(files)
    told = (strategy.dialect.name, lines, list(brought), said)
    name, origin = f"lines-{search.id}", hashlib.sha256(repr(told).encode()).hexdigest()
    if (kept := review.cache.get(name, origin)) is not None:
        return [LineFound(*each) for each in json.loads(kept)]
    finds = []
    if any(_HAS_ABSTRACT in review.records.line(each) for each in brought):
        _, found = evaluate(strategy, review.records.several(brought, READ))  # never all of them in memory
        finds = [
            LineFound(number, reported, found[number].surely.bit_count(), found[number].undecidable.bit_count())
            for number, _, reported in lines
        ]
    review.cache.keep(name, origin, json.dumps([astuple(each) for each in finds]).encode())
    return finds
