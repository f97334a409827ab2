"""The highlighted words in their two lists: where the cursor goes, and what is seen around it."""

from __future__ import annotations

from syrupy.assertion import SnapshotAssertion

from core.protocol.highlight_words import HighlightWords
from tests.tui.widgets.bench import drawn
from tui.screens.screening.word_table import WordTable

WORDS = HighlightWords(include=("peer*", "[/] odd", "co-produc*"), exclude=("housing", "prison"))


def test_scrolling_as_it_was_looked_at(snapshot: SnapshotAssertion) -> None:
    table, told = WordTable(), []
    table.show(WORDS)
    for steps in (0, 1, 1, 1, 9, -1, -9):
        table.move(steps)
        told.append(f"-- {table.word}\n{drawn(table, 30, 5)}")
    told.append(f"-- whole\n{drawn(table, 16, 20)}")
    table.show(HighlightWords(exclude=("housing",)))
    told.append(f"-- one list\n{drawn(table, 16, 20)}")
    assert "\n".join(told) == snapshot


def test_the_cursor_goes_to_a_word_or_stays_where_it_can() -> None:
    table = WordTable()
    assert table.word is None
    table.move(1)
    table.show(WORDS, "housing")
    assert table.word == "housing"
    table.show(WORDS, "absent")
    assert table.word == "housing"
    table.show(HighlightWords(include=("a", "b")))
    assert table.word == "b"
    table.show(WORDS, "peer*")
    assert table.word == "peer*"
    table.show(HighlightWords())
    assert table.word is None
