"""Records and decisions in columns: for each record that there is, in the order of import, one small number.

A whole column is told apart, compared and counted at once: that takes a hundredth of the time of going from record to
record. The ids of the records are looked up when somebody asks for them.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Collection, Hashable, ItemsView, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import compress, count
from typing import TypeAlias, TypeVar, cast

from core.records.order import MANY
from core.screening.decision import Decision
from core.screening.placed import PlacedRecords, both, places_of, whole

Numbers: TypeAlias = "bytes | array[int]"
"""A number for each record; bytes where all are below 256."""

Column: TypeAlias = "tuple[Numbers, int]"
"""A number for each record, and the number that all of them are below."""

Word = TypeVar("Word")

_ALL_BITS = bytes((0, *(255,) * 255))


def _packed(numbers: Iterable[int], below: int) -> Numbers:
    return bytes(numbers) if below <= 256 else array("I", numbers)


def mapped(numbers: Numbers, table: Sequence[int]) -> Numbers:
    """What a table says of each number."""
    below = max(table) + 1
    if isinstance(numbers, bytes) and below <= 256:
        return numbers.translate(bytes(table[:256]).ljust(256, b"\0"))
    return _packed(map(table.__getitem__, numbers), below)


def masked(numbers: Numbers, whether: Iterable[object]) -> bytes:
    """1 where the table says so of the number, else 0."""
    found = mapped(numbers, [1 if each else 0 for each in whether])
    return found if isinstance(found, bytes) else bytes(found)


def changed(numbers: Numbers, others: Mapping[int, int], below: int) -> Numbers:
    """The numbers with other ones at some places; all are below some number then."""
    if not others:
        return numbers
    column = bytearray(numbers) if isinstance(numbers, bytes) and below <= 256 else array("I", iter(numbers))
    for place, number in others.items():
        column[place] = number
    return bytes(column) if isinstance(column, bytearray) else column


def combined(columns: Sequence[Column], size: int) -> Column:
    """A number for each of so many places: the same one only where each column has the same number."""
    found: Column = bytes(size), 1
    for column in columns:
        found = _with(found, column, size)
    return found


def _with(one: Column, other: Column, size: int) -> Column:
    (numbers, below), (more, radix) = one, other
    if below * radix > 256:
        (numbers, below), (more, radix) = _dense(one), _dense(other)
    if below * radix <= 256:
        return (whole(bytes(numbers)) + whole(bytes(more)) * below).to_bytes(size, "little"), below * radix
    pairs = list(zip(numbers, more, strict=True))
    number = dict(zip(set(pairs), count(), strict=False))
    return _packed(map(number.__getitem__, pairs), len(number)), len(number)


def _dense(column: Column) -> Column:
    """The same told apart by numbers that all are there, so that more columns find room below 256."""
    numbers, below = column
    if not isinstance(numbers, bytes):
        return column
    used = [each for each in range(below) if each in numbers]
    return numbers.translate(bytes.maketrans(bytes(used), bytes(range(len(used))))), len(used)


def first_places(numbers: Numbers, below: int) -> dict[int, int]:
    """Each number that there is → the first place that has it."""
    if isinstance(numbers, bytes):
        return {each: place for each in range(below) if (place := numbers.find(each)) >= 0}
    return dict(zip(reversed(numbers), range(len(numbers) - 1, -1, -1), strict=True))


class NumberColumn(Mapping[str, int]):
    """Record → a number from 0, of some of the records of a review.

    Args:
        records: The records.
        column: The numbers of all records that there are.
    """

    def __init__(self, records: PlacedRecords, column: Column) -> None:
        self._records, self._numbers, self._below = records, *column

    def __getitem__(self, record: str) -> int:
        if record not in self._records:
            raise KeyError(record)
        return self._numbers[self._records.order[record]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def at(self, place: int) -> int:
        """The number of the record that has that place."""
        return self._numbers[place]

    def those(self, records: Sequence[str], wanted: Collection[int]) -> Sequence[str]:
        """Those of some records of it that have one of the numbers wanted, in their order."""
        if isinstance(records, PlacedRecords) and records.order is self._records.order:
            return records.that(masked(self._numbers, (each in wanted for each in range(self._below))))
        return [each for each in records if self[each] in wanted]

    def among(self, records: Iterable[str]) -> set[int]:
        """The numbers of some records of it."""
        if isinstance(records, PlacedRecords) and records.order is self._records.order:
            return {each for each in range(self._below) if self.those(records, (each,))}
        return {self[each] for each in records}

    def changed(self, records: Iterable[str], number: int) -> NumberColumn:
        """The same with another number for some records."""
        order, below = self._records.order, max(self._below, number + 1)
        places = {order[each]: number for each in records if each in order}
        return NumberColumn(self._records, (changed(self._numbers, places, below), below))


def number_column(records: PlacedRecords, numbers: Iterable[int]) -> NumberColumn:
    """Numbers of some records, given for all records that there are."""
    found = list(numbers)
    below = max(found, default=0) + 1
    return NumberColumn(records, (_packed(found, below), below))


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
        return iter(PlacedRecords(self.places, self._said))

    def __len__(self) -> int:
        return whole(self._said).bit_count()

    @cached_property
    def _numbers(self) -> Numbers:
        """As `kinds`; a byte each where that is enough, which is told apart at once."""
        if len(self.decisions) > 256:
            return self.kinds
        last = self.kinds.itemsize - 1 if sys.byteorder == "big" else 0
        return self.kinds.tobytes()[last :: self.kinds.itemsize]

    @property
    def _said(self) -> bytes:
        return self.that_hold(lambda word: word is not None)

    def items(self) -> ItemsView[str, Decision]:
        """As of any mapping; all at once, which is ten times as quick as one by one."""
        found = map(self.decisions.__getitem__, compress(self.kinds, self.kinds))
        return cast(ItemsView[str, Decision], dict(zip(self, found, strict=True)).items())

    def __bool__(self) -> bool:
        return 1 in self._said

    def with_kinds(self, kinds: Mapping[str, int]) -> DecisionColumn:
        """The same with other numbers for some records; those that have no place are left out."""
        if len(kinds) * MANY > len(self.kinds):
            return DecisionColumn(self.places, array("H", map(kinds.get, self.places, self.kinds)), self.decisions)
        column = self.kinds[:]
        for place, kind in zip(places_of(self.places, list(kinds)), kinds.values(), strict=True):
            if place is not None:
                column[place] = kind
        return DecisionColumn(self.places, column, self.decisions)

    def over(self, other: DecisionColumn) -> DecisionColumn:
        """The same, with what another column of these records says where this one says nothing."""
        if not self or not other:
            return self if self else other
        more = len(self.decisions) - 1
        kinds = array(
            "H", (kind or (under and under + more) for kind, under in zip(self.kinds, other.kinds, strict=True))
        )
        return DecisionColumn(self.places, kinds, [*self.decisions, *other.decisions[1:]])

    def within(self, mask: bytes) -> DecisionColumn:
        """The same of the places alone at which the mask has 1."""
        wide = bytearray(2 * len(mask))
        wide[::2] = wide[1::2] = mask.translate(_ALL_BITS)
        return DecisionColumn(self.places, array("H", both(self.kinds.tobytes(), bytes(wide))), self.decisions)

    def where(self, other: DecisionColumn) -> DecisionColumn:
        """The same of the records alone on which another column of these records says something too."""
        return self.within(other._said)

    def that_hold(self, holds: Callable[[Decision | None], bool]) -> bytes:
        """1 at the places of which such a thing is said, None where nothing is."""
        return masked(self._numbers, map(holds, self.decisions))

    def those(self, holds: Callable[[Decision], bool]) -> Set[str]:
        """The records with a decision that is such."""
        mask = self.that_hold(lambda word: word is not None and holds(word))
        return set(PlacedRecords(self.places, mask)) if 1 in mask else frozenset()

    def told_apart(self, by: Callable[[Decision | None], Hashable]) -> Column:
        """Numbers that are the same for decisions of which the same is told."""
        known: dict[Hashable, int] = {}
        table = [known.setdefault(by(each), len(known)) for each in self.decisions]
        return mapped(self._numbers, table), len(known)


def column_of(said: Mapping[str, Decision], order: Mapping[str, int]) -> DecisionColumn:
    """What was said of the records that have a place; of each decision the verdict, the reason and the act."""
    if isinstance(said, DecisionColumn) and said.places is order:
        return said
    kinds, decisions = array("H", bytes(2 * len(order))), list[Decision | None]([None])
    known: dict[tuple[object, ...], int] = {}
    for record, each in said.items():
        if (place := order.get(record)) is not None:
            kind = kinds[place] = known.setdefault((each.verdict, each.reason, each.act, each.torn), len(decisions))
            if kind == len(decisions):
                decisions.append(each)
    return DecisionColumn(order, kinds, decisions)


def without(said: Mapping[str, Word], records: Iterable[str]) -> Mapping[str, Word]:
    """What was said without what was said of some records."""
    if isinstance(said, DecisionColumn):
        return cast(Mapping[str, Word], said.with_kinds(dict.fromkeys(records, 0)))
    gone = frozenset(records)
    return {each: said[each] for each in said if each not in gone}


def those(said: Mapping[str, Decision], holds: Callable[[Decision], bool]) -> Set[str]:
    """The records with a decision that is such."""
    if isinstance(said, DecisionColumn):
        return said.those(holds)
    return {record for record, each in said.items() if holds(each)}
