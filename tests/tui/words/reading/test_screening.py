from __future__ import annotations

from tui.words.reading.screening import marked_now


def test_what_is_marked() -> None:
    assert marked_now("off", []) == "highlights off" and marked_now("words", []) == "highlights on"
    assert marked_now("both", ["¹peer\x1b", "²process"]) == "words and blocks: ¹peer, ²process"
