"""A terminal that answers late is written to little by little; one that answers promptly, or never, is not."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from tui.arrivals import PROMPT, UNBOUNDED, Arrivals


class Line:
    """A line of so many bytes a second and so many seconds there and back; the clock is its own."""

    def __init__(self, rate: float, delay: float) -> None:
        self.rate, self.delay = rate, delay
        self.now = self.free = 0.0
        self.arrivals = Arrivals()
        self.answers: list[float] = []
        self.ask()

    def write(self, size: int) -> None:
        asks = self.arrivals.to_ask(self.now)
        self.arrivals.wrote(size)
        self.free = max(self.free, self.now) + size / self.rate
        if asks:
            self.ask()

    def ask(self) -> None:
        self.arrivals.asked(self.now)
        self.answers.append(max(self.free, self.now) + self.delay)

    def wait(self) -> None:
        """Let the next answer come."""
        self.now = self.answers.pop(0)
        self.arrivals.answered(self.now)

    def fill(self, size: int) -> float:
        """Write so many bytes as fast as the line allows; the seconds until they have been written."""
        begun = self.now
        while size > 0:
            while size > 0 and (room := self.arrivals.room(self.now)):
                self.write(min(room, size))
                size -= room
            if size > 0:
                self.wait()
        return self.now - begun


def test_nothing_is_held_back_from_a_terminal_that_answers_nothing() -> None:
    arrivals = Arrivals()
    arrivals.asked(0)
    arrivals.wrote(1 << 20)
    assert arrivals.room(1000) == UNBOUNDED and not arrivals.due


def test_a_prompt_terminal_takes_all_and_is_seldom_asked() -> None:
    line = Line(1e6, PROMPT / 2)
    line.wait()
    for _ in range(100):
        line.now += 0.05
        assert line.arrivals.room(line.now) == UNBOUNDED
        line.write(2500)
    assert len(line.answers) <= 2


def test_on_a_slow_line_less_than_a_second_is_on_its_way_and_the_line_is_kept_busy() -> None:
    line = Line(960, 0.6)
    line.wait()
    line.fill(3000)
    for _ in range(20):
        room = line.arrivals.room(line.now)
        if room:
            line.write(room)
            assert line.free - line.now < 1.5
        else:
            line.wait()
    assert line.fill(9600) < 10 / 0.8


def test_what_was_written_before_the_first_answer_is_asked_for() -> None:
    line = Line(960, 0.6)
    line.arrivals.wrote(12_000)
    line.free = 12.5
    line.wait()
    assert line.arrivals.room(line.now) == 0 and line.arrivals.unasked(line.now)
    line.ask()
    assert not line.arrivals.unasked(line.now) and line.arrivals.due
    line.wait()
    assert line.now > 12 and line.arrivals.room(line.now) > 0


def test_a_fast_line_to_far_away_fills_up() -> None:
    line = Line(1e6, 0.6)
    line.wait()
    line.fill(20_000)
    assert line.fill(100_000) < 3, "more is on its way from answer to answer"


def test_a_terminal_that_answers_no_more_is_written_to_in_the_end() -> None:
    line = Line(960, 0.6)
    line.wait()
    line.fill(3000)
    while room := line.arrivals.room(line.now):
        line.write(room)
    line.now += 10
    assert line.arrivals.room(line.now) == 0
    line.now += 40
    assert line.arrivals.room(line.now) == UNBOUNDED


def test_a_terminal_is_late_by_the_oldest_question() -> None:
    arrivals = Arrivals()
    arrivals.asked(0.0)
    arrivals.answered(0.0)
    arrivals.asked(1.0)
    arrivals.asked(1.0 + 2 * PROMPT)
    assert arrivals.late(1.0 + 2 * PROMPT)


def test_an_answer_to_nothing_is_nothing() -> None:
    arrivals = Arrivals()
    arrivals.answered(1)
    assert arrivals.room(1) == UNBOUNDED


def test_before_the_first_answer_a_terminal_is_written_to_without_bound_and_no_answer_is_due() -> None:
    arrivals = Arrivals()
    arrivals.wrote(100_000)
    arrivals.asked(0.0)
    for now in (0.1, 2 * PROMPT, 5.0):
        assert (arrivals.room(now), arrivals.due, arrivals.late(now)) == (UNBOUNDED, False, False), now
    arrivals.answered(5.0)
    arrivals.asked(5.0)
    assert arrivals.due and arrivals.late(5.0)


STEPS: dict[str, list[tuple[str, float]]] = {
    "prompt at the bound": [
        ("asked", 0),
        ("answered", PROMPT),
        ("at", 10),
        ("at", 10.01),
        ("asked", 20),
        ("at", 20.25),
    ],
    "late beyond it": [("asked", 0), ("answered", PROMPT + 0.01), ("at", 10), ("at", 10.26), ("at", 10.27)],
    "an answer that is late in coming": [
        *(("asked", 0), ("answered", 0.1), ("wrote", 50), ("asked", 1), ("at", 1.25), ("at", 1.26), ("at", 31)),
        *(("at", 31.01), ("answered", 32)),
    ],
    "two questions, of which the older counts": [
        *(("asked", 0), ("answered", 0.5), ("wrote", 300), ("asked", 1), ("wrote", 300), ("asked", 2), ("answered", 3)),
        *(("answered", 3), ("answered", 3)),
    ],
    "of several forms one is answered": [("asked", 0), ("asked", 0), ("asked", 0), ("answered", 1), ("at", 9)],
    "what stands for long makes it less, down to the least": [
        *(("asked", 0), ("answered", 0.5)),
        *(step for n in range(1, 6) for step in (("wrote", 400), ("asked", n * 10), ("answered", n * 10 + 1.5))),
    ],
    "what stands shortly makes it more": [
        *(("asked", 0), ("answered", 0.5)),
        *(step for n in range(1, 4) for step in (("wrote", 2000), ("asked", n * 10), ("answered", n * 10 + 0.6))),
        *(("wrote", 9000), ("asked", 50), ("answered", 50.9), ("wrote", 9000), ("asked", 60), ("answered", 60.89)),
    ],
    "as much is on its way as may be": [
        *(
            ("asked", 0),
            ("answered", 0.5),
            ("wrote", 1289),
            ("wrote", 1),
            ("wrote", 1),
            ("asked", 1),
            ("answered", 1.5),
        ),
    ],
}


@pytest.mark.parametrize("name", STEPS)
def test_what_is_known_of_a_line_as_it_was_worked_out(name: str, snapshot: SnapshotAssertion) -> None:
    arrivals, told = Arrivals(), []
    now = 0.0
    for step, number in STEPS[name]:
        now = number if step != "wrote" else now
        if step == "wrote":
            arrivals.wrote(int(number))
        elif step != "at":
            getattr(arrivals, step)(number)
        room = arrivals.room(now)
        words = [name for name, holds in (("due", arrivals.due), ("late", arrivals.late(now))) if holds]
        words += [each for each in ("to_ask", "unasked") if getattr(arrivals, each)(now)]
        told.append(f"{step} {number}: {'all' if room == UNBOUNDED else room}; {', '.join(words)}")
    assert "\n".join(told) == snapshot
