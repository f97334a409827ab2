"""A step stage and the numbers of the dashboard, in the real program on the sample review."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.decisions.access import decisions_of
from store.folder.review import Review
from tests.reviews import copied_demo, run_json
from tests.tui.terminal import Terminal
from tui.adapter.demo import FIRST

pytestmark = pytest.mark.slow


def test_a_group_is_accepted_the_rest_passed_on_and_every_number_opens(tmp_path: Path) -> None:
    folder = tmp_path / "review"
    copied_demo(folder)
    with Review(folder, role=FIRST) as review:
        journals = decisions_of(review, FIRST, "publication-type")
        while journals.undo():
            pass
    terminal = Terminal(100, 30, "tui", "-C", str(folder), "--as", FIRST, "screen", "publication-type")
    try:
        terminal.wait(lambda: "look through the groups" in terminal.lines[-2])
        total = run_json(folder, "status", role=FIRST)["stages"][1]["entered"]
        assert f"0 of {total} decided" in terminal.lines[0]
        group = next(line for line in terminal.lines if line.startswith(" > ")).split()
        terminal.press("a", lambda: "a again to do it" in terminal.lines[-2])
        wanted = int(terminal.lines[-2].split()[1])
        terminal.read_on()  # a question that was not read is asked again
        terminal.press("a", lambda: f"excluded {wanted} records" in terminal.lines[-2])
        terminal.press("p", lambda: "p again to do it" in terminal.lines[-2])
        passed = int(terminal.lines[-2].split()[2])
        terminal.read_on()
        terminal.press("p", lambda: f"passed on {passed} records" in terminal.lines[-2])
        stage = run_json(folder, "status", role=FIRST)["stages"][1]
        assert (stage["excluded"], stage["included"]) == (wanted, passed)
        terminal.send("q")
        terminal.wait(lambda: "> Editorials" in "\n".join(terminal.lines))
        terminal.send("llll")
        terminal.wait(lambda: f", waiting: {stage['waiting']} —" in terminal.lines[-2])
        terminal.send("hv")
        terminal.wait(lambda: f"1 of {wanted}" in terminal.lines[0])
        assert f"{FIRST} excluded" in "\n".join(terminal.lines) and group
    finally:
        terminal.close()
