"""Ids as numbers: each there and back, and what is none is known."""

from __future__ import annotations

from array import array
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.records import ids as module
from core.records.ids import RecordIds, each_name, names_of, numbers_of, record_ids, wrong_ids
from core.records.record import record_id

IDS = st.lists(st.integers(0, 2**64 - 1), unique=True, max_size=40)
STRANGE = ["", "0", "g" * 16, "0" * 15 + "A", " " * 15 + "1", "0x00000000000001", "+000000000000001", "1_1", "f" * 99]


def test_names_are_as_long_for_small_numbers() -> None:
    assert names_of(array("Q", [0, 255, 2**64 - 1])) == ["0" * 16, "0" * 14 + "ff", "f" * 16]
    assert names_of(array("Q")) == []


@given(IDS)
def test_ids_in_little_memory_are_as_a_list_of_them(ids: list[int]) -> None:
    names = [f"{each:016x}" for each in ids]
    kept = record_ids(names)

    assert type(kept) is RecordIds
    assert (list(kept), len(kept)) == (names, len(names))
    assert [kept[place] for place in range(len(names))] == names
    assert kept[1:3] == names[1:3]


@pytest.mark.parametrize("strange", [*STRANGE, 7])
def test_where_one_is_no_id_they_are_kept_as_they_are(strange: Any) -> None:
    names = ["0" * 16, strange]
    assert record_ids(names) == tuple(names)
    shorter_and_longer = ["0" * 14, "0" * 18]
    assert record_ids(shorter_and_longer) == tuple(shorter_and_longer)


@given(IDS, st.integers(1, 5))
def test_names_are_there_and_back_however_many_are_held_at_once(ids: list[int], together: int) -> None:
    names = [f"{each:016x}" for each in ids]
    assert list(numbers_of(names)) == ids
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_TOGETHER", together)
        assert list(each_name(array("Q", ids))) == names


def test_an_id_is_wrong_that_is_not_of_what_the_source_said_however_often_it_said_it() -> None:
    pairs, stray = [("TI", "A trial")], [("XX", "left over")]

    def numbered(number: str, **document: list[tuple[str, str]]) -> tuple[int, dict[str, Any]]:
        return int(number, 16), document

    once, again = (record_id("Medline", pairs, occurrence) for occurrence in (1, 100))
    beyond, with_stray = record_id("Medline", pairs, 101), record_id("Medline", [*pairs, *stray])
    right = [numbered(once, raw=pairs), numbered(again, raw=pairs), numbered(with_stray, raw=pairs, stray=stray)]
    assert list(wrong_ids("Medline", [*right, numbered("7")])) == [], "without pairs, as in a bundle, nothing is known"
    wrong = [numbered(beyond, raw=pairs), numbered(once, raw=pairs, stray=stray), numbered("7", raw=pairs)]
    assert list(wrong_ids("Medline", wrong)) == [beyond, once, "0" * 15 + "7"]
    assert list(wrong_ids("Embase", right[:1])) == [once]
