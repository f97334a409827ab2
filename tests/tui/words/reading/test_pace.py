from __future__ import annotations

import pytest

from tui.words.reading.pace import all_read, at_pace, duration, pace, sitting

MINUTE = 60_000


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "1 min"), (12, "12 min"), (59.6, "1 h"), (130, "2 h 10"), (125, "2 h 05"), (31 * 60, "31 h"), (605, "10 h")],
)
def test_times_are_said_as_people_say_them(minutes: float, words: str) -> None:
    assert duration(minutes * MINUTE) == words


def test_the_rest_takes_as_long_as_the_pace_says_and_a_goal_is_shown_beside_what_was_done() -> None:
    assert pace(212, 0, 96, 2974) == "212 today, 96/h, 31 h left"
    assert pace(212, 300, None, 2974) == "212 of 300 today"
    assert pace(212, 0, 96, 0) == "212 today, 96/h"


def test_all_read_says_the_sitting_for_whom_it_waits_and_what_comes_next() -> None:
    came_to = sitting(212, 130 * MINUTE, 98)
    assert came_to == "this sitting 212 in 2 h 10, 98/h" and sitting(0, 0, None) == ""
    said = all_read("All 6,904 read.", came_to, ["ON"], ["enter goes on.", ""])
    assert said == "All 6,904 read. This sitting 212 in 2 h 10, 98/h. Sealed until ON has finished. enter goes on."
    assert all_read("All 3 read.", "", [], ["q"]) == "All 3 read. q"
    assert "until A and B have finished" in all_read("All 3 read.", "", ["A", "B"], [])


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0.4, "1 min"), (1, "1 min"), (1.6, "2 min"), (59, "59 min"), (59.4, "59 min"), (60, "1 h"), (61, "1 h 01"),
     (599, "9 h 59"), (600, "10 h"), (90_000, "1,500 h"), (629, "10 h"), (631, "11 h"), (120, "2 h")],
)  # fmt: skip
def test_times_at_the_edges(minutes: float, words: str) -> None:
    assert duration(minutes * MINUTE) == words


def test_pace_with_and_without_each_part() -> None:
    assert pace(1200, 1300, 1000, 0) == "1,200 of 1,300 today, 1,000/h" and pace(0, 0, None, 5) == "0 today"
    assert at_pace(96, 0) == "96/h" and at_pace(60, 30) == "60/h, 30 min" and at_pace(1200, 2400) == "1,200/h, 2 h"
    assert sitting(1200, MINUTE, None) == "this sitting 1,200 in 1 min" and sitting(0, MINUTE, 3) == ""
