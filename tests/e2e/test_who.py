"""Who is at the keys is asked once for a folder on a machine; without a terminal nothing is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.walking import tamis
from tests.reviews import make_review
from tests.tui.terminal import Terminal
from tui.settings.reviews import remember

pytestmark = pytest.mark.slow


def opened(folder: Path, *words: str, seen: str) -> Terminal:
    terminal = Terminal(80, 24, "tui", *words, folder=folder)
    terminal.wait(lambda: seen in "\n".join(terminal.lines))
    return terminal


def test_the_answer_is_kept_and_what_as_says_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = make_review(tmp_path / "review", records=3)
    opened(folder, "--as", "ANNA", seen="tamis · ANNA").close()
    asking = opened(folder, seen="who are you?")
    asking.press("2", lambda: "tamis · BO" in asking.lines[0])
    asking.close()
    opened(folder, "--as", "CHIEF", seen="tamis · CHIEF").close()
    opened(folder, seen="tamis · BO").close()
    plan = folder / "protocol.toml"
    plan.write_text(plan.read_text().replace('"BO"', '"BERIT"'))
    opened(folder, seen="who are you?").close()


def test_without_a_terminal_the_reviews_seen_lately_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    empty = home / "empty"
    empty.mkdir(parents=True)
    assert "no protocol.toml here" in tamis(cwd=empty, status=2)
    monkeypatch.setenv("XDG_STATE_HOME", str(home / ".local" / "state"))
    remember(make_review(tmp_path / "my review"), "Title")
    said = tamis(cwd=empty, status=2)
    assert "Seen lately" in said and "my review" in said and list(empty.iterdir()) == []
