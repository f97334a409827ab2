"""What came of the search for duplicates, counted: per record, per source, by machine and by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from core.dedup.cluster import groups as cluster
from store.duplicates import Groups, duplicate_groups, stored_pairs, verdicts
from store.imports import records_with_imports, sources_by_file
from store.review import Review


def group_rows(review: Review) -> Iterator[dict[str, Any]]:
    """One row a record, in the order of import, as `tamis dedup --groups` prints them.

    `how` says what put a record into its group: "automatic", "reviewer" (a person's verdict), or "none" for a single.
    """
    groups = duplicate_groups(review)
    by_person = _joined_by_person(review)
    for record, (_, came_with) in zip(review.records.records(), records_with_imports(review), strict=True):
        survivor = groups.of(record.id)
        how = "reviewer" if record.id in by_person else "automatic"
        yield {
            "record_id": record.id,
            "group_id": survivor,
            "survivor": int(record.id == survivor),
            "source": came_with.source.name,
            "accession": record.accession,
            "round": came_with.round,
            "how": how if survivor in groups.members else "none",
        }


def overlap(review: Review, groups: Groups) -> dict[str, dict[str, Any]]:
    """For each source: its records, the publications that only it has, and those that it shares with each other one."""
    table: dict[str, dict[str, Any]] = {}
    for each in sources_by_file(review).values():
        table.setdefault(each.source.name, {"records": 0, "unique_to_source": 0, "shared_with": {}})
    found_in: defaultdict[str, set[str]] = defaultdict(set)
    survivor = groups.survivor.get
    for record, came_with in records_with_imports(review):
        name = came_with.source.name
        table[name]["records"] += 1
        found_in[survivor(record, record)].add(name)
    for names in found_in.values():
        if len(names) == 1:
            table[names.pop()]["unique_to_source"] += 1
            continue
        for name in names:
            shared = table[name]["shared_with"]
            for other in sorted(names - {name}):
                shared[other] = shared.get(other, 0) + 1
    return table


def removed_by(review: Review, groups: Groups) -> tuple[int, int]:
    """How many duplicates were removed automatically, and how many by a person's verdict."""
    merges = stored_pairs(review, "merges")
    automatic = cluster(
        [*groups.survivor, *groups.members],
        merges,
        {pair: False for pair, verdict in verdicts(review).items() if not verdict.same},
    )
    by_machine = len(automatic) - len(set(automatic.values()))
    return by_machine, len(groups.survivor) - by_machine


def _joined_by_person(review: Review) -> set[str]:
    """The records that a person's verdict joined to another one and no automatic merge did."""
    merged = {each for pair in stored_pairs(review, "merges") for each in (pair.a, pair.b)}
    said = {each for pair, verdict in verdicts(review).items() if verdict.same for each in pair}
    return said - merged
