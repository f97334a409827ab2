"""Screening line by line in a real pseudo-terminal: no page is drawn, Ctrl+C loses nothing, what is saved is saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reviews import make_review, run_json
from tests.tui.terminal import Terminal

pytestmark = pytest.mark.slow


def test_a_session_line_by_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = make_review(tmp_path / "review", records=5)
    terminal = Terminal(60, 40, "tui", "-C", str(folder), "--as", "ANNA", "screen", "title-abstract", "--plain")

    def says(words: str) -> None:
        terminal.wait(lambda: words.encode() in terminal.raw)

    try:
        says("record 1 of 5: undecided")
        terminal.send("y\n")
        says("record 2 of 5: undecided")
        terminal.send("exclude\n")
        says("1 Another topic")
        terminal.send("1\n")
        says("excluded: Another topic")
        says("record 3 of 5: undecided")
        terminal.send("\x03")
        says("Everything is saved; q leaves.")
        terminal.send("m\n")
        says("record 4 of 5: undecided")
        terminal.send("z\n")
        says("the record is undecided")
        terminal.send("\x04")
        says("Everything is saved.\r\n")
        assert b"\x1b" not in terminal.raw, "nothing but lines of text is written"
    finally:
        terminal.close()
    rows = run_json(folder, "decisions", "export", "--stage", "title-abstract", role="ANNA")
    assert [(row["verdict"], row["reason"]) for row in rows] == [("include", ""), ("exclude", "wrong-topic")]
