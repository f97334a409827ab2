"""Going through studies and their lines: stopping at the ends, and to the next line that waits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from core.charting.study_walk import StudyWalk

LINES = {"a": ["x", "y", "z"], "b": ["x"], "c": []}


class Walk(StudyWalk):
    def __init__(self, waiting: dict[str, list[int]], *studies: str) -> None:
        self.waiting = waiting
        super().__init__(studies, cast(Any, None))

    def lines(self, study: str) -> Sequence[str]:
        return LINES[study]

    def waiting_lines(self, study: str) -> Sequence[int]:
        return self.waiting.get(study, [])


def test_lines_stop_at_the_ends() -> None:
    walk = Walk({}, "a", "b", "c")
    assert [walk.move_line(steps) for steps in (1, 1, 1, -5, -1)] == [True, True, False, True, False] and walk.line == 0
    walk.line = 2
    walk.move(1)
    assert (walk.current, walk.line) == ("b", 0)
    walk.move(-1)
    assert walk.line == 2, "the line is kept where a study has it"
    walk.line = 9
    walk.move_line(0)
    assert walk.line == 2 and not walk.move_line(1) and walk.move_line(-1) and walk.line == 1
    assert walk.move(1) and not walk.move_line(9) and walk.move(-1) and walk.line == 0
    walk.go_to("c")
    assert walk.line == 0 and Walk({}).line == 0


def test_a_study_and_its_item_are_gone_to() -> None:
    walk = Walk({}, "a", "b", "c")
    assert walk.go_to("a", "z") and walk.line == 2 and not walk.go_to("d", "x") and walk.current == "a"
    assert walk.go_to("b", "z") and (walk.current, walk.line) == ("b", 0)
    assert walk.go_to("a") and walk.line == 0, "of a line that was kept as it was shown"


def test_the_next_line_that_waits() -> None:
    walk = Walk({"a": [0, 2], "b": [0]}, "a", "b", "c")
    places = []
    for _ in range(4):
        assert walk.next_line()
        places.append((walk.current, walk.line))
    assert places == [("a", 2), ("b", 0), ("a", 0), ("a", 2)]
    alone = Walk({"a": [1]}, "a")
    alone.line = 1
    assert alone.next_line() and alone.line == 1, "round to itself"
    assert not Walk({}, "a", "b").next_line() and not Walk({}).next_line()
    assert Walk.noun == "study"
