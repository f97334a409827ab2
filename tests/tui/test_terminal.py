from __future__ import annotations

from collections.abc import Callable, Iterator
from statistics import median

import pytest

from tests.tui.slow_line import SlowLine
from tests.tui.terminal import Terminal

pytestmark = pytest.mark.slow

Start = Callable[..., Terminal]


@pytest.fixture
def start() -> Iterator[Start]:
    started: list[Terminal] = []

    def make(*arguments: object) -> Terminal:
        terminal = Terminal(*arguments)
        started.append(terminal)
        return terminal

    yield make
    for terminal in started:
        terminal.close()


def opened(start: Start, columns: int, rows: int, records: int) -> Terminal:
    """The screening screen, once the frames of its start are over."""
    terminal = start(columns, rows, "tests.tui.fake", str(records), "title-abstract")
    terminal.wait(lambda: "? help" in terminal.lines[-1] and f"0 of {records:,}" in terminal.lines[0])
    terminal.rest()
    return terminal


def cost(terminal: Terminal, key: str, shown: str) -> int:
    """The bytes that a key costs until the first line shows what it must."""
    painted, size = terminal.press(key, lambda: shown in terminal.lines[0])
    assert painted == 1, "a key must paint one frame"
    return size


@pytest.mark.parametrize(("columns", "rows", "budget"), [(80, 24, 2500), (200, 50, 4500)])
def test_a_decision_stays_within_the_budget_of_a_slow_link(start: Start, columns: int, rows: int, budget: int) -> None:
    medians = []
    for records in (1_000, 100_000):
        terminal = opened(start, columns, rows, records)
        costs = [cost(terminal, "y", f" {number} of {records:,} ") for number in range(1, 17)]
        assert max(costs) <= budget
        medians.append(median(costs))
    assert abs(medians[0] - medians[1]) < 100


def test_a_held_key_in_a_real_terminal(start: Start) -> None:
    terminal = opened(start, 80, 24, 1000)
    terminal.read_on()
    terminal.send("y" * 500 + "jjj")
    terminal.wait(lambda: "5 of 1,000: undecided" in terminal.lines[-2])
    assert " 1 of 1,000 " in terminal.lines[0], "one was read, and every move counts"
    terminal.press("m", lambda: " 2 of 1,000 " in terminal.lines[0])
    assert terminal.lines[2].startswith(" ?") and terminal.lines[3].startswith(">")
    terminal.send("m" * 8)
    terminal.wait(lambda: "m not taken: this record was shown for less than 0.15 s" in terminal.lines[-2])


def test_keys_that_a_slow_machine_has_refused_twice_are_sent_again(start: Start) -> None:
    terminal = opened(start, 80, 24, 1000)
    read_on, asked = terminal.read_on, []

    def too_short() -> None:
        asked.append(len(asked))
        if len(asked) > 1:
            read_on()

    terminal.read_on = too_short  # type: ignore[method-assign]
    terminal.send("j")
    terminal.wait(lambda: terminal.lines[3].startswith(">"))
    terminal.press("y", lambda: " 1 of 1,000 " in terminal.lines[0])
    assert len(asked) > 1, "it was refused once, and once more"


def test_the_mouse_stays_with_the_terminal(start: Start) -> None:
    terminal = start(80, 24, "tests.tui.fake", "10")
    terminal.wait(lambda: "? help" in terminal.lines[-1])
    assert not any(mode in terminal.raw for mode in (b"\x1b[?1000h", b"\x1b[?1003h", b"\x1b[?1006h"))


def test_after_its_size_has_changed_a_terminal_gets_the_whole_screen(start: Start) -> None:
    terminal = start(80, 24, "tests.tui.fake", "10")
    terminal.wait(lambda: "? help" in terminal.lines[-1])
    terminal.read_out()
    before = terminal.lines
    terminal.resize(82, 24)
    terminal.wait(lambda: "? help" in terminal.lines[-1])
    assert [line for line in terminal.lines if line.strip("─")] == [line for line in before if line.strip("─")]


def opened_at_rest(terminal: Terminal) -> int:
    """The bytes of the first screen, until nothing more comes."""
    terminal.wait(lambda: "? help" in terminal.lines[-1])
    terminal.read_out()
    return len(terminal.raw)


def test_a_slow_line_carries_one_first_screen_and_of_moves_typed_ahead_little_more_than_the_last() -> None:
    """When it comes is printed by `tests/benchmarks/test_slow_line_benchmark.py`."""
    moves = 10
    arguments = (80, 24, "tests.tui.fake", "1000", "title-abstract")
    quick, slow = Terminal(*arguments), SlowLine(*arguments)
    try:
        opened_at_rest(quick)
        whole = max(len(each.split(b"\x1b[?2026l")[0]) for each in bytes(quick.raw).split(b"\x1b[?2026h")[1:])
        costs = [
            quick.press("j", lambda number=number: f" {number} of 1,000" in quick.lines[-2])[1]  # type: ignore[misc]
            for number in range(2, moves + 2)
        ]
        first = opened_at_rest(slow)
        assert first <= 1.3 * whole
        slow.type("j" * moves, pause=0.2)
        slow.wait(lambda: f" {moves + 1} of 1,000" in slow.lines[-2])
        slow.read_out()
        assert slow.lines == quick.lines
        assert len(slow.raw) - first < sum(costs) / 2
    finally:
        quick.close()
        slow.close()
