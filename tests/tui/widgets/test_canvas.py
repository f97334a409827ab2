"""The base of the widgets: what is sent anew, what a menu covers, what the mouse points at."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from rich.style import Style
from textual.geometry import Region

from tests.tui.grid import grid
from tests.tui.widgets.bench import shown
from tui.text.content import Line
from tui.text.theme import INCLUDED, PLAIN
from tui.widgets.canvas import Canvas, ScrolledPage


class Told(Canvas):
    """Shows the lines that it is told."""

    told: Sequence[Line] = ()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        self.asked = width, height
        return self.told

    def tell(self, *lines: str) -> None:
        self.told = [((each, PLAIN),) for each in lines]
        self.repaint()


async def test_only_the_columns_of_lines_that_differ_are_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    canvas = Told()
    sent: list[tuple[Region, ...]] = []
    canvas.tell("before it has a place")
    async with shown(canvas, 20, 6) as pilot:
        assert grid(pilot.app) == ["before it has a plac", "", "", "", "", ""]
        canvas.tell("one", "two", "three", "", "five")
        await pilot.pause()
        assert grid(pilot.app) == ["one", "two", "three", "", "five", ""]
        refresh = canvas.refresh
        monkeypatch.setattr(canvas, "refresh", lambda *regions: (sent.append(regions), refresh(*regions)))
        canvas.tell("one", "two", "three", "", "five")
        assert sent == [], "nothing has changed"
        canvas.tell("one", "2", "three", " ", "a line that is wider than the page")
        assert sent == [(Region(0, 1, 3, 1), Region(0, 4, 20, 1))], "as far as either went; nothing of blank lines"
        await pilot.pause()
        assert grid(pilot.app) == ["one", "2", "three", "", "a line that is wider", ""]
        canvas.tell("one", "2 and more")
        assert sent[1:] == [(Region(0, 1, 10, 1), Region(0, 2, 5, 1), Region(0, 4, 20, 1))], "what is gone is wiped out"
        await pilot.pause()
        assert grid(pilot.app) == ["one", "2 and more", "", "", "", ""]
        sent.clear()
        canvas.told = [(("o", INCLUDED), ("ne", PLAIN)), (("2 and more", PLAIN),)]
        canvas.repaint()
        assert sent == [(Region(0, 0, 3, 1),)], "another colour is another line"
        assert [canvas.painted(row) for row in range(3)] == ["one", "2 and more", ""]


async def test_a_page_that_has_another_size_is_sent_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    canvas = Told()
    sent: list[tuple[Region, ...]] = []
    async with shown(canvas, 20, 6) as pilot:
        canvas.tell("one")
        monkeypatch.setattr(canvas, "refresh", lambda *regions: sent.append(regions))
        canvas.on_resize()
        canvas.tell("one")
        canvas.tell("one")
        assert sent == [(), ()], "on resizing, and once more for the first page of that size"
        assert canvas.widest == 20 and pilot.app.size.width == 20


@pytest.mark.parametrize("links", [False, True])
@pytest.mark.parametrize("plain", [False, True])
async def test_links_and_colours_are_painted_where_the_terminal_takes_them(links: bool, plain: bool) -> None:
    canvas = Told()
    canvas.told = [(("see https://example.org/1 now", INCLUDED),)]
    async with shown(canvas, 40, 2) as pilot:
        pilot.app.links = links  # type: ignore[attr-defined]
        pilot.app.ansi_color = True
        pilot.app.no_color = plain
        painted = canvas.render_line(0)
        styles = [segment.style or Style.null() for segment in painted]
        assert [each.link for each in styles if each.link] == ["https://example.org/1"] * links
        assert all(each.color is None for each in styles) is plain
        assert painted.cell_length == 40 and canvas.render_line(1).text == " " * 40


async def test_a_menu_covers_the_last_lines_and_is_turned_when_it_is_higher_than_the_page() -> None:
    canvas = Told()
    async with shown(canvas, 30, 6) as pilot:

        async def seen() -> list[str]:
            await pilot.pause()
            return grid(pilot.app)

        line = "─" * 30
        canvas.tell("one", "two")
        assert canvas.asked == (30, 6)
        canvas.overlay([])
        assert not canvas.is_covered and await seen() == ["one", "two", "", "", "", ""]
        canvas.overlay(["a", "b"])
        assert canvas.is_covered and await seen() == ["one", "two", "", line, " a", " b"]
        canvas.turn_menu()
        assert await seen() == ["one", "two", "", line, " a", " b"], "all of it is in sight"
        canvas.overlay(list("abcd"))
        assert await seen() == ["one", line, " a", " b", " c", " d"], "what is below gives way"
        canvas.overlay(list("abcde"))
        canvas.turn_menu()
        assert await seen() == [line, " a", " b", " c", " d", " e"], "it fits exactly"
        await pilot.resize_terminal(30, 5)
        assert await seen() == [line, " a", " b", " c", " ▼ 2 more, space"], "from its top where it no longer fits"
        await pilot.resize_terminal(30, 6)
        canvas.overlay(list("abcdefghij"))
        assert await seen() == [line, " a", " b", " c", " d", " ▼ 6 more, space"]
        canvas.turn_menu()
        assert await seen() == [line, " e", " f", " g", " h", " ▼ 2 more, space"]
        canvas.turn_menu()
        assert await seen() == [line, " i", " j", "", "", " ▲ space: from the top"]
        canvas.turn_menu()
        assert await seen() == [line, " a", " b", " c", " d", " ▼ 6 more, space"]
        canvas.turn_menu()
        canvas.overlay(list("klmnopqr"))
        assert await seen() == [line, " k", " l", " m", " n", " ▼ 4 more, space"], "another menu from its top"
        canvas.turn_menu()
        assert await seen() == [line, " o", " p", " q", " r", " ▲ space: from the top"]
        canvas.turn_menu()
        assert (await seen())[1] == " k"
        canvas.overlay([])
        assert not canvas.is_covered and await seen() == ["one", "two", "", "", "", ""]
        for height, first, second in (
            (3, [line, " a", " ▼ 2 more, space"], [line, " b", " ▼ 1 more, space"]),
            (2, [line, " ▼ 3 more, space"], [line, " ▼ 2 more, space"]),
            (1, [line], [line]),
        ):
            await pilot.resize_terminal(30, height)
            canvas.overlay(list("abc"))
            assert await seen() == first
            canvas.turn_menu()
            assert await seen() == second


async def test_what_the_mouse_points_at() -> None:
    canvas = Told()
    parts = {"y include": "y", "n exclude": "n", "wide": "w", "absent": "a"}
    async with shown(canvas, 60, 4):
        canvas.tell(" y include  n exclude x", "統合  wide", "(y include)")

        def keys(row: int) -> list[str]:
            return [Canvas.PointedAt(canvas, column, row).key(parts) for column in range(24)]

        assert keys(0) == ["", *["y"] * 9, *[""] * 14], "what a letter stands beside is a part of other words"
        assert keys(1) == [*[""] * 6, *["w"] * 4, *[""] * 14], "in columns, not in letters"
        assert keys(2) == keys(3) == [""] * 24
        canvas.tell("y include  n exclude", "xy include", "x y include", "x  y include", "y include  x", "y include x")
        assert [Canvas.PointedAt(canvas, 11, row).key(parts) for row in (0, 1, 2, 3)] == ["n", "", "", "y"]
        assert [Canvas.PointedAt(canvas, 0, row).key(parts) for row in (0, 4, 5)] == ["y", "y", ""]


async def test_how_far_a_line_is_from_the_one_with_the_cursor_and_what_is_told_of_a_click() -> None:
    class Heard(Told):
        heard: list[tuple[Canvas, int, int]] = []  # noqa: RUF012 (of one test)

        def on_canvas_pointed_at(self, event: Canvas.PointedAt) -> None:
            self.heard.append((event.canvas, event.column, event.row))

    canvas = Heard()
    async with shown(canvas, 20, 8) as pilot:
        canvas.tell("head", "  one", " > two", "  three", "  > four")
        assert [Canvas.PointedAt(canvas, 0, row).steps for row in range(7)] == [-2, -1, 0, 1, 2, 0, 0]
        canvas.tell("one", "two >")
        assert [Canvas.PointedAt(canvas, 0, row).steps for row in range(3)] == [0, 0, 0], "there is no cursor"
        await pilot.click(offset=(5, 1))
        await pilot.pause()
        assert canvas.heard == [(canvas, 5, 1)]
        assert not canvas.allow_select, "the mouse points, and selects no text"


async def test_pages_go_on_by_their_step() -> None:
    gone: list[int] = []

    class Book(ScrolledPage):
        step = 7

        def scroll_lines(self, lines: int) -> None:
            gone.append(lines)

    for pages in (1, -2):
        Book().scroll_pages(pages)
    assert gone == [7, -14]
