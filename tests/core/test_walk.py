"""The way through a list: to what waits, from the top again, and then after the last."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from core.records.record import Record
from core.walk import Walk


class IdsAlone:
    """A desk whose records say only their ids."""

    def record(self, record_id: str) -> Record:
        return Record(id=record_id)

    def sources(self, record_id: str) -> tuple[str, ...]:
        return (f"source of {record_id}",)


class Way(Walk[str]):
    """A list of letters; capitals have been decided on."""

    def __init__(self, view: Sequence[str], *, again: bool = False) -> None:
        self.decided: set[str] = {each for each in view if each.isupper()}
        super().__init__(view, IdsAlone(), again=again)

    def waits(self, thing: str) -> bool:
        return thing not in self.decided

    def decide(self) -> str | None:
        """Decide on what is in front, and go on; what is in front then."""
        assert self.current is not None
        self.decided.add(self.current)
        self.advance()
        return self.current

    def look_at(self, view: Sequence[str], *, again: bool = False) -> str | None:
        self._look_at(view, again=again)
        return self.current


@pytest.mark.parametrize(
    ("steps", "place", "moved"), [(1, 1, True), (-1, 0, False), (99, 3, True), (-99, 0, False), (0, 0, False)]
)
def test_moving_stops_at_the_ends(steps: int, place: int, moved: bool) -> None:
    way = Way("abcd")
    assert (way.move(steps), way.position) == (moved, place)


def test_an_empty_list_has_nothing_in_front() -> None:
    way = Way("")
    with pytest.raises(LookupError, match="no record here"):
        _ = way.here
    assert way.current is None and not way.all_read and not way.move(1) and not way.next_undecided()


def test_going_on_passes_over_what_is_decided_and_begins_again_at_the_top() -> None:
    way = Way("aBcDe")
    way.go_to("c")
    assert way.decide() == "e" and way.decide() == "a"
    assert way.decide() is None and way.all_read and way.position == 5
    assert way.move(-1) and way.current == "e", "one step back from after the end is the last"


def test_going_somewhere_needs_it_to_be_there() -> None:
    way = Way("abc")
    assert way.go_to("c") and not way.go_to("x") and way.current == "c"


def test_the_next_undecided_is_looked_for_from_the_top_too() -> None:
    way = Way("aBC")
    way.go_to("C")
    assert way.next_undecided() and way.current == "a"
    way.decided.add("a")
    assert not way.next_undecided() and way.current == "a"


def test_another_view_keeps_the_place() -> None:
    way = Way("abcd")
    way.go_to("c")
    assert way.look_at("cd") == "c" and way.look_at("ab") == "a"


def test_after_the_end_a_wider_view_goes_on_from_what_was_decided_last() -> None:
    way = Way("bc")
    way.decide()
    assert way.decide() is None
    assert way.look_at("abcd") == "d"


def test_a_view_of_decided_things_is_gone_through_once_when_that_is_meant() -> None:
    way = Way("ABC", again=True)
    assert way.current == "A" and way.decide() == "B" and way.decide() == "C" and way.decide() is None
    assert way.go_to("B") and way.decide() is None, "what one went back to has its turn, and no other has"
    plain = Way("ABC")
    assert plain.decide() is None


def test_what_one_goes_back_to_and_leaves_again_has_its_turn_later() -> None:
    way = Way("ABC", again=True)
    assert way.decide() == "B" and way.decide() == "C"
    assert way.go_to("A") and way.go_to("C") and way.decide() == "A" and way.decide() is None


def test_the_records_are_the_desks() -> None:
    way = Way("ab")
    assert way.here == "a" and way.record("b").id == "b" and way.sources("b") == ("source of b",)
