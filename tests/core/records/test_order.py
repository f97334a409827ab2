"""The order of import: each id's place, whether a few are asked for or all."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.records import order as module
from core.records.order import RecordOrder, places_by_id

IDS = st.lists(st.integers(0, 2**64 - 1), unique=True, max_size=40)
STRANGE = ["", "0", "g" * 16, "0" * 15 + "A", " " * 15 + "1", "0x00000000000001", "+000000000000001", "1_1", "f" * 99]


def order_of(ids: list[int]) -> RecordOrder:
    numbers = array("Q", ids)
    return RecordOrder(numbers, places_by_id(numbers))


@given(IDS)
def test_it_is_as_a_dictionary_of_the_names(ids: list[int]) -> None:
    order, same = order_of(ids), {f"{each:016x}": place for place, each in enumerate(ids)}

    assert list(order) == list(same)
    assert len(order) == len(same)
    for asked in range(2):  # a few at first, then all are in a dictionary
        assert [order[each] for each in same] == list(same.values()), asked
        assert dict(order) == same
        assert not [each for each in STRANGE if each in order and each not in same]
    assert [order.name(place) for place in range(len(ids))] == list(same)


@pytest.mark.parametrize("few", [0, 1000])
@pytest.mark.parametrize("many", [0, 1, 1000])
@given(ids=IDS, asked=st.lists(st.one_of(st.integers(0, 2**64 - 1).map("{:016x}".format), st.sampled_from(STRANGE))))
def test_places_of_many_are_told_at_once(few: int, many: int, ids: list[int], asked: list[str]) -> None:
    order, names = order_of(ids), [f"{each:016x}" for each in ids]
    wanted = [*names[::2], *asked, *names[:1]]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "FEW", few)
        patch.setattr(module, "MANY", many)
        places = list(order.places(wanted))
    assert places == [names.index(each) if each in names else None for each in wanted]
    assert list(order.mask(wanted)) == [each in wanted for each in names]
    assert order._every is None
    assert order.as_dict() == {each: place for place, each in enumerate(names)}
    assert list(order.places(wanted)) == places


@pytest.mark.parametrize("strange", STRANGE)
@pytest.mark.parametrize("before", [0, 3])
def test_what_is_no_id_has_no_place(strange: str, before: int) -> None:
    order = order_of([0, 1, 17, 2**64 - 1])
    for each in [*order][:before]:
        assert each in order  # the more are looked up, the sooner a dictionary is made

    assert order.get(strange) is None
    assert order.get(strange, 7) == 7
    assert strange not in order
    with pytest.raises(KeyError) as error:
        order[strange]
    assert error.value.args == (strange,)
    assert 17 not in order


def test_a_few_are_looked_up_without_a_dictionary_of_all() -> None:
    order = order_of(list(range(400, 0, -1)))

    assert [order[f"{each:016x}"] for each in range(1, 101)] == list(range(399, 299, -1))
    assert order._every is None
    assert order[f"{300:016x}"] == 100
    assert order._every is not None


def test_of_an_id_that_is_there_twice_the_first_place_counts() -> None:
    assert list(places_by_id(array("Q", [9, 5, 9, 0, 5, 5]))) == [3, 1, 0]
    assert list(places_by_id(array("Q"))) == []


def test_the_checksum_is_of_the_first_ids_alone() -> None:
    order = order_of([3, 1, 2])

    assert (
        order.checksum_of_first(2) == order_of([3, 1]).checksum_of_first(2) == order_of([3, 1, 9]).checksum_of_first(2)
    )
    assert order.checksum_of_first(2) != order_of([1, 3]).checksum_of_first(2)
    assert order.checksum_of_first(3) != order.checksum_of_first(2)


def test_an_id_behind_all_others_has_no_place_among_many_either() -> None:
    assert order_of([7, 1]).places([f"{each:016x}" for each in (1, 7, 8)] * module.FEW) == [1, 0, None] * module.FEW
