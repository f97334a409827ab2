from __future__ import annotations

from pathlib import Path

import pytest

from tests.reviews import make_review
from tests.tui.fake import MemoryReviewAdapter
from tests.tui.grid import grid, text
from tests.tui.screens.test_undoing import settled
from tests.tui.test_every_screen import opened
from tui.app import TamisApp
from tui.screens.asking import AskingScreen


@pytest.mark.parametrize("size", [(60, 20), (99, 24), (100, 24), (200, 50)])
async def test_beside_a_list_from_100_columns_else_below(size: tuple[int, int], tmp_path: Path) -> None:
    app = TamisApp(MemoryReviewAdapter(3), settings_file=tmp_path / "config.toml")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("S")
        await pilot.pause()
        row = next(line for line in grid(app) if line.startswith(" > theme"))
        assert ("│" in row) is (size[0] >= 100), "\n".join(grid(app))
        assert "The colours." in text(app), "it is read at every size"


async def test_space_pages_what_is_read_and_the_list_stays(tmp_path: Path) -> None:
    app = TamisApp(MemoryReviewAdapter(3), settings_file=tmp_path / "config.toml")
    async with app.run_test(size=(60, 18)) as pilot:
        await pilot.pause()
        await pilot.press("S", "space")
        assert "> theme" in text(app) and "The colours." not in text(app)
        await pilot.press("b")
        assert "The colours." in text(app)


async def test_a_question_longer_than_its_line_is_shown_whole_over_the_largest_part(tmp_path: Path) -> None:
    async with opened(make_review(tmp_path / "r"), "ANNA") as pilot:
        app = pilot.app
        await pilot.resize_terminal(60, 20)
        await pilot.press("U")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, AskingScreen) and not screen.sure(
            "all", "do you want this " * 9 + "— and here it ends"
        )
        await pilot.pause()
        assert "and here it ends" in text(app), "nothing is read here at 60 columns: the list is covered"
        screen.say("")
        await pilot.pause()
        assert "do you want" not in text(app)
