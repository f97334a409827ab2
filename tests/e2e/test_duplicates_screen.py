"""The screen of doubtful pairs in a real pseudo-terminal: the way through, its cost, SIGKILL, two windows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reviews import run_json
from tests.tui.terminal import Cost, Terminal
from tests.twins import make_twin_review

pytestmark = pytest.mark.slow


def app(folder: Path, *words: str, size: tuple[int, int] = (80, 24)) -> Terminal:
    return Terminal(*size, "tui", "-C", str(folder), "--as", "ANNA", *words)


def shows(terminal: Terminal, place: str, left: int, key: str = "") -> Cost:
    def shown() -> bool:
        return place in terminal.lines[0] and f"{left} left" in terminal.lines[0]

    if key:
        return terminal.press(key, shown)
    terminal.wait(shown)
    return 0, 0


def test_verdicts_are_small_and_survive_sigkill(tmp_path: Path) -> None:
    folder = make_twin_review(tmp_path / "review", 8)
    terminal = app(folder, "dedup", "--review")
    try:
        shows(terminal, "1 of 8", 8)
        terminal.rest()
        costs = [shows(terminal, f"{place} of 8", 9 - place, key) for place, key in enumerate("nynyny", 2)]
        assert all(painted == 1 and size <= 2500 for painted, size in costs), costs
    finally:
        terminal.close()  # SIGKILL, right after the screen has moved on
    summary = run_json(folder, "dedup", "--pairs")
    assert len(summary) == 2
    assert sum(row["how"] == "reviewer" for row in run_json(folder, "dedup", "--groups")) == 6


def test_from_the_dashboard_in_two_windows(tmp_path: Path) -> None:
    folder = make_twin_review(tmp_path / "review", 3)
    one, other = app(folder), app(folder)
    try:
        for window in (one, other):
            window.wait(lambda window=window: "d duplicates" in window.lines[-1])
            window.send("d")
            shows(window, "1 of 3", 3)
        shows(one, "2 of 3", 2, "y")
        shows(other, "1 of 3", 2)
        other.wait(lambda: "another window: 1 verdict" in other.lines[-2])
        other.send("j")
        other.press("m", lambda: "later" in other.lines[-2])
        one.send("z")
        shows(other, "2 of 3", 3)
    finally:
        one.close()
        other.close()
    assert len(run_json(folder, "dedup", "--pairs")) == 3
