"""Lists of records as masks: they are what lists of ids are, and quicker."""

from __future__ import annotations

import random

import pytest

from core.records.ids import numbers_of
from core.records.order import RecordOrder, places_by_id
from core.screening.placed import (
    JoinedRecords,
    PlacedRecords,
    joined,
    mask_of,
    not_exactly_once,
    part_of,
    placed,
    those_in,
    times_in,
)

ORDER = {f"r{number}": number for number in range(60)}


def test_some_records_are_a_list_of_ids_in_the_order_of_import() -> None:
    some = placed(["r3", "r5", "r8"]).that(b"\1\0\1")
    assert some == ["r3", "r8"] == list(some) and some != ["r8", "r3"] and repr(some) == "['r3', 'r8']"
    assert (len(some), some[0], some[-1], some[:1]) == (2, "r3", "r8", ["r3"])
    assert "r8" in some and "r5" not in some and "elsewhere" not in some
    assert some.without(["r3", "elsewhere"]) == ["r8"] and some.without([]) == some
    assert placed(["r3", "r8"]) == some and not placed(["r3"]).without(["r3"])


@pytest.mark.parametrize("part", [(0, 2), (1, 3), (2, 9), (3, 3), (4, 5), (5, 7), (6, 9), (7, 7), (8, 9)])
def test_a_part_of_a_list_is_that_slice_of_it_wherever_its_records_stand(part: tuple[int, int]) -> None:
    ids = [f"{number:016x}" for number in (7, 3, 9, 1, 4)]
    numbers = numbers_of(ids)
    one = PlacedRecords(RecordOrder(numbers, places_by_id(numbers)), b"\1\0\1\1\1")
    other, few = placed(["r3", "r5", "r8"]), ["x"]
    for each in (one, other, few, ids, JoinedRecords([one, other, few]), JoinedRecords([few, one, other])):
        assert part_of(each, *part) == list(each)[slice(*part)]


def test_placed_records_are_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The screens ask for the number of records at each key: among 100,000 a count costs as much as the key."""
    counted: list[bytes] = []

    def whole(mask: bytes) -> int:
        counted.append(mask)
        return int.from_bytes(mask, "little")

    monkeypatch.setattr("core.screening.placed.whole", whole)
    some = PlacedRecords(ORDER, mask_of(ORDER, ["r3", "r4"]))
    assert [len(some), len(some), bool(some)] == [2, 2, True]
    assert counted == [some.among]


def some(chance: random.Random, count: int) -> PlacedRecords:
    return PlacedRecords(ORDER, mask_of(ORDER, chance.sample(list(ORDER), count)))


def test_lists_one_after_the_other_are_one_list() -> None:
    one, other = (PlacedRecords(ORDER, mask_of(ORDER, each)) for each in (["r3", "r8"], ["r1"]))
    both = joined([one, joined([other, ["x"]])])
    assert isinstance(both, JoinedRecords) and [*map(list, both.parts)] == [["r3", "r8"], ["r1"], ["x"]]
    assert both == ["r3", "r8", "r1", "x"] == list(both) and both != ["r3"] and repr(both) == "['r3', 'r8', 'r1', 'x']"
    assert (len(both), both[0], both[-1], both[1:3], "x" in both) == (4, "r3", "x", ["r8", "r1"], True)
    assert joined([one]) is one and joined([]) == [] and not joined([[], []])
    assert those_in(both, one) == ["r3", "r8"] and those_in(both, ["r1", "x"]) == ["r1", "x"]
    assert mask_of(ORDER, both) == mask_of(ORDER, ["r1", "r3", "r8"])


@pytest.mark.parametrize("number", range(20))
def test_what_does_not_stand_exactly_once_in_the_parts_is_found_whatever_holds_the_lists(number: int) -> None:
    chance = random.Random(f"parts {number}")
    whole, first = some(chance, 30), some(chance, 5)
    rest = whole.without(first)
    inside = those_in(first, whole)
    for parts in (
        [inside, rest],
        [first, rest],
        [inside, rest, first],
        [rest],
        [joined([inside, rest])],
        [whole, whole],
    ):
        plain = [list(each) for each in parts]
        told = not_exactly_once(list(whole), plain)
        assert told == not_exactly_once(whole, parts) == not_exactly_once(joined([rest, inside]), parts)
        times = times_in(parts, ORDER)
        assert times is not None and list(times) == [sum(each in part for part in plain) for each in ORDER]
    assert not_exactly_once(joined([whole, whole]), [whole, whole]) == set(whole), "a whole that holds it twice"
    assert times_in([whole, ["r1"]], ORDER) is None and times_in([placed(["r1"])], ORDER) is None
