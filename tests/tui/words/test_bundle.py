from __future__ import annotations

from pathlib import Path

from tui.words.bundle import packed, question


def test_it_is_said_where_before_and_which_after() -> None:
    assert question(Path("/a/b.zip"))[0] == "To be written: /a/b.zip"
    assert packed(Path("/a/b.zip"), "0f") == "written: /a/b.zip · SHA-256 0f"
