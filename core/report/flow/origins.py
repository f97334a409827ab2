"""What the search identified: which source found which record in which search round, duplicates included.

The column of a record in the flow diagram and its search round are those of its first finding: a later search that
finds it again leaves what has been reported as it was.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import compress, count
from operator import attrgetter, eq, ne
from typing import NamedTuple, TypeVar

from core.screening.columns import NumberColumn
from core.screening.placed import PlacedRecords, both, either, mask_of, name_at, places_in

DATABASE_ROUTES = ("databases", "registers")
"""The routes of the first column of the flow diagram; the others are its other methods."""


Name = TypeVar("Name")


class Origin(NamedTuple):
    """Where records came from.

    Attributes:
        route: One of `core.protocol.values.ROUTES`.
        round: The search round that brought them.
    """

    source: str
    route: str
    round: int


@dataclass(frozen=True)
class Identified:
    """All imported records, in the order of import.

    Attributes:
        records: The records.
        origins: Where they came from, in the order in which the first record of each was imported.
        origin_of: Record → the place of its origin in `origins`.
        homes: For each place that of the record that the record goes on under, which may be itself.
    """

    records: PlacedRecords
    origins: Sequence[Origin]
    origin_of: NumberColumn
    homes: array[int]

    def from_where(self, wanted: Callable[[Origin], bool]) -> PlacedRecords:
        """The records whose origin is such."""
        return self._of({place for place, each in enumerate(self.origins) if wanted(each)})

    def _of(self, origins: Collection[int]) -> PlacedRecords:
        return self.records.that(mask_of(self.records.order, self.origin_of.those(self.records, origins)))

    def of_rounds(self, rounds: Collection[int]) -> Identified:
        """What some search rounds brought."""
        return replace(self, records=self.from_where(lambda each: each.round in rounds))

    @cached_property
    def unique(self) -> PlacedRecords:
        """The records that go on under their own name."""
        return self.records.that(bytes(map(eq, self.homes, count())))

    @cached_property
    def _merged(self) -> bytes:
        """1 at the places of those that go on under another one."""
        return both(self.records.among, bytes(map(ne, self.homes, count())))

    @cached_property
    def _not_alone(self) -> array[int]:
        """The places of the records that are not alone, in the order of import."""
        mask = bytearray(self._merged)
        for home in self._homes_of(self._merged):
            mask[home] = 1
        return array("I", places_in(bytes(mask)))

    def _homes_of(self, mask: bytes) -> Iterator[int]:
        """The place of the record that each of some goes on under."""
        return compress(self.homes, mask)

    @property
    def _together(self) -> Iterator[tuple[int, int]]:
        """The place of each record that is not alone, in the order of import, with that of the one it goes on under."""
        return zip(self._not_alone, map(self.homes.__getitem__, self._not_alone), strict=True)

    def survivor(self, record: str) -> str:
        """The record that a record goes on under; itself where it was not imported."""
        place = self.records.order.get(record)
        return record if place is None else name_at(self.records.order, self.homes[place])

    def as_unique(self, records: PlacedRecords) -> PlacedRecords:
        """The records that some of these go on under, each once."""
        mask = bytearray(records.that(self.unique.among).among)
        for home in self._homes_of(both(records.among, self._merged)):
            mask[home] = 1
        return PlacedRecords(records.order, bytes(mask))

    def _round(self, place: int) -> int:
        return self.origins[self.origin_of.at(place)].round

    @cached_property
    def _late(self) -> frozenset[int]:
        """The places of the records that were found in a later search round than their group was first."""
        if len(self.rounds) < 2:
            return frozenset()
        first: dict[int, int] = {}
        for place, home in self._together:
            first[home] = min(self._round(place), first.get(home, self._round(place)))
        return frozenset(place for place, home in self._together if self._round(place) > first[home])

    @cached_property
    def other_only(self) -> PlacedRecords:
        """The unique records that no database or register had in the search round that found them first."""
        in_time = bytearray(self._databases.among)
        for place in self._late:
            in_time[place] = 0
        found = bytearray(in_time)
        for home in self._homes_of(both(bytes(in_time), self._merged)):
            found[home] = 1
        return self.unique.without(PlacedRecords(self.records.order, bytes(found)))

    @cached_property
    def _databases(self) -> PlacedRecords:
        return self.from_where(lambda each: each.route in DATABASE_ROUTES)

    def found_again(self) -> dict[str, PlacedRecords]:
        """The records that are not the first of their group in the column and in the search round that it counts in.

        By the columns of the flow diagram, "databases" and "other".
        """
        databases, other, late = self._databases.among, self.other_only.among, self._late
        again, kept = bytearray(len(databases)), bytearray(len(databases))
        for place, home in self._together:
            if kept[home] or databases[place] == other[home] or place in late:
                again[place] = 1
            else:
                kept[home] = 1
        every = PlacedRecords(self.records.order, bytes(again))
        return {"databases": every.that(databases), "other": every.without(self._databases)}

    @cached_property
    def rounds(self) -> list[int]:
        """The search rounds, in order."""
        return sorted({self.origins[each].round for each in self.origin_of.among(self.records)})

    def by(self, what: Callable[[Origin], Name]) -> dict[Name, PlacedRecords]:
        """The records by something of their origins, in the order in which the first record of each was imported."""
        names = dict.fromkeys(map(what, self.origins))
        found = {
            name: self._of({place for place, each in enumerate(self.origins) if what(each) == name}) for name in names
        }
        return {name: records for name, records in found.items() if records}

    @cached_property
    def by_source(self) -> dict[str, PlacedRecords]:
        """The imported records of each source, by its name."""
        return self.by(attrgetter("source"))


def brought_by_source(identified: Identified, included: Collection[str]) -> dict[str, dict[str, Sequence[str]]]:
    """What each source brought, by its name, as ids.

    For each: `records` (imported), `publications` (different ones; the rest are duplicates within the source), `unique`
    (publications that no other source has), `shared` (that another one has too), `included` (publications that are
    included in the review) and `included_unique`. unique + shared = publications.
    """
    order = identified.records.order
    publications = {source: identified.as_unique(records) for source, records in identified.by_source.items()}
    seen = shared = bytes(len(order))
    for each in publications.values():
        shared = either(shared, both(seen, each.among))
        seen = either(seen, each.among)
    several, in_review = PlacedRecords(order, shared), mask_of(order, included)
    return {
        source: {
            "records": records,
            "publications": (found := publications[source]),
            "unique": (alone := found.without(several)),
            "shared": found.that(shared),
            "included": found.that(in_review),
            "included_unique": alone.that(in_review),
        }
        for source, records in identified.by_source.items()
    }
