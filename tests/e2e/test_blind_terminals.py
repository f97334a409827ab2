"""Two reviewers at work on one review at the same time, each in a terminal: neither is told anything of the other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.reviews import make_review, protocol, record_ids, run, run_json
from tests.tui.terminal import Terminal

pytestmark = pytest.mark.slow

STAGE = "title-abstract"
RECORDS = 6
COMMANDS = (
    ("status",),
    ("agreement",),
    ("missed",),
    ("disagreements", STAGE),
    ("decisions", "export"),
    ("flow",),
)
TIMES = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")


@dataclass
class Played:
    """What ANNA has been shown.

    Attributes:
        sampled: The records that BO reads.
        screens: Her screen before each record and at the end, without the line of the time and pace.
        answers: What each command told her meanwhile, without the times.
        histories: Who is named in the history of each record.
    """

    sampled: set[str]
    screens: list[list[str]] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    histories: set[str] = field(default_factory=set)


def open_terminal(folder: Path, role: str) -> Terminal:
    return Terminal(80, 24, "tui", "-C", str(folder), "--as", role, "screen", STAGE)


def write_note(terminal: Terminal, note: str) -> None:
    terminal.send("t")
    terminal.send(note)
    terminal.wait(lambda: any(note in line for line in terminal.lines))
    terminal.send("\r")


def decide(terminal: Terminal, keys: str, done: int, owed: int) -> None:
    terminal.press(keys, lambda: f"{done} of {owed}" in terminal.lines[0])


def shown(terminal: Terminal) -> list[str]:
    return [line for line in terminal.lines if line != terminal.lines[-2]]


def play(folder: Path, seed: str, keys_of_bo: str) -> Played:
    """ANNA reads all records but the last, BO the whole sample, in turn; each writes a note that gives them away."""
    make_review(folder, records=RECORDS, text=protocol("1/2").replace("a seed fixed beforehand", seed))
    bo = open_terminal(folder, "BO")
    anna: Terminal | None = None
    try:
        bo.wait(lambda: "y draw" in bo.lines[-1])
        decide(bo, "y", 0, 3)
        anna = open_terminal(folder, "ANNA")
        anna.wait(lambda: f"0 of {RECORDS}" in anna.lines[0])
        played = Played(set(run_json(folder, "sample", STAGE, role="BO")[0]["ids"]))
        write_note(bo, "zanzibar")
        write_note(anna, "timbuktu")
        for n in range(1, RECORDS):
            if n <= 3:
                decide(bo, keys_of_bo, n, 3)
            played.screens.append(shown(anna))
            decide(anna, "y", n, RECORDS)
        played.screens.append(shown(anna))
        told = [run(folder, *words, "--json", role="ANNA").stdout for words in COMMANDS]
        played.answers = [TIMES.sub("", each) for each in told]
        for record in record_ids(folder):
            rows: list[dict[str, Any]] = run_json(folder, "history", record, role="ANNA")
            played.histories |= {row["who"] for row in rows}
        hidden = run_json(folder, "sample", STAGE, role="ANNA")[0]
        assert hidden["ids"] is None
        for terminal, other, note in ((anna, "BO", b"zanzibar"), (bo, "ANNA", b"timbuktu")):
            assert note not in terminal.raw
            # Who has not said yet that all is read is no secret: the batch waits for them.
            seen = terminal.raw.decode(errors="replace").replace(f"Sealed until {other} has", "")
            assert not re.search(rf"\b{other}\b", seen), f"{other} is named"
        assert "zanzibar" not in "".join(told)
        return played
    finally:
        bo.close()
        if anna is not None:
            anna.close()


def test_neither_screen_nor_command_tells_one_of_the_other(tmp_path: Path) -> None:
    """With another sample and other verdicts of BO, everything that ANNA is shown stays the same."""
    one = play(tmp_path / "one" / "review", "a seed", "y")
    two = play(tmp_path / "two" / "review", "another seed", "n2")
    assert one.sampled != two.sampled, "the two samples should differ, or this shows nothing"
    assert one.screens == two.screens
    assert one.answers == two.answers
    assert one.histories == two.histories == {"", "ANNA"}

    folder = tmp_path / "two" / "review"
    said = {row["record_id"] for row in run_json(folder, "decisions", "export", "--stage", STAGE, role="ANNA")}
    [last] = set(record_ids(folder)) - said
    run(folder, "decide", STAGE, last, "include", role="ANNA")
    run(folder, "status", role="BO")  # whose terminal was closed before it had said that all is read
    [opened] = run_json(folder, "agreement", STAGE)["stages"]
    assert (opened["n"], opened["complete"]) == (3, True), "now that both have finished it is shown"
    assert run_json(folder, "status", role="ANNA")["stages"][0]["blind"] is False


def test_a_pilot_opens_while_both_go_on_and_the_rest_stays_hidden(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=RECORDS, text=protocol("1/2"))
    run(folder, "sample", STAGE, "--pilot", "2", "--draw", "--yes")
    pilot = set(run_json(folder, "sample", STAGE)[-1]["ids"])
    bo = open_terminal(folder, "BO")
    anna: Terminal | None = None
    try:
        anna = open_terminal(folder, "ANNA")
        for terminal, owed in ((bo, 4), (anna, RECORDS)):
            terminal.wait(lambda terminal=terminal, owed=owed: f"0 of {owed}" in terminal.lines[0])  # type: ignore[misc]
            assert terminal.lines[0].rstrip().endswith("pilot")
        for n in (1, 2):
            decide(bo, "y", n, 4)
            decide(anna, "n2", n, RECORDS)
        assert "pilot" not in anna.lines[0] and "the pilot is read: q" in anna.lines[-2]
        run(folder, "status", role="BO")  # BO's progress is let known when BO leaves the screen, or by any command
        items = run_json(folder, "disagreements", STAGE, role="ANNA")["items"]
        assert {each["record_id"] for each in items} == pilot
        write_note(bo, "zanzibar")
        decide(bo, "y", 3, 4)
        decide(anna, "n2", 3, RECORDS)
        told = "".join(run(folder, *words, "--json", role="ANNA").stdout for words in COMMANDS)
        assert "zanzibar" not in told and b"zanzibar" not in anna.raw
        assert run_json(folder, "disagreements", STAGE, role="ANNA")["items"] == items
        assert run_json(folder, "status", role="ANNA")["stages"][0]["blind"] is True
        [found] = run_json(folder, "agreement", STAGE, role="ANNA")["stages"]
        assert (found["n"], found["pilot"]["table"]) == (0, [[0, 0], [2, 0]])
        for terminal, other in ((anna, "BO"), (bo, "ANNA")):
            # Who has not said yet that all is read is no secret: the batch waits for them.
            seen = terminal.raw.decode(errors="replace").replace(f"Sealed until {other} has", "")
            assert not re.search(rf"\b{other}\b", seen), f"{other} is named"
    finally:
        bo.close()
        if anna is not None:
            anna.close()
