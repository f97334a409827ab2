"""The report in the app: read page by page, and written to its folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.report.document.parts import CountedRecords, Figure, Items, PartOfWhole, Section, TableBlock, notice, said
from core.report.document.text_page import text_lines
from store.folder.review import Review
from tests.reviews import make_review
from tests.tui.fake import MemoryReviewAdapter
from tests.tui.grid import grid, text
from tests.tui.screens.sources.test_screen import shows
from tests.tui.test_nasty import NASTY, check
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp

SECTIONS = [
    Section(
        "state",
        f"Where {NASTY}",
        [
            said(NASTY, CountedRecords(13178), "records"),
            notice(NASTY),
            Items((NASTY, NASTY)),
            TableBlock(
                NASTY * 3,
                ("Stage", NASTY, "n", "Share"),
                ((NASTY * 2, NASTY, CountedRecords(12), PartOfWhole(1, 2)),) * 9,
            ),
            Section("inner", "Inner", [Figure(lambda _: "", "Wide", f"{NASTY}\n   {'wide ' * 40}   12")]),
            Figure(draw=lambda _: "", caption="Flow", text="   Records screened                        1,268"),
        ],
    )
]


@pytest.mark.parametrize("width", [20, 38, 58, 78])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    lines = [line.text for line in text_lines(SECTIONS[:1], width)]
    # Below some width a table has nothing left to give, and the pager breaks its lines.
    assert max(map(len, lines)) <= max(width, 44)
    assert any("13,178" in line for line in lines)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_nasty_text(size: tuple[int, int]) -> None:
    workplace = MemoryReviewAdapter(5)
    workplace.sections = SECTIONS
    app = TamisApp(workplace)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("r")
        await shows(pilot, "writes the folder")
        for key in ("space", "j", "end", "b", "k", "home", "pagedown", "pageup"):
            await pilot.press(key)
            check(app)
        await pilot.press("w")
        assert "written: /review/report/index.html" in grid(app)[-2]
        workplace.report_broken = OSError(28, f"No space {NASTY}")
        await pilot.press("w")
        check(app)
        assert "NOT WRITTEN" in grid(app)[-2]
        await pilot.press("q")
        assert "report · what" not in text(app)


async def test_the_folder_of_a_real_review(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=3)
    with Review(folder, role="ANNA") as review:
        app = TamisApp(DiskReview(review))
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, "identified 3")
            await pilot.press("r")
            await shows(pilot, "interim state")
            await pilot.press("w")
            await shows(pilot, "written:")
    assert (folder / "report" / "index.html").is_file()


def test_what_a_narrow_column_cannot_hold_goes_on_below_and_nothing_is_cut() -> None:
    table = TableBlock(
        "Sources",
        ("Source", "Platform and route", "Searched", "Records"),
        (("Medline", "Ovid, databases", "14 January 2021", CountedRecords(13178)),),
    )
    lines = [line.text for line in text_lines([Section("s", "", [table])], 44)]
    shown = "\n".join(lines)
    assert "…" not in shown and max(map(len, lines)) <= 44
    assert all(
        word in shown for word in ["Platform", "and", "route", "Ovid,", "databases", "14", "January", "2021", "13,178"]
    )
