"""Lists of the records of a review as one byte for each record that there is, in the order of import.

Such lists are taken apart, put together and counted at once: that takes a hundredth of the time of going from record to
record. The ids of the records are looked up when somebody asks for them.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, reduce
from itertools import chain, compress, count, islice
from typing import overload

from core.records.order import RecordOrder

_FEW = 10
"""Fewer than one in so many records are gone through one by one."""
_OTHER = bytes((1, *bytes(255)))
_LAST = 4
"""So many masks are kept as numbers, and what two have in common: the next list often asks for the same again."""


@lru_cache(maxsize=1)
def _none(records: int) -> bytes:
    """A mask without any of so many records, of which one is enough: a review has many empty lists."""
    return bytes(records)


class _Ids(Sequence[str]):
    """Records whose ids are listed when somebody asks for one by its number; it is as a list of them."""

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> list[str]: ...

    def __getitem__(self, place: int | slice) -> str | list[str]:
        return self._ids[place]

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, _Ids | list | tuple) else NotImplemented

    def __repr__(self) -> str:
        return repr(self._ids)

    @cached_property
    def _ids(self) -> list[str]:
        return list(self)


class PlacedRecords(_Ids):
    """Some of the records of a review, in the order of import.

    Attributes:
        order: Record → its place in the order of import, of all records that there are, in the order of the places.
        among: For each place 1 where the record is one of these, else 0.
    """

    def __init__(self, order: Mapping[str, int], among: bytes) -> None:
        self.order, self.among = order, among

    def __len__(self) -> int:
        return self._count

    @cached_property
    def _count(self) -> int:
        return whole(self.among).bit_count()  # counting bytes takes four times that

    def __iter__(self) -> Iterator[str]:
        if isinstance(self.order, RecordOrder) and len(self) * _FEW < len(self.among):
            return map(self.order.name, _found_in(self.among))
        return compress(self.order, self.among)

    def __contains__(self, record: object) -> bool:
        place = self.order.get(record)  # type: ignore[call-overload]  # whatever it is
        return place is not None and self.among[place] == 1

    def __eq__(self, other: object) -> bool:
        if isinstance(other, PlacedRecords) and other.order is self.order:
            return self.among == other.among
        return super().__eq__(other)

    def that(self, mask: bytes) -> PlacedRecords:
        """Those of them at whose places the mask has 1."""
        found = both(self.among, mask)
        return PlacedRecords(self.order, found if 1 in found else _none(len(found)))

    def without(self, records: Iterable[str]) -> PlacedRecords:
        """Those of them that are none of these."""
        mask = mask_of(self.order, records)
        return self.that(mask.translate(_OTHER)) if 1 in mask else self


class JoinedRecords(_Ids):
    """Some lists of records one after the other.

    Args:
        parts: The lists; of one that is joined itself its parts are taken.
    """

    def __init__(self, parts: Iterable[Sequence[str]]) -> None:
        self.parts: list[Sequence[str]] = []
        for each in parts:
            self.parts += each.parts if isinstance(each, JoinedRecords) else [each] if each else []

    def __len__(self) -> int:
        return sum(map(len, self.parts))

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(self.parts)


def joined(parts: Sequence[Sequence[str]]) -> Sequence[str]:
    """Some lists of records one after the other, as one; a single one as it is."""
    return parts[0] if len(parts) == 1 else JoinedRecords(parts)


@overload
def those_in(records: PlacedRecords, wanted: Collection[str]) -> PlacedRecords: ...


@overload
def those_in(records: Sequence[str], wanted: Collection[str]) -> Sequence[str]: ...


def those_in(records: Sequence[str], wanted: Collection[str]) -> Sequence[str]:
    """Those of some records that are among others, in their order."""
    if isinstance(records, JoinedRecords):
        return JoinedRecords(those_in(each, wanted) for each in records.parts)
    if isinstance(records, PlacedRecords):
        return records.that(mask_of(records.order, wanted))
    return [each for each in records if each in wanted]


def part_of(records: Sequence[str], first: int, end: int) -> list[str]:
    """Those of some records that have the numbers from `first`, which is 0 or more, to before `end`.

    One part after the other takes no longer than all of them at once.
    """
    if isinstance(records, JoinedRecords):
        found = []
        for each in records.parts:
            if end > 0 and first < len(each):
                found += part_of(each, max(first, 0), end)
            first, end = first - len(each), end - len(each)
        return found
    if isinstance(records, PlacedRecords) and isinstance(records.order, RecordOrder):
        return records.order.names(_places_of_last(records.among)[first:end])
    return list(islice(records, first, end))


@lru_cache(maxsize=1)
def _places_of_last(mask: bytes) -> array[int]:
    """The places at which a mask has 1, of the mask that was asked for last: a list is read part by part."""
    return array("I", compress(range(len(mask)), mask))


def placed(records: Sequence[str]) -> PlacedRecords:
    """A list of records with places, by default those of the list."""
    if isinstance(records, PlacedRecords):
        return records
    order = dict(zip(dict.fromkeys(records), count(), strict=False))
    return PlacedRecords(order, b"\1" * len(order))


def among(order: Mapping[str, int], records: Collection[str]) -> PlacedRecords:
    """Those of some records that have a place in an order."""
    return PlacedRecords(order, mask_of(order, records))


def name_at(order: Mapping[str, int], place: int) -> str:
    """The record that has a place."""
    return order.name(place) if isinstance(order, RecordOrder) else next(islice(order, place, None))


def places_of(order: Mapping[str, int], records: Sequence[str]) -> Iterable[int | None]:
    """The place of each record; None where it has none."""
    return order.places(records) if isinstance(order, RecordOrder) else map(order.get, records)


def mask_of(order: Mapping[str, int], records: Iterable[str]) -> bytes:
    """1 at the places of these records, else 0; those that have no place are left out."""
    if isinstance(records, PlacedRecords) and records.order is order:
        return records.among
    if isinstance(records, JoinedRecords):
        return in_any(order, (mask_of(order, each) for each in records.parts)).among
    names = records if isinstance(records, Sequence) else list(records)
    if isinstance(order, RecordOrder):
        return order.mask(names)
    wanted = frozenset(names)
    return bytes(each in wanted for each in order)


@lru_cache(maxsize=_LAST)
def both(one: bytes, other: bytes) -> bytes:
    """1 where both masks have it."""
    return (whole(one) & whole(other)).to_bytes(len(one), "little")


def either(one: bytes, other: bytes) -> bytes:
    """1 where one of two masks has it."""
    return (whole(one) | whole(other)).to_bytes(len(one), "little")


def in_any(order: Mapping[str, int], masks: Iterable[bytes]) -> PlacedRecords:
    """The records at whose places one of some masks has 1."""
    return PlacedRecords(order, reduce(either, masks, bytes(len(order))))


def times(masks: Iterable[bytes], size: int) -> bytes:
    """How many of fewer than 256 masks of that size have a 1, place by place."""
    return sum(map(whole, masks)).to_bytes(size, "little")


def outside(records: Sequence[str], whole: Sequence[str]) -> set[str]:
    """Those of some records that are none of a whole."""
    return set(records.without(whole) if isinstance(records, PlacedRecords) else set(records).difference(whole))


def is_within(records: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether some records are all among those of a whole."""
    return not (records.without(whole) if isinstance(records, PlacedRecords) else set(records).difference(whole))


