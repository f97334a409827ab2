"""What the search identified: which source found which record in which search round, duplicates included.

The column of a record in the flow diagram and its search round are those of its first finding: a later search that
finds it again leaves what has been reported as it was.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

DATABASE_ROUTES = ("databases", "registers")
"""The routes of the first column of the flow diagram; the others are its other methods."""


class Origin(NamedTuple):
    """One imported record.

    Attributes:
        record: Its id.
        survivor: The record that it goes on under: itself, or the survivor of its duplicate group.
        route: One of `core.protocol.values.ROUTES`.
        round: The search round that brought it.
    """

    record: str
    survivor: str
    source: str
    route: str
    round: int


@dataclass(frozen=True)
class Identified:
    """All imported records, in the order of import."""

    origins: Sequence[Origin]

    @cached_property
    def round_of(self) -> Mapping[str, int]:
        """The search round of each unique record: the earliest that found it."""
        rounds: dict[str, int] = {}
        for origin in self.origins:
            rounds[origin.survivor] = min(rounds.get(origin.survivor, origin.round), origin.round)
        return rounds

    @cached_property
    def other_only(self) -> frozenset[str]:
        """The unique records that no database or register had in the search round that found them first."""
        first = self.round_of
        databases = {
            each.survivor
            for each in self.origins
            if each.route in DATABASE_ROUTES and each.round == first[each.survivor]
        }
        return frozenset(first) - databases

    @property
    def rounds(self) -> list[int]:
        """The search rounds, in order."""
        return sorted({each.round for each in self.origins})

    @property
    def by_source(self) -> dict[str, list[str]]:
        """The imported records of each source, by its name."""
        records: dict[str, list[str]] = {}
        for origin in self.origins:
            records.setdefault(origin.source, []).append(origin.record)
        return records


def brought_by_source(identified: Identified, included: Collection[str]) -> dict[str, dict[str, list[str]]]:
    """What each source brought, by its name, as ids.

    For each: `records` (imported), `publications` (different ones; the rest are duplicates within the source), `unique`
    (publications that no other source has), `shared` (that another one has too), `included` (publications that are
    included in the review) and `included_unique`. unique + shared = publications.
    """
    sources_of: dict[str, set[str]] = {}
    for each in identified.origins:
        sources_of.setdefault(each.survivor, set()).add(each.source)
    names = ("publications", "unique", "shared", "included", "included_unique")
    brought = {
        source: {"records": records, **{name: list[str]() for name in names}}
        for source, records in identified.by_source.items()
    }
    in_review = frozenset(included)
    for survivor, sources in sources_of.items():
        alone, included_too = len(sources) == 1, survivor in in_review
        for source in sources:
            for name, is_so in zip(names, (True, alone, not alone, included_too, alone and included_too), strict=True):
                if is_so:
                    brought[source][name].append(survivor)
    return brought
