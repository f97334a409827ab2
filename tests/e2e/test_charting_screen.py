"""From titles to a finished chart, by keys alone: two readers who chart, three studies, one consensus."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.charts import charting_protocol
from tests.reviews import make_review, run, run_json
from tests.tui.terminal import Terminal

pytestmark = pytest.mark.slow

STAGES = """
[[stage]]
id = "title-abstract"
title = "Title and abstract"
kind = "screen"
readers = [{ reviewer = "ANNA", coverage = "all" }, { reviewer = "BO", coverage = "all" }]
[[stage]]
id = "full-text"
title = "Full text"
kind = "fulltext"
readers = [{ reviewer = "ANNA", coverage = "all" }, { reviewer = "BO", coverage = "all" }]
reasons = [{ id = "wrong-population", label = "Another population" }]
"""

TITLES = {"title-abstract": "Title and abstract", "full-text": "Full text"}


def app(folder: Path, role: str) -> Terminal:
    return Terminal(80, 24, "tui", "-C", str(folder), "--as", role)


def wait_for(terminal: Terminal, text: str) -> None:
    terminal.wait(lambda: any(text in line for line in terminal.lines))


def press_and_see(terminal: Terminal, key: str, text: str) -> None:
    terminal.press(key, lambda: text in terminal.lines[-2])


def read(terminal: Terminal, stage: str, keys: str) -> None:
    """Open the stage that the dashboard proposes, decide its records, and come back."""

    def elsewhere(line: str) -> bool:
        return "nothing waits" in line or ("next for you: " in line and f"in {TITLES[stage]} —" not in line)

    wait_for(terminal, f"to read in {TITLES[stage]} —")
    terminal.send("\r")
    for done, key in enumerate(keys):
        begins = (f" {TITLES[stage]}", f"{done} of")
        terminal.wait(lambda begins=begins: terminal.lines[0].startswith(begins[0]) and begins[1] in terminal.lines[0])
        terminal.press(key, lambda done=done: f"{done + 1} of" in terminal.lines[0])
    terminal.wait(lambda: f"{len(keys)} of {len(keys)}" in terminal.lines[0])
    terminal.send("q")
    # The dashboard has counted anew, and so stated what is read, when it proposes something else.
    terminal.wait(lambda: terminal.lines[0].startswith(" tamis") and any(map(elsewhere, terminal.lines)))


def chart(terminal: Terminal, countries: list[str]) -> None:
    """Fill in the form of each study: the country, the design; the rest is proposed, or not required."""
    wait_for(terminal, "to chart in ")
    terminal.send("\r")
    for done, country in enumerate(countries):
        terminal.wait(lambda done=done: f"{done} of 3 forms complete" in terminal.lines[0])
        terminal.send("\t\r")
        wait_for(terminal, " Country: ")
        terminal.send(f"{country}\r")
        wait_for(terminal, f"Country: {country} —")
        press_and_see(terminal, "2", "Design: interviews —")
        press_and_see(terminal, "c", "complete")
    wait_for(terminal, "complete: that was the last one")


def test_from_titles_to_a_finished_chart(tmp_path: Path) -> None:
    plan = charting_protocol("ANNA", "BO").replace("[[stage]]", f"{STAGES}[[stage]]", 1)
    folder = make_review(tmp_path / "review", records=5, text=plan)
    run(folder, "dedup")
    for stage, keys in (("title-abstract", "ynyyn"), ("full-text", "yyy")):
        for role in ("ANNA", "BO"):
            terminal = app(folder, role)
            try:
                read(terminal, stage, keys)
            finally:
                terminal.close()
    for role, countries in (("ANNA", ["Norway", "Denmark", "Italy"]), ("BO", ["Norway", "Sweden", "Italy"])):
        terminal = app(folder, role)
        try:
            chart(terminal, countries)
            if role == "BO":
                terminal.send("d")
                wait_for(terminal, "1 item open")
                wait_for(terminal, "│ 2 BO")
                press_and_see(terminal, "2", "Country: BO's answer — z reopen, 0 left")
            else:
                terminal.send("q")
                wait_for(terminal, "nothing waits for ANNA")
        finally:
            terminal.close()
    charted = run_json(folder, "chart", "export", "--format", "json")["studies"]
    assert [each["values"]["country"] for each in charted] == [["Norway"], ["Sweden"], ["Italy"]]
    assert run_json(folder, "check")["ok"]
    status = run_json(folder, "status")
    assert status["included_studies"] == 3 and not any(each["waiting"] for each in status["stages"])
