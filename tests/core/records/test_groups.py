"""Groups of records by their places, as the mappings of names that they stand for."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.records.groups import MembersOf, PlacedGroups, SurvivorOf, homes_of, survivors_among
from core.records.order import RecordOrder, places_by_id

NUMBERS = array("Q", [7, 3, 9, 1, 5, 2, 8])
NAMES = [f"{each:016x}" for each in NUMBERS]


def order() -> RecordOrder:
    return RecordOrder(NUMBERS, places_by_id(NUMBERS))


@given(st.permutations(NAMES), st.lists(st.integers(2, 3), max_size=3))
def test_they_are_as_dictionaries_of_names(names: list[str], sizes: list[int]) -> None:
    left, groups = list(names), []
    for size in sizes:
        groups, left = [*groups, tuple(left[:size])], left[size:]
    groups = [each for each in groups if len(each) > 1]
    placed = PlacedGroups.of(order(), groups)
    members = {group[0]: group for group in groups}
    survivor = {each: group[0] for group in groups for each in group[1:]}

    for told, same in ((SurvivorOf(placed), survivor), (MembersOf(placed), members)):
        assert (list(told), len(told)) == (list(same), len(same))
        for _ in range(3):  # a few at first, then all are in a dictionary
            assert [told.get(each) for each in NAMES] == [same.get(each) for each in NAMES]
            assert [each in told for each in [*NAMES, "", "0" * 16]] == [
                each in same for each in [*NAMES, "", "0" * 16]
            ]
            assert told == same
            assert (list(told.values()), list(told.items())) == (list(same.values()), list(same.items()))
    asked = [*NAMES, "0" * 16, "", NAMES[0]]
    for survivors in (SurvivorOf(placed), survivor):
        assert homes_of(survivors, asked) == [survivor.get(each, each) for each in asked]
        assert survivors_among(survivors, asked) == members.keys()
        assert survivors_among(survivors, asked[:2]) == members.keys() & asked[:2]
    assert [NAMES[home] for home in placed.homes] == [survivor.get(each, each) for each in NAMES]
    assert list(placed.unique) == [each not in survivor for each in NAMES]
    assert list(placed.number) == [list(members).index(each) + 1 if each in members else 0 for each in NAMES]
    assert [NAMES[each] for each in placed.merged] == list(survivor)
    assert len(placed) == len(groups)


def test_what_is_in_no_group_is_no_key() -> None:
    placed = PlacedGroups.of(order(), [(NAMES[2], NAMES[0])])
    for told, key in ((SurvivorOf(placed), NAMES[2]), (MembersOf(placed), NAMES[0])):
        for _ in range(4):
            with pytest.raises(KeyError, match=key):
                told[key]
            assert told.get(key, "else") == "else"
    for fresh in (SurvivorOf(placed), MembersOf(placed)):
        assert fresh.get("0" * 16) is None and "f" * 16 not in fresh


def test_only_what_is_there_can_be_in_a_group() -> None:
    with pytest.raises(KeyError, match="f" * 16):
        PlacedGroups.of(order(), [(NAMES[0], "f" * 16)])
