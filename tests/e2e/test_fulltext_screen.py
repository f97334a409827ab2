"""The full texts, in the real program: read, decided on from the text, lost and found; all of it is on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reviews import decide_all, make_review, record_ids, run_json
from tests.tui.terminal import Terminal

pytestmark = pytest.mark.slow


def test_a_report_is_read_decided_lost_and_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_review(tmp_path / "review", records=3)
    for who in ("ANNA", "BO"):
        decide_all(folder, who, "title-abstract", [(f"T{n}", "include") for n in range(3)])
    first = record_ids(folder)[0]
    (folder / "texts").mkdir()
    (folder / "texts" / f"{first}.txt").write_text("the whole text \x1b[2J of it")
    assert run_json(folder, "fulltext", "full-text", "--link", str(folder / "texts"))["linked"]
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    terminal = Terminal(80, 24, "tui", "-C", str(folder), "--as", "ANNA", "screen", "full-text")

    def status_says(words: str) -> None:
        terminal.wait(lambda: words in terminal.lines[-2])

    try:
        terminal.wait(lambda: f"full text: retrieved · texts/{first}.txt" in "\n".join(terminal.lines))
        terminal.send("v")
        terminal.wait(lambda: "the whole text [2J of it" in "\n".join(terminal.lines))
        terminal.press("n", lambda: "1 Another population" in "\n".join(terminal.lines))
        terminal.press("1", lambda: "excluded: Another population" in terminal.lines[-2])
        terminal.press("R", lambda: "not retrieved, why:" in terminal.lines[-1])
        terminal.send("no library lends it\r")
        status_says("not retrieved: no library lends it")
        terminal.press("y", lambda: "included" in terminal.lines[-2])
        reports = run_json(folder, "fulltext", "full-text", role="ANNA")["reports"]
        said = [(each["state"], each["verdict"]) for each in reports]
        assert said == [("retrieved", "exclude"), ("not-retrieved", ""), ("sought", "include")]
        terminal.send("zz")
        status_says("undone: full text: not yet retrieved")
        assert {each["state"] for each in run_json(folder, "fulltext", "full-text")["reports"]} == {
            "retrieved",
            "sought",
        }
    finally:
        terminal.close()
    assert run_json(folder, "check")["ok"]
