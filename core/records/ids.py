"""The ids of records, 16 hexadecimal digits each, as the numbers that they are: 8 bytes instead of 80."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, overload

from core.records.record import misfit, record_id

_TOGETHER = 4096
_SAME_PAIRS = 100
"""How many records of one file may have the very same pairs; each has another id."""


class RecordIds(Sequence[str]):
    """Ids of records, 8 bytes each.

    Args:
        names: The ids, 16 hexadecimal digits each.

    Raises:
        ValueError: One of them is no id.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self.numbers = numbers_of(names)

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        return names_of(self.numbers[place]) if isinstance(place, slice) else f"{self.numbers[place]:016x}"

    def __iter__(self) -> Iterator[str]:
        return each_name(self.numbers)


def record_ids(names: Sequence[str]) -> Sequence[str]:
    """Ids of records in little memory; as they are where one of them is no id."""
    try:
        return RecordIds(names)
    except (TypeError, ValueError):
        return tuple(names)


def numbers_of(names: Sequence[str]) -> array[int]:
    """The inverse of `names_of`.

    Raises:
        ValueError: One of them is no id.
    """
    if isinstance(names, RecordIds):
        return names.numbers
    digits = "".join(names)
    numbers = array("Q", bytes.fromhex(digits))
    if numbers.tobytes().hex() != digits or not {16}.issuperset(map(len, names)):
        raise ValueError("not 16 hexadecimal digits each")
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def names_of(numbers: array[int]) -> list[str]:
    """The ids of records, 16 hexadecimal digits each; all at once, which is much quicker than one by one."""
    turned = array("Q", numbers)
    if sys.byteorder == "little":
        turned.byteswap()
    return turned.tobytes().hex(" ", 8).split()


def each_name(numbers: array[int]) -> Iterator[str]:
    """As `names_of`, of which some thousands are held at once."""
    parts = (numbers[first : first + _TOGETHER] for first in range(0, len(numbers), _TOGETHER))
    return chain.from_iterable(map(names_of, parts))


def wrong_ids(source: str, documents: Iterable[tuple[int, Mapping[str, Any]]]) -> Iterator[str]:
    """The records whose id is not that of what their source said, given by number with their raw pairs as JSON."""
    for number, document in documents:
        pairs = [*document.get("raw", ()), *document.get("stray", ())]
        record = f"{number:016x}"
        if pairs and all(record_id(source, pairs, each) != record for each in range(1, _SAME_PAIRS + 1)):
            yield record


def misfits(documents: Iterable[tuple[int, Mapping[str, Any]]]) -> Iterator[tuple[str, str]]:
    """Record → the first field of it that no record can have, of those that have one, given by number as JSON."""
    for number, document in documents:
        record = f"{number:016x}"
        if field := "id" if document.get("id") != record else misfit(document):
            yield record, field
