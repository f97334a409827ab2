"""The ids of the records of a review in the order of import, 8 bytes each, and the place of each among them."""

from __future__ import annotations

import hashlib
from abc import abstractmethod
from array import array
from bisect import bisect_left
from collections.abc import ItemsView, Iterable, Iterator, Mapping, Sequence, ValuesView
from itertools import count, repeat
from typing import Any, TypeVar, cast

from core.records.ids import each_name, names_of, numbers_of

Value = TypeVar("Value")
FEW = 100
"""Records of which the places are looked up one by one: for fewer their numbers are not worth putting together."""
MANY = 4
"""One in so many of the records, looked up one by one, is worth a dictionary of all."""


class LookedUp(Mapping[str, Value]):
    """Something of each of many records, of which a few are looked up one by one in little memory.

    A dictionary of all, which takes many times that, is made once many were asked for.

    Args:
        many: How many are many.
    """

    def __init__(self, many: int) -> None:
        self._left = many
        self._every: dict[str, Value] | None = None

    @abstractmethod
    def _found(self, record: str) -> Value | None:
        """What there is of one record; None where there is nothing."""

    @abstractmethod
    def _all(self) -> dict[str, Value]:
        """What there is of all of them."""

    def get(self, record: str, default: Any = None) -> Any:
        """What there is of a record; the default where there is nothing."""
        if self._every is None and self._left:
            self._left -= 1
            found = self._found(record)
            return default if found is None else found
        return self.as_dict().get(record, default)

    def as_dict(self) -> dict[str, Value]:
        """The dictionary of all, for whoever looks up most of them. Not to be altered."""
        if self._every is None:
            self._every = self._all()
        return self._every

    def items(self) -> ItemsView[str, Value]:
        """As of any mapping, of the dictionary of all."""
        return self.as_dict().items()

    def values(self) -> ValuesView[Value]:
        """As `items`."""
        return self.as_dict().values()

    def __getitem__(self, record: str) -> Value:
        if (found := self.get(record)) is None:
            raise KeyError(record)
        return cast(Value, found)

    def __contains__(self, record: object) -> bool:
        return isinstance(record, str) and self.get(record) is not None


class RecordOrder(LookedUp[int]):
    """Record → its place in the order of import, from 0 and without gaps.

    Args:
        numbers: The ids as numbers, each once.
        by_id: The places in the order of the ids; see `places_by_id`.
    """

    def __init__(self, numbers: array[int], by_id: array[int]) -> None:
        super().__init__(len(numbers) // MANY)
        self._numbers, self._by_id = numbers, by_id
        self._sorted = array("Q", map(numbers.__getitem__, by_id))

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[str]:
        return each_name(self._numbers)

    def name(self, place: int) -> str:
        """The id of the record that has that place."""
        return f"{self._numbers[place]:016x}"

    def names(self, places: array[int]) -> list[str]:
        """The ids of the records that have these places."""
        return names_of(array("Q", map(self._numbers.__getitem__, places)))

    def places(self, names: Sequence[str]) -> Iterable[int | None]:
        """The place of each of these records; None where it has none. No dictionary of all is held for that."""
        if self._every is not None or len(names) < FEW:
            return map(self._found if self._every is None else self._every.get, names)
        try:
            numbers = numbers_of(names)
        except ValueError:
            return map(self._found, names)
        if len(names) * MANY > len(self):
            return list(map(dict(zip(self._numbers, count(), strict=False)).get, numbers))
        ids, by_id, records = self._sorted, self._by_id, len(self)
        there = zip(map(bisect_left, repeat(ids), numbers), numbers, strict=True)
        return [by_id[at] if at < records and ids[at] == number else None for at, number in there]

    def mask(self, names: Sequence[str]) -> bytes:
        """1 at the places of these records, else 0; those that have no place are left out."""
        if len(names) * MANY > len(self):
            try:
                return bytes(map(frozenset(numbers_of(names)).__contains__, self._numbers))
            except ValueError:
                pass  # One of them is no id; the others may be.
        mask = bytearray(len(self))
        for place in self.places(names):
            if place is not None:
                mask[place] = 1
        return bytes(mask)

    def checksum_of_first(self, records: int) -> str:
        """A checksum of so many ids, the first of all."""
        return hashlib.sha256(memoryview(self._numbers)[:records]).hexdigest()

    def _found(self, record: str) -> int | None:
        try:
            number = int(record, 16)
        except ValueError:
            return None
        at = bisect_left(self._sorted, number)
        there = at < len(self) and self._sorted[at] == number and f"{number:016x}" == record
        return self._by_id[at] if there else None

    def _all(self) -> dict[str, int]:
        return dict(zip(self, count(), strict=False))


def places_by_id(numbers: array[int]) -> array[int]:
    """The places of numbers in the order of the numbers; of those that are there twice the first place alone."""
    by_id = array("I", sorted(range(len(numbers)), key=numbers.__getitem__))
    before = -1
    found = array("I")
    for place in by_id:
        if numbers[place] != before:
            found.append(place)
            before = numbers[place]
    return found
