"""Paragraphs are read by lines and pages, in columns where the page is wide: as it was looked at."""

from __future__ import annotations

from syrupy.assertion import SnapshotAssertion

from tests.tui.widgets.bench import drawn, page, shown
from tui.text.highlights import Mark
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.theme import DIM, MARK_BLOCKS, MARK_EXCLUDE, MARK_FOUND, MARK_INCLUDE, STRONG
from tui.widgets.pager import Pager, mark_style

TEXT = [
    Paragraph("One two three four five", STRONG, (Mark(4, 7, True), Mark(8, 18, False), Mark(19, 23, True, 2))),
    Paragraph(""),
    paragraph("six seven eight nine ten", DIM, 2),
    paragraph("eleven twelve"),
]


async def test_scrolling_as_it_was_looked_at(snapshot: SnapshotAssertion) -> None:
    pager, told = Pager(), []
    async with shown(pager, 16, 4):
        pager.scroll_lines(1)
        assert (page(pager), pager.widest, pager.step) == ([], 2, 3)
        pager.show(TEXT)
        for lines in (0, 1, 1, -1, 99, -1, -99):
            pager.scroll_lines(lines)
            told.append(f"-- {lines} lines\n{drawn(pager)}")
        for pages in (1, 1, -1):
            pager.scroll_pages(pages)
            told.append(f"-- {pages} pages\n{drawn(pager)}")
        pager.on_mouse_scroll_up()
        told.append(f"-- the wheel, up\n{drawn(pager)}")
        pager.on_mouse_scroll_down()
        told.append(f"-- the wheel, down\n{drawn(pager)}")
        pager.show(TEXT, 2)
        told.append(f"-- from the third line\n{drawn(pager)}")
        pager.show(TEXT, 99)
        told.append(f"-- from beyond the end\n{drawn(pager)}")
        pager.show(TEXT[:1])
        told.append(f"-- shorter than the page\n{drawn(pager)}")
    assert "\n".join(told) == snapshot


async def test_the_last_line_says_how_far_one_has_read_only_where_there_is_more() -> None:
    pager = Pager()
    text = [paragraph(each) for each in ("one", "two", "three", "four", "five")]
    async with shown(pager, 20, 4):
        for rows, last in ((4, " four"), (5, f"{' ' * 10}3/5 lines")):
            pager.show(text[:rows])
            assert page(pager)[-1] == last


async def test_the_text_that_was_scrolled_to_stays_at_the_top_when_the_width_changes() -> None:
    pager = Pager()
    text = [paragraph("head"), paragraph("one two three four five six seven eight nine ten eleven twelve " * 5)]
    async with shown(pager, 16, 6) as pilot:
        pager.show(text)
        pager.scroll_lines(3)
        assert page(pager)[0] == " seven eight"
        for width, first in (
            (30, " seven eight nine ten eleven"),
            (60, " one two three four five six seven"),
            (16, " seven eight"),
        ):
            await pilot.resize_terminal(width, 6)
            await pilot.pause()
            assert page(pager)[0].startswith(first), width
        pager.show(text)
        assert page(pager)[0] == " head"


async def test_columns_as_they_were_looked_at(snapshot: SnapshotAssertion) -> None:
    pager, told = Pager(columned=True), []
    async with shown(pager, 99, 6) as pilot:
        for width in (99, 100, 160):
            await pilot.resize_terminal(width, 6)
            await pilot.pause()
            for rows in (1, 7, 8, 11, 12, 13, 18, 19):
                pager.show([paragraph(f"line {number} of this page") for number in range(rows)])
                told.append(f"-- {rows} rows, {width} columns, {pager.step} a page\n{drawn(pager)}")
                pager.scroll_lines(2)
                told.append(f"-- two lines on\n{drawn(pager)}" if rows > 12 else "")
    assert "\n".join(filter(None, told)) == snapshot


def test_how_many_columns_there_are_and_how_wide_each_is() -> None:
    columned, one = Pager(columned=True), Pager()
    assert [columned.columns(width) for width in (99, 100, 159, 160)] == [1, 2, 2, 3]
    assert [one.columns(width) for width in (99, 100, 159, 160)] == [1, 1, 1, 1]
    assert [columned.column_width(width) for width in (99, 100, 160)] == [99, 48, 51]
    assert columned.column_width(160, 2) == 78
    columned.show([paragraph("four", indent=3), paragraph("sixteen")])
    assert columned.widest == 9


async def test_no_line_is_wider_than_can_be_read() -> None:
    pager = Pager()
    async with shown(pager, 200, 9) as pilot:
        pager.show([paragraph("x" * 93), paragraph("y" * 93, indent=1)])
        assert page(pager) == [f" {'x' * 92}", " x", f"  {'y' * 91}", "  yy"]
        await pilot.resize_terminal(200, 3)
        await pilot.pause()
        pager.show([paragraph("z " * 500)])
        assert page(pager)[-1] == f"{' ' * 81}2/11 lines", "nor does the count stand beyond the text"


def test_how_marks_look() -> None:
    styles = [
        (Mark(0, 1, True), MARK_INCLUDE),
        (Mark(0, 1, False), MARK_EXCLUDE),
        *((Mark(0, 1, False, block), MARK_BLOCKS[(block - 1) % 4]) for block in range(1, 10)),
        (Mark(0, 1, True, 1, True), MARK_FOUND),
    ]
    assert [mark_style(mark) for mark, _ in styles] == [style for _, style in styles]
