"""Counts duplicates: the group of each record, the overlap of sources, and what was removed by rules or by people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from core.dedup.cluster import groups as cluster
from store.acts.duplicates.groups import Groups, duplicate_groups
from store.acts.duplicates.searches import automatic_pairs, found_pairs, stored_pairs
from store.acts.duplicates.verdicts import verdicts
from store.acts.imports import imports_in_turn, records_with_imports, sources_by_file
from store.folder.review import Review


class GroupedRecord(NamedTuple):
    """A record with its duplicate group.

    Attributes:
        group_id: The id of the group's survivor.
        survivor: 1 for the survivor of its group, 0 for the other members.
        how: What put it into its group: "automatic", "reviewer" (a person's verdict), or "none" for a single.
    """

    record_id: str
    group_id: str
    survivor: int
    source: str
    accession: str
    round: int
    how: str


class SourceOverlap(NamedTuple):
    """The records of a source, the publications that only it has, and how many it shares with each other source."""

    records: int
    unique_to_source: int
    shared_with: dict[str, int]


def grouped_records(review: Review) -> Iterator[GroupedRecord]:
    """Every record with its group, in the order of import."""
    groups = duplicate_groups(review)
    by_person = _joined_by_person(review)
    for record, (_, came_with) in zip(review.records.records(), records_with_imports(review), strict=True):
        survivor = groups.of(record.id)
        name, number = came_with.source.name, came_with.round
        how = "none" if survivor not in groups.members else "reviewer" if record.id in by_person else "automatic"
        own = int(record.id == survivor)
        yield GroupedRecord(record.id, survivor, own, name, record.accession, number, how)


def overlap(review: Review, groups: Groups) -> dict[str, SourceOverlap]:
    """Source → its records, and how many of them other sources have too."""
    name_at = list(chain.from_iterable([each.source.name] * many for each, many in imports_in_turn(review)))
    order, together = review.records.order, groups.members.values()
    records = Counter(name_at)
    alone = records - Counter(name_at[order[each]] for members in together for each in members)
    shared: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for places in sorted(sorted(map(order.__getitem__, members)) for members in together):
        names = {name_at[place] for place in places}
        if len(names) == 1:
            alone.update(names)
            continue
        for name in names:
            shared[name].update(sorted(names - {name}))
    names_of_sources = dict.fromkeys(each.source.name for each in sources_by_file(review).values())
    return {name: SourceOverlap(records[name], alone[name], dict(shared[name])) for name in names_of_sources}


def removed_by(review: Review, groups: Groups) -> tuple[int, int]:
    """How many duplicates were removed automatically, and how many by a person's verdict."""
    if not verdicts(review):
        return len(groups.survivor), 0
    automatic = cluster(
        [*groups.survivor, *groups.members],
        automatic_pairs(found_pairs(review)),
        {pair: False for pair, verdict in verdicts(review).items() if not verdict.same},
    )
    by_machine = len(automatic) - len(set(automatic.values()))
    return by_machine, len(groups.survivor) - by_machine


def _joined_by_person(review: Review) -> set[str]:
    """The records that a person's verdict merged with another record, and no automatic merge did."""
    pairs = ((pair.a, pair.b) for pair in stored_pairs(review, "merges"))
    merged = {each for pair in pairs if all(map(review.records.__contains__, pair)) for each in pair}
    said = {each for pair, verdict in verdicts(review).items() if verdict.same for each in pair}
    return said - merged
