"""Searches for duplicates and stores what the search found; the pairs that it leaves open wait for a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from sys import intern
from typing import TYPE_CHECKING

from core.dedup.pairs import MERGE, SPARE
from store.acts.duplicates.groups import duplicate_groups, weights_in
from store.acts.duplicates.searches import (
    TABLES,
    Found,
    found_pairs,
    imports_to_search,
    pair_document,
    searches,
    store_search,
)
from store.acts.duplicates.verdicts import richness_of, verdicts
from store.acts.imports import imports, last_round, records_with_imports
from store.folder.review import Review
from store.journal.errors import StoreCorrupt
from store.journal.journal import document_id
from store.state.contradictions import said_of_each

if TYPE_CHECKING:
    from core.dedup.normalise import Keys


def find_duplicates(review: Review, *, progress: Callable[[int, int], None] | None = None) -> None:
    """Search for duplicates and store the outcome as one event batch: certain pairs are merged, doubtful ones wait.

    People's verdicts always hold. A search update looks only for pairs with a record of the newest round, or of an
    import that no search has covered; so groups that were screened stay as they are. Where a reader decided differently
    on two records, as far as this user may know, the pair waits for a person. When the search is interrupted, nothing
    is written. What others import meanwhile is not counted as searched.

    Args:
        review: The review.
        progress: Called with the number of records done and of all; may raise to interrupt.
    """
    from core.dedup import find

    said = {pair: verdict.same for pair, verdict in verdicts(review).items()}
    read, replaced = imports(review), searches(review)
    newest = last_round(review)
    new = None
    keys: Iterable[Keys] = stored_keys(review)
    frequency = None
    if newest > 1:
        unseen = {each.id for each in imports_to_search(review)}
        new = {
            each
            for each, came_with in records_with_imports(review)
            if came_with.round == newest or came_with.id in unseen
        }
        if len(new) == len(review.records):
            new = None
    if new is not None:
        keys, frequency = _keys_around(review, new)
    kept = _earlier(review, new)
    result = find.find_duplicates(
        keys,
        new=new,
        verdicts=said,
        merged=[(each["a"], each["b"]) for each in kept["merges"].values()],
        words_of=said_of_each(review),
        frequency=frequency,
        progress=progress,
    )
    pairs = {table: getattr(result, table) for table in TABLES}
    joining = (pair for table in pairs.values() for pair in table if pair.outcome in (MERGE, SPARE))
    weights = weights_in(found_pairs(review)) if new is not None else {}
    weights |= richness_of(review, {each for pair in joining for each in (pair.a, pair.b)} - weights.keys())
    found = {
        name: kept[name] | {str(document_id(f"{pair.a} {pair.b}")): pair_document(pair, weights) for pair in table}
        for name, table in pairs.items()
    }
    store_search(review, found, read=read, replaced=replaced)


def stored_keys(review: Review) -> Iterator[Keys]:
    """The keys of every record, as they were computed when it was imported."""
    from core.dedup.normalise import SHARED, Keys

    for record, document in review.records.dedup_keys():
        for name in SHARED:
            if name in document:
                document[name] = intern(document[name])
        yield Keys.from_document(record, document)


def _keys_around(review: Review, new: set[str]) -> tuple[list[Keys], Mapping[str, int]]:
    """The keys of new records and of the groups that they may belong to, and the frequency of words in titles.

    In a search update most old records resemble no new one; their keys are not read.
    """
    from core.dedup.normalise import Keys
    from core.dedup.signature import NAME, Signature, Update

    records = review.records
    ids, signatures = [], []
    for record, text in records.signatures(NAME):
        ids.append(record)
        try:
            signatures.append(Signature.from_text(text))
        except ValueError as error:
            raise StoreCorrupt(
                f"the signature of record {record} is damaged: {error}",
                where=str(records.file_of(record).with_suffix(".keys.json")),
                advice="Restore it from a backup.",
            ) from None

    def read(record: str) -> Keys:
        return Keys.from_document(record, records.dedup_keys_of(record))

    update = Update([read(each) for each in sorted(new)], signatures)
    groups = duplicate_groups(review)
    wanted = {member for place in update.worth_reading() for member in groups.around(ids[place])}
    return [read(each) for each in sorted(wanted | new)], update.frequency


def _earlier(review: Review, new: set[str] | None) -> Found:
    """What earlier searches found that a search update does not look at again; nothing of what was withdrawn."""
    if new is None:
        return {table: {} for table in TABLES}
    old = review.records.order.keys() - new
    return {
        table: {number: each for number, each in pairs.items() if each["a"] in old and each["b"] in old}
        for table, pairs in found_pairs(review).items()
    }
