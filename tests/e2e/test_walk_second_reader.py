"""The second reader: many records, Rayyan's keys in the fingers, a slow link that breaks, and on where it broke."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.big import make_big_review
from tests.e2e.walking import Walk
from tests.reviews import run, run_json

pytestmark = pytest.mark.slow

STAGE = "title-abstract"
KEY = 2500
"""The most bytes that a key may send over the link, at 80×24."""


@pytest.fixture(autouse=True)
def rayyan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "config" / "tamis" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('keymap = "rayyan"\n', encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def decided(folder: Path) -> list[dict[str, Any]]:
    command = ("decisions", "export", "--stage", STAGE, "--reviewer", "BO")
    rows: list[dict[str, Any]] = run_json(folder, *command, role="BO")
    return rows


def drop_the_link(walk: Walk) -> None:
    os.kill(walk.terminal.pid, signal.SIGHUP)
    os.waitpid(walk.terminal.pid, 0)


def test_2636_of_13178_over_a_slow_link(tmp_path: Path) -> None:
    folder = make_big_review(tmp_path / "review", 13_178)
    walk = Walk(folder, "BO", "screen", STAGE)
    walk.sees("search round 1: 2,636 of 13,178 records", "y draw")
    walk.press("y", "0 of 2,636", "i include  e exclude  u maybe")
    walk.terminal.rest()
    sizes = [
        walk.cost("i", lambda: "1 of 2,636" in walk.top),
        walk.cost("i", lambda: "2 of 2,636" in walk.top),
        walk.cost("e", lambda: "why?" in walk.screen),
        walk.cost("1", lambda: "3 of 2,636" in walk.top),
        walk.cost("u", lambda: "4 of 2,636" in walk.top),
        walk.cost("z", lambda: "3 of 2,636" in walk.top),
        walk.cost("u", lambda: "4 of 2,636" in walk.top),
    ]
    assert max(sizes) <= KEY, sizes
    walk.press("t", "note:")
    walk.press("unsure of the setting\r", "note kept")
    # A whole packet of keys that the link held back: the first is for what was read, the others for nothing yet.
    walk.press("iiiui", "5 of 2,636", "not taken")
    for place, keys in enumerate(("e2", "i", "u", "i"), 6):
        walk.press(keys, f"{place} of 2,636")
    drop_the_link(walk)
    os.close(walk.terminal._fd)
    walk = Walk(folder, "BO", "screen", STAGE)
    with walk:
        # Nine are read, in the order in which they came; the tenth is next.
        walk.sees("9 of 2,636 · 0 %", "10 of 2,636: undecided")
    made = [each for each in decided(folder) if each["verdict"]]
    assert sorted(each["verdict"] for each in made) == ["exclude"] * 2 + ["include"] * 5 + ["maybe"] * 2
    assert [each["note"] for each in decided(folder) if each["note"]] == ["unsure of the setting"]


def test_to_the_end_of_a_smaller_review(tmp_path: Path) -> None:
    folder = make_big_review(tmp_path / "review", 100)
    run(folder, "dedup")
    with Walk(folder, "BO") as walk:
        walk.sees("next for you: draw the sample that you read in")
        walk.press("\r", "search round 1: 20 of 100 records", "stays as it is drawn", "y draw")
        walk.press("y", "0 of 20")
        for place, keys in enumerate(["i"] * 12 + ["e1"] * 8, 1):
            walk.press(keys, f"{place} of 20 · {5 * place} %")
        walk.sees("all read")
        walk.press("/municipality 7\r", "with “municipality 7”")
        walk.press("q", "opens when all is read; left: ANNA 100")
    assert len(decided(folder)) == 20
    stage = run_json(folder, "status", role="BO")["stages"][0]
    assert stage["reviewers"]["BO"] == {"owed": 20, "done": 20} and stage["blind"]
