"""Which records are one publication, by their places in the order of import: 4 bytes for each that is not alone."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, pairwise, repeat
from operator import sub

from core.records.order import MANY, LookedUp, RecordOrder


class PlacedGroups:
    """Groups of records.

    Args:
        order: Record → its place.
        places: The places of the members, group by group, the survivor of each first.
        ends: Where each group begins in `places`, and where the last one ends.
    """

    def __init__(self, order: RecordOrder, places: array[int], ends: array[int]) -> None:
        self.order, self.places, self.ends = order, places, ends

    @classmethod
    def of(cls, order: RecordOrder, groups: Iterable[tuple[str, ...]]) -> PlacedGroups:
        """Groups given as the ids of their members, the survivor of each first."""
        places, ends = array("I"), array("I", [0])
        for group in groups:
            places.extend(map(order.__getitem__, group))
            ends.append(len(places))
        return cls(order, places, ends)

    def __len__(self) -> int:
        return len(self.ends) - 1

    @cached_property
    def homes(self) -> array[int]:
        """For each place that of its survivor; its own where it is in no group, or the survivor."""
        homes = array("I", range(len(self.order)))
        firsts = map(self.places.__getitem__, self.ends[:-1])
        sizes = map(sub, self.ends[1:], self.ends)
        for place, home in zip(self.places, chain.from_iterable(map(repeat, firsts, sizes)), strict=True):
            homes[place] = home
        return homes

    @cached_property
    def unique(self) -> bytes:
        """For each place 1 where the record goes on under its own name, else 0."""
        mask = bytearray(b"\1" * len(self.order))
        for place in self.places:
            mask[place] = 0
        for start in self.ends[:-1]:
            mask[self.places[start]] = 1
        return bytes(mask)

    @property
    def merged(self) -> Iterator[int]:
        """The places of those that go on under another's name, group by group."""
        return chain.from_iterable(self.places[start + 1 : end] for start, end in pairwise(self.ends))

    @cached_property
    def number(self) -> array[int]:
        """For each place of a survivor which group it is, from 1; else 0."""
        numbers = array("I", bytes(4 * len(self.order)))
        for number, start in enumerate(self.ends[:-1], 1):
            numbers[self.places[start]] = number
        return numbers


class SurvivorOf(LookedUp[str]):
    """Merged record → the survivor of its group, group by group."""

    def __init__(self, groups: PlacedGroups) -> None:
        super().__init__(len(groups.order) // MANY)
        self.groups = groups

    def __len__(self) -> int:
        return len(self.groups.places) - len(self.groups)

    def __iter__(self) -> Iterator[str]:
        return iter(self.groups.order.names(array("I", self.groups.merged)))

    def _found(self, record: str) -> str | None:
        place = self.groups.order.get(record)
        alone = place is None or (home := self.groups.homes[place]) == place
        return None if alone else self.groups.order.name(home)

    def _all(self) -> dict[str, str]:
        places = array("I", self.groups.merged)
        homes = array("I", map(self.groups.homes.__getitem__, places))
        return dict(zip(self.groups.order.names(places), self.groups.order.names(homes), strict=True))


def homes_of(survivor: Mapping[str, str], records: Sequence[str]) -> list[str]:
    """What each of some records goes on under, by what each merged one does; itself where it is alone."""
    if not isinstance(survivor, SurvivorOf):
        return [survivor.get(each, each) for each in records]
    order, homes = survivor.groups.order, survivor.groups.homes
    places = zip(records, order.places(records), strict=True)
    return [each if place is None or homes[place] == place else order.name(homes[place]) for each, place in places]


def survivors_among(survivor: Mapping[str, str], records: Sequence[str]) -> frozenset[str]:
    """Those of some records that others go on under, by what each merged one does."""
    if not isinstance(survivor, SurvivorOf):
        return frozenset(survivor.values()).intersection(records)
    number, order = survivor.groups.number, survivor.groups.order
    places = zip(records, order.places(records), strict=True)
    return frozenset(each for each, place in places if place is not None and number[place])


class MembersOf(LookedUp[tuple[str, ...]]):
    """Survivor of a group → all its records, the survivor first."""

    def __init__(self, groups: PlacedGroups) -> None:
        super().__init__(len(groups.order) // MANY)
        self._groups = groups

    def __len__(self) -> int:
        return len(self._groups)

    def __iter__(self) -> Iterator[str]:
        firsts = array("I", map(self._groups.places.__getitem__, self._groups.ends[:-1]))
        return iter(self._groups.order.names(firsts))

    def _found(self, record: str) -> tuple[str, ...] | None:
        place = self._groups.order.get(record)
        if place is None or not (number := self._groups.number[place]):
            return None
        start, end = self._groups.ends[number - 1 : number + 1]
        return tuple(self._groups.order.names(self._groups.places[start:end]))

    def _all(self) -> dict[str, tuple[str, ...]]:
        names = self._groups.order.names(self._groups.places)
        groups = (tuple(names[start:end]) for start, end in pairwise(self._groups.ends))
        return {group[0]: group for group in groups}
