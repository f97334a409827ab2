"""The screen of disagreements in a real pseudo-terminal: the way through, its cost, SIGKILL, two people at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reviews import decide_all, make_review, run, run_json
from tests.tui.terminal import Terminal

STAGE = "title-abstract"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six records on which ANNA and BO differ."""
    folder = make_review(tmp_path / "review", records=6)
    for reviewer, verdict in (("ANNA", "include"), ("BO", "exclude")):
        decide_all(folder, reviewer, STAGE, [(f"T{n}", verdict) for n in range(6)])
    run(folder, "status")
    return folder


def app(folder: Path, role: str, *words: str) -> Terminal:
    return Terminal(80, 24, "tui", "-C", str(folder), "--as", role, *words)


def says(terminal: Terminal, words: str) -> None:
    terminal.wait(lambda: words in terminal.lines[-2])


def states(folder: Path) -> list[str]:
    return [item["state"] for item in run_json(folder, "disagreements", STAGE)["items"]]


@pytest.mark.slow
def test_resolutions_are_small_and_survive_sigkill(folder: Path) -> None:
    terminal = app(folder, "ANNA", "disagreements", STAGE)
    try:
        terminal.wait(lambda: "1 of 6 open    ANNA and BO, together" in terminal.lines[0])
        says(terminal, "open")
        terminal.press("y", lambda: "include, because:" in terminal.lines[-1])
        terminal.send("read again\r")
        says(terminal, "resolved: included — z reopen, 5 left")
        for key, place in zip("jkjk", (3, 2, 3, 2), strict=True):  # what closing the line has to paint comes first
            frames = terminal.frames
            terminal.send(key)
            terminal.wait(
                lambda place=place, frames=frames: f"{place} of 6" in terminal.lines[0] and terminal.frames > frames
            )
        painted, size = terminal.press(
            "x", lambda: "escalated to the adjudicator — z reopen, 4 left" in terminal.lines[-2]
        )
        assert painted == 1 and size <= 2500
        terminal.send("rno process\r")
        says(terminal, "rationale written")
        terminal.press("n", lambda: "2 Another design" in terminal.lines[-1])
        written = len(terminal.raw)
        terminal.send("2")
        says(terminal, "resolved: excluded, Another design — z reopen, 3 left")
        assert len(terminal.raw) - written <= 2500
    finally:
        terminal.close()  # SIGKILL, right after the screen has moved on
    assert states(folder) == ["resolved", "escalated", "resolved", "open", "open", "open"]
    chief = app(folder, "CHIEF")
    try:
        chief.wait(lambda: "4 disagreements in Title and abstract, 1 of them escalated" in "".join(chief.lines))
        chief.press("x", lambda: "1 of 1 escalated    CHIEF rules" in chief.lines[0])
        chief.send("rruled\r")
        says(chief, "rationale written")
        chief.press("y", lambda: "resolved: included — z reopen, 3 left" in chief.lines[-2])
        chief.send("z")
        says(chief, "reopened: escalated by ANNA and BO")
    finally:
        chief.close()
    assert states(folder)[1] == "escalated"


@pytest.mark.slow
def test_two_people_at_once(folder: Path) -> None:
    anna, bo = app(folder, "ANNA", "disagreements"), app(folder, "BO", "disagreements")
    try:
        for window in (anna, bo):
            window.wait(lambda window=window: "1 of 6 open" in window.lines[0])
        anna.send("rover the telephone\r")
        says(anna, "rationale written")
        anna.press("y", lambda: "resolved: included" in anna.lines[-2])
        says(bo, "another window: resolved: included by ANNA and BO")
        assert "1 of 6 open" in bo.lines[0], "nothing moves that the person did not move"
        bo.send("j")
        bo.wait(lambda: "2 of 6" in bo.lines[0])
        bo.press("x", lambda: "escalated" in bo.lines[-2])
        says(anna, "another window: escalated")
        anna.send("kz")
        says(bo, "another window: 1 disagreement changed")
    finally:
        anna.close()
        bo.close()
    assert states(folder) == ["open", "escalated", *["open"] * 4]


def test_a_pipe_gets_the_list(folder: Path) -> None:
    listed = run(folder, "disagreements", STAGE, role="ANNA").stdout
    assert listed.count(f"{STAGE}  ") == 6 and "BO: exclude" in listed
