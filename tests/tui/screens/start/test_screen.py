from __future__ import annotations

from pathlib import Path

import pytest

from store.folder.review import Review
from tests.reviews import make_review, ris
from tests.tui.grid import grid, text
from tui.adapter.beginning import Beginning, ReviewToOpen
from tui.screens.start.screen import StartScreen
from tui.settings.reviews import SeenReview
from tui.start_app import StartApp
from tui.words.start import PLANS


def app_for(folder: Path, *seen: SeenReview) -> StartApp:
    folder.mkdir(exist_ok=True)
    return StartApp(lambda settings: StartScreen(Beginning.of(folder), seen, settings))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 50), (40, 9)])
async def test_one_key_makes_the_review_that_is_proposed(size: tuple[int, int], tmp_path: Path) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "a.ris").write_text(ris(range(2)))
    folder = tmp_path / "peer-support_2"
    app = app_for(folder)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "no review in this folder yet" in text(app) or size[0] < 60
        assert "Peer support 2" in text(app) and "y make the review" in grid(app)[-1]
        assert list(folder.iterdir()) == []
        await pilot.press("y")
    assert app.return_value == ReviewToOpen(folder, "first", exports)
    with Review(folder) as review:
        assert review.protocol.title == "Peer support 2"
        assert review.protocol.seed.startswith("tamis ") and len(review.protocol.seed) > 15


async def test_every_line_is_changed_where_it_stands(tmp_path: Path) -> None:
    folder = tmp_path / "review"
    other = tmp_path / "from databases"
    other.mkdir()
    app = app_for(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter", *"My [b]title[/]", "enter")
        await pilot.press("tab", *["right"] * len(PLANS), "tab", "enter", *"10.1371/x", "enter")
        await pilot.press("tab", "enter", *"KB, ON", "enter")
        assert "KB · ON · adjudicator" in text(app)
        await pilot.press("tab", "right", "tab", "enter", *str(other), "enter")
        assert "My [b]title[/]" in text(app) and "you are  ON" in text(app)
        await pilot.press("y")
    assert app.return_value == ReviewToOpen(folder, "ON", other)
    with Review(folder, role="ON") as review:
        protocol = review.protocol
    assert (protocol.title, protocol.seed) == ("My [b]title[/]", "10.1371/x")
    assert [each.id for each in protocol.reviewers] == ["KB", "ON", "adjudicator"]
    assert [each.reviewer for each in protocol.stages[0].readers] == ["KB", "ON"]


async def test_what_cannot_be_is_said_and_nothing_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "review"
    app = app_for(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("j", "j", "enter", *"replace this text before the search", "enter", "y")
        assert "NOT MADE" in grid(app)[-2] and "seed" in grid(app)[-2]
        await pilot.press("j", "enter", *"A B C D", "enter")
        assert "places for 3 people" in grid(app)[-2] or "NOT MADE" in grid(app)[-2]
        await pilot.press("j", "j", "enter", *"/not/there", "enter")
        assert list(folder.iterdir()) == []
        await pilot.press("q")
    assert app.return_value is None


async def test_the_reviews_seen_lately_are_listed_and_opened_by_a_digit(tmp_path: Path) -> None:
    one, two = (make_review(tmp_path / name) for name in ("one", "two"))
    app = app_for(tmp_path / "empty", *(SeenReview(folder=str(each), title="A [b]title") for each in (one, two)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "reviews seen lately" in text(app) and "A [b]title" in text(app)
        await pilot.press("3", "2")
    assert app.return_value == ReviewToOpen(two)
