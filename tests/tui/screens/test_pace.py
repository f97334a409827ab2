from __future__ import annotations

from tui.screens.pace import Pace


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_time_runs_from_when_the_record_came_into_view() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.look_at("a")
    clock.now += 2
    pace.look_at("a")
    clock.now += 1.5
    assert pace.spent == 3500
    pace.look_at("b")
    assert pace.spent == 0


def test_a_record_decided_and_seen_again_starts_anew() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.look_at("a")
    clock.now += 9
    pace.decided(pace.spent)
    pace.look_at("a")
    assert pace.spent == 0


def test_the_pace_needs_five_decisions_and_leaves_pauses_out() -> None:
    pace = Pace(Clock())
    for _ in range(4):
        pace.decided(60_000)
    assert pace.per_hour is None
    pace.decided(40 * 60_000)
    assert pace.per_hour is None
    pace.decided(60_000)
    assert pace.per_hour == 60


def test_the_pace_needs_some_minutes_of_work() -> None:
    pace = Pace(Clock())
    for _ in range(179):
        pace.decided(1000)
    assert pace.per_hour is None
    pace.decided(1000)
    assert pace.per_hour == 3600


def test_a_key_held_down_is_no_pace() -> None:
    pace = Pace(Clock())
    for _ in range(3):
        pace.decided(60_000)
    for _ in range(60):
        pace.decided(0)
    assert pace.per_hour is None
