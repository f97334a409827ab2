"""A passage is taken from a report's text by keys: each page of a walk, as it was looked at."""

from __future__ import annotations

from collections.abc import Callable

from syrupy.assertion import SnapshotAssertion

from core.fulltext.text import ReportText
from tests.tui.widgets.bench import drawn, shown
from tests.tui.widgets.test_text_reader import ALL, NOTHING, TEXT
from tui.widgets.passage_reader import PassageReader

SENTENCES = ReportText(
    "report.txt",
    (("First one. Second “one!” Third", "one? Here it goes on", "end.)"), ("Last one.",)),
)


def walk(reader: PassageReader, *steps: tuple[str, Callable[[], object]]) -> str:
    """What is seen after each step, if it is not what was seen before, with what the step gave."""
    told, before = [], ""
    for name, step in steps:
        given = step()
        places = [each and tuple(each) for each in (reader.start, reader.cursor)]
        told.append(f"-- {name}: {given!r}; from {places[0]} to {places[1]}; top {tuple(reader.top)}")
        told += [now] if (now := drawn(reader)) != before else []
        before = now
    return "\n".join(told)


async def test_the_cursor_as_it_was_looked_at(snapshot: SnapshotAssertion) -> None:
    reader = PassageReader()
    async with shown(reader, 12, 5):
        assert not reader.begin_taking(), "there is no word"
        reader.read(TEXT, NOTHING)
        words = [(f"{by} words", lambda by=by: reader.move_words(by)) for by in (1, 5, 1, 8, 9, -1, -2, -3, -99)]
        rows = [(f"{by} rows", lambda by=by: reader.move_rows(by)) for by in (1, 1, 1, 2, -1, 99, -2, -99)]
        first = [("first", lambda: None), ("begin", reader.begin_taking)]
        again = [
            ("leave", reader.leave_taking),
            ("below", lambda: reader.scroll_lines(3)),
            ("again", reader.begin_taking),
        ]
        assert walk(reader, *first, *words, *rows, *again) == snapshot


async def test_passages_as_they_were_looked_at(snapshot: SnapshotAssertion) -> None:
    reader = PassageReader()
    async with shown(reader, 30, 7):
        reader.read(SENTENCES, NOTHING)
        reader.begin_taking()
        steps: list[tuple[str, Callable[[], object]]] = []
        for words in (0, 1, 1, 1, 1, 1, 3, 1, 3, -99):
            steps.append((f"{words} words", lambda words=words: reader.move_words(words)))
            steps += [("the sentence", reader.take_sentence), ("taken", reader.taken)]
        steps += [("2 words", lambda: reader.move_words(2)), ("start", reader.fix_start), ("taken", reader.taken)]
        steps += [("3 rows", lambda: reader.move_rows(3)), ("taken", reader.taken)]
        steps += [("back", lambda: reader.move_words(-99)), ("taken", reader.taken)]
        assert walk(reader, *steps) == snapshot


async def test_a_quote_has_the_pages_that_it_stands_on_and_another_text_ends_the_taking() -> None:
    reader = PassageReader()
    async with shown(reader, 40, 12):
        reader.read(TEXT, NOTHING)
        reader.begin_taking()
        reader.fix_start()
        assert (reader.taken().text, reader.taken().page) == ("One", "1")
        reader.move_words(8)
        assert (reader.taken().text, reader.taken().page) == ("One two three four five six seven eight nine", "1–2")
        reader.read(TEXT, NOTHING)
        assert reader.cursor == (2, 0), "it is the same text"
        reader.read(SENTENCES, NOTHING)
        assert (reader.cursor, reader.start) == (None, None)
        reader.find("one")
        assert drawn(reader).count("⟨reverse:one") == 1, "without a passage the match stands out"
        reader.begin_taking()
        assert "⟨reverse:First⟩" in drawn(reader) and "⟨reverse:one" not in drawn(reader)
        reader.scroll_lines(ALL)
