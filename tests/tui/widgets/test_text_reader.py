"""A report's text is scrolled and searched: each page of a walk through it, as it was looked at."""

from __future__ import annotations

from collections.abc import Callable

from syrupy.assertion import SnapshotAssertion

from core.fulltext.text import ReportText
from tests.tui.widgets.bench import drawn, page, shown
from tui.text.highlights import Highlighter
from tui.widgets.text_reader import EMPTY, TextReader, WordPlace

TEXT = ReportText(
    "report.pdf",
    (("One two three four five six", "seven eight"), ("nine ten", "Two eleven one"), ("twelve [/] two two",)),
    paged=True,
)
NOTHING = Highlighter((), ())
ALL = 10**6
"""More rows than any text has: to an end."""


def walk(reader: TextReader, *steps: tuple[str, Callable[[], object]]) -> str:
    """What is seen after each step, if it is not what was seen before, with what the step gave."""
    told, before = [], ""
    for name, step in steps:
        given = step()
        told.append(f"-- {name}: {given!r}; at {reader.at_found}; top {tuple(reader.top)}; {reader.page!r}")
        told += [now] if (now := drawn(reader)) != before else []
        before = now
    return "\n".join(told)


async def test_scrolling_as_it_was_looked_at(snapshot: SnapshotAssertion) -> None:
    reader = TextReader()
    async with shown(reader, 12, 5):
        assert (page(reader), reader.page, reader.step) == ([], "", 4), "nothing is shown yet"
        for lines in (1, -1, ALL, -ALL):
            reader.scroll_lines(lines)
        assert reader.top == (0, 0) and not reader.next_found(1)
        reader.read(TEXT, NOTHING)
        steps = [(f"{by} rows", lambda by=by: reader.scroll_lines(by)) for by in (1, 1, -1, 3, 1, -2, 99, -1, -99)]
        ends = [(f"to an end, {by}", lambda by=by: reader.scroll_lines(by * ALL)) for by in (1, -1)]
        pages = [(f"{by} pages", lambda by=by: reader.scroll_pages(by)) for by in (1, 1, 1, -1)]
        assert walk(reader, ("first", lambda: None), *steps, *ends, *pages) == snapshot


async def test_searching_as_it_was_looked_at(snapshot: SnapshotAssertion) -> None:
    reader = TextReader()
    async with shown(reader, 12, 5):
        reader.read(TEXT, NOTHING)
        steps: list[tuple[str, Callable[[], object]]] = []
        for words, onward in (
            ("TWO", (1, 1, 1, 1, -1)),
            ("two  eleven", (1,)),
            ("absent", (1,)),
            ("", ()),
            ("e", (1, 1)),
        ):
            steps.append((f"find {words!r}", lambda words=words: reader.find(words)))
            steps += [(f"{by} on", lambda by=by: reader.next_found(by)) for by in onward]
        steps.append(("to the start", lambda: reader.scroll_lines(-ALL)))
        assert walk(reader, *steps) == snapshot


async def test_marks_as_they_were_looked_at(snapshot: SnapshotAssertion) -> None:
    reader = TextReader()
    async with shown(reader, 12, 5):
        reader.read(TEXT, Highlighter(("ten", "three f*"), ("two",)))
        onward = [(f"{by} on", lambda by=by: reader.next_found(by)) for by in (1, 1, 1, 1, -1, -1, -1, -1)]
        assert walk(reader, ("first", lambda: None), *onward) == snapshot


async def test_a_place_is_kept_with_the_same_text_and_goes_with_another() -> None:
    reader, same = TextReader(), Highlighter((), ())
    async with shown(reader, 12, 5) as pilot:
        reader.read(TEXT, NOTHING, WordPlace(1, 1))
        reader.find("two")
        reader.next_found(1)
        place = reader.top
        assert (place, reader.at_found) == ((3, 1), 2)
        reader.read(TEXT, same, WordPlace(0, 1))
        assert (reader.top, reader.at_found, len(reader.found)) == (place, 2, 4)
        reader.read(TEXT, Highlighter(("one",), ()), WordPlace(0, 1))
        assert (reader.top, reader.at_found, reader.found) == ((0, 1), -1, ()), "other words are marked"
        assert page(reader)[:2] == [" three four", " five six"]
        reader.read(ReportText("other.txt", (("one",) * 9,)), NOTHING)
        assert (reader.top, reader.page, page(reader)) == ((0, 0), "", [" one", "", " one", "", " one"])
        reader.read(EMPTY, NOTHING)
        assert (reader.page, page(reader)) == ("", [])
        reader.read(TEXT, NOTHING)
        await pilot.resize_terminal(40, 5)
        await pilot.pause()
        assert page(reader)[0] == " One two three four five six", "laid out anew"


async def test_a_word_is_brought_near_the_top_or_as_little_as_it_takes() -> None:
    text = ReportText("numbers.txt", (tuple(f"w{number}" for number in range(30)),))
    reader = TextReader()
    async with shown(reader, 12, 6):
        reader.read(text, NOTHING)

        def first(number: int, *, at_top: bool) -> str:
            reader.show_word(WordPlace(number, 0), at_top=at_top)
            return page(reader)[0]

        for number, at_top, row in [
            (2, True, " w0"),  # in sight: rows 0 to 5 hold w0 to w2
            (3, True, " w2"),  # out of sight by one row: two rows above it
            (5, False, ""),  # by one row below: only so far
            (2, False, " w1"),  # above: near the top too
            (29, True, " w27"),  # the end stays at the foot
            (0, True, " w0"),
        ]:
            assert first(number, at_top=at_top) == row, (number, at_top)
