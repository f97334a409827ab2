"""A painting gives what must be written for the last frame to be seen, and nothing else."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from tui.painting import Painting

COLUMNS, ROWS = 12, 4
ALL = 1 << 20
STYLES = ("", "\x1b[1m", "\x1b[31m", "\x1b[1;38;2;1;2;3;48;5;7m")
TEXTS = st.sampled_from(["a", "bc", "   ", " ", "é", "日本", "e\u0301x", "—" * 5, "abcdefghijkl", " " * COLUMNS])


def frame(*parts: tuple[int, int, str, str]) -> str:
    """A frame that puts styled texts at places, as Textual writes one."""
    put = "\r\n".join(
        f"\x1b[{row};{column}H{style}{text}{chr(27) + '[0m' if style else ''}" for row, column, style, text in parts
    )
    return f"{put}\x1b[1;2H"


def shown(*written: str) -> tuple[list[object], tuple[int, int]]:
    """What a terminal shows of it: all cells, and where the cursor is."""
    screen = pyte.Screen(COLUMNS, ROWS)
    screen.reset_mode(7 << 5)
    stream = pyte.Stream(screen)
    for each in written:
        stream.feed(each)
    cells = [[screen.buffer[row][column] for column in range(COLUMNS)] for row in range(ROWS)]
    return cells, (screen.cursor.y, screen.cursor.x)


@st.composite
def frames(draw: st.DrawFn) -> str:
    parts = []
    for row in draw(st.sets(st.integers(1, ROWS), min_size=1)):
        # Whole rows, as a widget paints them: half a wide character is never overwritten by another frame.
        text = "".join(draw(st.lists(TEXTS, max_size=3)))
        kept = ""
        for each in text:
            if cell_len(kept + each) <= COLUMNS:
                kept += each
        parts.append((row, 1, draw(st.sampled_from(STYLES)), kept + " " * (COLUMNS - cell_len(kept))))
    return frame(*parts)


def cell_len(text: str) -> int:
    from rich.cells import cell_len as columns

    return columns(text)


@given(st.lists(st.tuples(frames(), st.booleans(), st.integers(1, 60)), min_size=1, max_size=6))
def test_whatever_is_written_when_the_screen_ends_as_the_last_frame_wants_it(
    steps: list[tuple[str, bool, int]],
) -> None:
    painting, written = Painting(), []
    for each, again, room in steps:
        assert painting.put(each, again=again)
        written.append(painting.take(room))
    written.append(painting.take(ALL))
    assert not painting.pending and painting.take(ALL) == ""
    assert shown(*written) == shown(*(each for each, _again, _room in steps))


def test_what_is_there_is_not_written_again() -> None:
    painting = Painting()
    first = frame((1, 1, "", "one"), (2, 1, STYLES[1], "two"))
    painting.put(first)
    assert painting.take(ALL) == "\x1b[1;1Hone\x1b[2;1H\x1b[1mtwo\x1b[0m\x1b[1;2H"
    painting.put(first)
    assert painting.take(ALL) == ""
    painting.put(frame((1, 1, "", "one"), (2, 1, STYLES[2], "two")))
    assert painting.take(ALL) == "\x1b[2;1H\x1b[31mtwo\x1b[0m\x1b[1;2H"
    painting.put(frame((1, 1, "", "one")), again=True)
    assert painting.take(ALL) == "\x1b[1;1Hone\x1b[1;2H"


def test_a_frame_that_a_newer_one_replaces_is_not_written() -> None:
    painting = Painting()
    painting.put(frame((1, 1, "", "start")))
    painting.take(ALL)
    for number in range(9):
        painting.put(frame((1, 1, "", f"move {number}")))
    assert painting.take(ALL) == "\x1b[1;1Hmove 8\x1b[1;2H"
    painting.put(frame((1, 1, "", "away  ")))
    painting.put(frame((1, 1, "", "move 8")))
    assert painting.take(ALL) == "", "there and back again is nothing to write"


def test_rows_wait_where_there_is_no_room() -> None:
    painting = Painting()
    painting.put(frame(*((row, 1, "", f"row {row}") for row in range(1, 5))))
    assert painting.take(1) == "\x1b[1;1Hrow 1" and painting.pending
    painting.put(frame((1, 1, "", "new 1")))
    assert painting.take(ALL).count("row") == 3 and not painting.pending


def test_a_row_alone_waits_and_so_does_the_cursor_alone() -> None:
    painting = Painting()
    painting.put(frame((1, 1, "", "one")))
    painting.take(ALL)
    assert not painting.pending
    for next_frame, written in ((frame((1, 1, "", "two")), "\x1b[1;1Htwo\x1b[1;2H"), ("\x1b[2;3H", "\x1b[2;3H")):
        painting.put(next_frame)
        assert painting.pending and painting.take(0) == "" and painting.pending
        assert painting.take(ALL) == written and not painting.pending


def test_the_end_of_a_row_is_erased_and_not_filled() -> None:
    painting = Painting()
    painting.put(frame((1, 1, "", "a" * 12)))
    painting.take(ALL)
    painting.put(frame((1, 1, "", "b" + " " * 11)))
    assert painting.take(ALL) == "\x1b[1;1Hb\x1b[K\x1b[1;2H"
    coloured = Painting()
    coloured.put(frame((1, 1, "\x1b[44m", "b" + " " * 11)))
    assert coloured.take(ALL).count(" ") == 11, "a ground of another colour is painted"


def test_a_few_columns_that_are_the_same_are_sent_again_and_many_gone_past() -> None:
    painting = Painting()
    painting.put(frame((1, 1, "", "a" * 12)))
    painting.take(ALL)
    painting.put(frame((1, 1, "", "baaaaaaabaaa")))
    assert painting.take(ALL) == "\x1b[1;1Hbaaaaaaab\x1b[1;2H"
    painting.put(frame((1, 1, "", "caaaaaaabcaa")))
    assert painting.take(ALL) == "\x1b[1;1Hc\x1b[1;10Hc\x1b[1;2H"


def test_an_empty_terminal_gets_no_blanks_and_an_unknown_one_gets_them() -> None:
    painting = Painting()
    blank = frame(*((row, 1, "", " " * COLUMNS) for row in range(1, 4)))
    painting.put(blank)
    assert painting.take(ALL) == "\x1b[1;2H"
    painting.forget(COLUMNS, ROWS)
    painting.put(blank)
    assert painting.take(ALL) == "\x1b[1;1H\x1b[K\x1b[2;1H\x1b[K\x1b[3;1H\x1b[K\x1b[1;2H"
    painting.clear()
    painting.put(blank)
    assert painting.take(ALL) == "\x1b[1;2H"


def test_of_a_frame_for_a_larger_terminal_nothing_lands_on_another_row_of_the_new_one() -> None:
    """What was to be painted before the app knew that the terminal had become smaller."""
    painting, narrow, low = Painting(), COLUMNS, ROWS
    painting.forget(narrow, low)
    wide = "日本" * COLUMNS
    painting.put(frame((1, 1, "", "a" * 30), (2, COLUMNS, "", wide), (low + 20, 1, "", "x" * 50)))
    painting.put(frame((3, COLUMNS + 1, "", "y" * 50), (4, COLUMNS + 9, "", "y")))
    first = painting.take(ALL)
    painting.put(frame(*((row, 1, "", f"{row}" * narrow) for row in range(1, low + 1))))
    cells, _ = shown(first, painting.take(ALL))
    rows = ["".join(each.data for each in row) for row in cells]  # type: ignore[attr-defined]
    assert rows == [f"{row}" * narrow for row in range(1, low + 1)]
    assert "x" not in first and "y" not in first and not painting.pending


def test_a_link_stays_a_link() -> None:
    painting = Painting()
    link = Style(link="https://doi.org/10.1/x", bold=True).render("doi")
    painting.put(f"\x1b[1;1H{link} and\x1b[1;2H")
    assert painting.take(ALL) == f"\x1b[1;1H{link} and\x1b[1;2H"


@pytest.mark.parametrize("data", ["\x07", "\x1b[?25l", "text", "\x1b[1;1Ha\x1b[2J", "\x1b]22;text\x07", "", "\x1b[1m"])
def test_what_is_no_frame_is_not_taken(data: str) -> None:
    painting = Painting()
    assert not painting.put(data) and not painting.pending
