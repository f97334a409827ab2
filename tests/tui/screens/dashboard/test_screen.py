from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual import events

from core.errors import TamisError
from core.screening.status import Status
from tests.tui.fake import MemoryReviewAdapter
from tests.tui.grid import grid, text
from tui.app import TamisApp, run_app
from tui.settings.settings import Settings


async def test_the_way_from_the_dashboard_to_a_stage_and_back() -> None:
    workplace = MemoryReviewAdapter(1234)
    app = TamisApp(workplace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "identified 1,234" in text(app)
        assert grid(app)[-2].strip() == "next: language, 1,234 to read — press enter"
        await pilot.press("j", "enter", "y", "y", "q")
        await pilot.pause()
        row = next(line for line in grid(app) if "> title-abstract" in line)
        assert row.split()[2:6] == ["1,234", "2", "0", "1,232"]
        assert "title-abstract will open when all is read; left: KBAA 1,232 and ON 246" in text(app)
        await pilot.press("q")
    assert app.return_code == 0


async def test_an_empty_review_says_what_to_do() -> None:
    app = TamisApp(MemoryReviewAdapter(0))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "There are no records in this review yet." in text(app)
        assert "tamis import FILE --source NAME" in text(app)
        await pilot.press("j", "k", "home", "end", "enter", "?", "q", "pagedown")
        assert "There are no records" in text(app)


async def test_a_stage_that_cannot_be_opened_says_why() -> None:
    workplace = MemoryReviewAdapter(5)
    workplace.reviewer = "ON"
    app = TamisApp(workplace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("home", "j", "enter")
        assert grid(app)[-2].strip() == "language: ON does not read this stage"
        await pilot.press("end", "enter")
        assert grid(app)[-2].strip() == "full-text: ON does not read this stage"


async def test_counts_that_cannot_be_had_are_no_crash() -> None:
    class Broken(MemoryReviewAdapter):
        def status(self) -> Status:
            raise TamisError("the journal is damaged", advice="Run tamis check.")

    app = TamisApp(Broken(5))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "the journal is damaged. Run tamis check." in text(app)


async def test_a_funnel_that_does_not_add_up_is_an_alarm() -> None:
    class Leaking(MemoryReviewAdapter):
        def status(self) -> Status:
            return replace(super().status(), leaks=[self.ids[0]])

    app = TamisApp(Leaking(5))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "THE COUNTS DO NOT ADD UP: 1 record (0000000000000000). Run: tamis check" in text(app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (40, 9)])
async def test_every_size_shows_the_cursor_and_the_next_step(size: tuple[int, int]) -> None:
    app = TamisApp(MemoryReviewAdapter(20))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("end")
        assert any(line.startswith(" > KBAA") for line in grid(app))
        assert "next: language" in text(app) and "? help" in text(app)


async def test_a_stage_can_be_opened_at_once() -> None:
    app = TamisApp(MemoryReviewAdapter(20), stage="title-abstract")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "title-abstract · KBAA" in grid(app)[0]
        await pilot.press("q")
        assert "identified 20" in text(app)


async def test_help_shows_criteria_and_keys() -> None:
    app = TamisApp(MemoryReviewAdapter(20), stage="title-abstract")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("?")
        assert "reasons to exclude" in text(app) and "4 physical condition" in text(app)
        await pilot.press("end")
        assert "Find an action by its words." in text(app)
        await pilot.press("home", "j", "k", "space", "b", "pagedown", "pageup")
        assert "reasons to exclude" in text(app)
        await pilot.press("q")
        assert "title-abstract · KBAA" in grid(app)[0]


async def test_the_palette_finds_and_does() -> None:
    workplace = MemoryReviewAdapter(20)
    app = TamisApp(workplace, stage="title-abstract")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+p", "enter", "ctrl+p", *"incl", "escape")
        assert workplace.desk.saves == []
        await pilot.press("ctrl+p", *"next und", "enter", "y")
        await pilot.press("ctrl+p", "down", "down", "enter")
        assert "why?" in text(app)
        await pilot.press("1", "ctrl+p", *"undo", "enter")
        assert [each.record for each, _spent in workplace.desk.saves] == workplace.ids[1:3]
        assert list(workplace.desk.decisions) == workplace.ids[1:2]


def test_a_theme_that_does_not_exist_is_refused() -> None:
    with pytest.raises(TamisError, match="there is no theme “neon”"):
        TamisApp(MemoryReviewAdapter(1), Settings(theme="neon"))


def test_the_refusal_names_the_settings_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    path = tmp_path / "tamis" / "config.toml"
    path.parent.mkdir()
    path.write_text('theme = "neon"', "utf-8")
    with pytest.raises(TamisError, match="neon") as refused:
        run_app(MemoryReviewAdapter(1))
    assert refused.value.where == f"{path}, theme" and "ansi-dark" in refused.value.advice


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light", "textual-dark"])
@pytest.mark.parametrize("no_color", [True, False])
async def test_themes_and_no_color(theme: str, no_color: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    app = TamisApp(MemoryReviewAdapter(20), Settings(theme=theme), stage="title-abstract")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("y", "n", "1")
        assert "excluded: no peer support workers" in text(app)
        assert grid(app)[2].startswith(" I") or grid(app)[2].startswith(" X")
        if no_color:
            colours = {
                segment.style.color
                for strip in app.screen._compositor.render_strips(app.size)
                for segment in strip
                if segment.style and segment.style.color
            }
            grey = [each for each in colours if each.triplet is None or len(set(each.triplet)) == 1]
            assert len(grey) == len(colours) and (not theme.startswith("ansi") or not colours), colours


async def test_keys_typed_ahead_of_a_leaving_screen_go_to_the_next() -> None:
    """Two quick q: the first leaves the screen, the second is for the dashboard, which ends the app."""
    app = TamisApp(MemoryReviewAdapter(5), stage="title-abstract")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = app.screen
        screen.post_message(events.Key("q", "q"))
        screen.post_message(events.Key("q", "q"))
        await pilot.pause()
        await pilot.pause()
    assert app.return_code == 0


async def test_nothing_is_counted_before_it_is_looked_at() -> None:
    class Counting(MemoryReviewAdapter):
        counted = 0

        def status(self) -> Status:
            self.counted += 1
            return super().status()

    workplace = Counting(20)
    app = TamisApp(workplace, stage="title-abstract")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("y")
        assert workplace.counted == 0
        await pilot.press("q")
        await pilot.pause()
        assert workplace.counted == 1 and "next: language" in text(app)


async def test_a_stage_that_could_not_be_opened_at_once_leaves_the_counts_and_the_reason() -> None:
    workplace = MemoryReviewAdapter(20)
    workplace.reviewer = "ON"
    app = TamisApp(workplace, stage="language")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert grid(app)[-2].strip() == "language: ON does not read this stage"
        assert "identified 20" in text(app)