def not_exactly_once(whole: Sequence[str], parts: Sequence[Sequence[str]]) -> set[str]:
    """What of a whole does not stand exactly once in exactly one part, or stands in a part and not in the whole."""
    order = next((each.order for each in JoinedRecords([whole]).parts if isinstance(each, PlacedRecords)), None)
    once = None if order is None else times_in([whole], order)
    if order is not None and once is not None and not once.translate(None, b"\0\1") and once == times_in(parts, order):
        return set()
    seen = set[str]().union(*parts)
    if len(seen) == sum(map(len, parts)) == len(whole) and seen.issuperset(whole):
        return set()
    seen.clear()
    twice: set[str] = set()
    for part in parts:
        for each in part:
            (twice if each in seen else seen).add(each)
    return twice | (seen ^ set(whole))


def times_in(parts: Iterable[Sequence[str]], order: Mapping[str, int]) -> bytes | None:
    """In how many of the parts each record is; None where they are no columns of these records."""
    those = JoinedRecords(parts).parts
    masks = [each.among for each in those if isinstance(each, PlacedRecords) and each.order is order]
    return times(masks, len(order)) if len(masks) == len(those) < 256 else None


@lru_cache(maxsize=_LAST)
def whole(numbers: bytes) -> int:
    """A mask as one number, which is combined with others at once."""
    return int.from_bytes(numbers, "little")


def places_in(mask: bytes) -> Iterator[int]:
    """The places at which a mask has 1; quickest where these are few."""
    few = whole(mask).bit_count() * _FEW < len(mask)
    return _found_in(mask) if few else compress(range(len(mask)), mask)


def _found_in(mask: bytes) -> Iterator[int]:
    place = mask.find(1)
    while place >= 0:
        yield place
        place = mask.find(1, place + 1)
