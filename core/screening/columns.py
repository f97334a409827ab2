"""Decisions on many records of which few differ: the decisions once, and for each record the number of one of them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from itertools import compress

from core.screening.decision import Decision


class PlacedRecords(list[str]):
    """Some of the records of a review, in the order of import, with the place of each: no id need be looked up.

    Attributes:
        order: Record → its place in the order of import, of all records that there are.
        places: The place of each record of the list.
    """

    def __init__(self, order: Mapping[str, int], records: Iterable[str], places: Iterable[int]) -> None:
        super().__init__(records)
        self.order, self.places = order, list(places)


def chosen(records: Sequence[str], whether: Collection[object]) -> list[str]:
    """Those of some records for which the truth is said that stands at the same place in `whether`."""
    if isinstance(records, PlacedRecords):
        return PlacedRecords(records.order, compress(records, whether), compress(records.places, whether))
    return list(compress(records, whether))


class DecisionColumn(Mapping[str, Decision]):
    """Record → decision, in the order of import; quick to count and to compare, and 2 bytes a record.

    Args:
        places: Record → its place in the column, in the order of the places.
        kinds: For each place the number of the decision, 0 where nothing is said.
        decisions: The decisions by number; None as number 0.
    """

    def __init__(self, places: Mapping[str, int], kinds: array[int], decisions: Sequence[Decision | None]) -> None:
        self.places, self.kinds, self.decisions = places, kinds, decisions

    def __getitem__(self, record: str) -> Decision:
        found = self.decisions[self.kinds[self.places[record]]]
        if found is None:
            raise KeyError(record)
        return found

    def __iter__(self) -> Iterator[str]:
        return compress(self.places, self.kinds)

    def __len__(self) -> int:
        return len(self.kinds) - self.kinds.count(0)

    def __bool__(self) -> bool:
        return any(self.kinds)

    def with_kinds(self, kinds: Mapping[str, int]) -> DecisionColumn:
        """The same with other numbers for some records; those that have no place are left out."""
        column = self.kinds[:]
        for record, kind in kinds.items():
            if (place := self.places.get(record)) is not None:
                column[place] = kind
        return DecisionColumn(self.places, column, self.decisions)

    def numbers(self, records: Iterable[str]) -> Iterator[int]:
        """For each of these records, which have places, the number of its decision."""
        if isinstance(records, PlacedRecords) and records.order is self.places:
            return map(self.kinds.__getitem__, records.places)
        return map(self.kinds.__getitem__, map(self.places.__getitem__, records))

    def those(self, holds: Callable[[Decision], bool]) -> Set[str]:
        """The records whose decision is such."""
        such = [each is not None and holds(each) for each in self.decisions]
        return set(compress(self.places, map(such.__getitem__, self.kinds))) if any(such) else frozenset()


def without(said: Mapping[str, Decision], records: Collection[str]) -> Mapping[str, Decision]:
    """The decisions without those on some records."""
    if isinstance(said, DecisionColumn):
        return said.with_kinds(dict.fromkeys(records, 0))
    return {each: said[each] for each in said if each not in records}


def numbered(said: Mapping[str, Decision], records: Iterable[str]) -> Iterator[int]:
    """A number for each of these records: the same number means the same decision, or none."""
    if isinstance(said, DecisionColumn):
        return said.numbers(records)
    return map(id, map(said.get, records))


def that_hold(
    said: Mapping[str, Decision], records: Sequence[str], holds: Callable[[Decision | None], bool]
) -> list[str]:
    """Those of these records of which such a thing is said; asked once for each number, None where nothing is said."""
    numbers = list(numbered(said, records))
    such = {number: holds(said.get(record)) for number, record in dict(zip(numbers, records, strict=True)).items()}
    return chosen(records, [such[each] for each in numbers])


def those(said: Mapping[str, Decision], holds: Callable[[Decision], bool]) -> Set[str]:
    """The records with a decision that is such."""
    if isinstance(said, DecisionColumn):
        return said.those(holds)
    return {record for record, each in said.items() if holds(each)}
