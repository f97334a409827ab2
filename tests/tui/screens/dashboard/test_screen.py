from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from textual import events

from core.errors import TamisError
from core.screening.decision import Decision, Verdict
from core.screening.status import Status
from store.folder.review import Review
from tests.reviews import copied_demo, decide_all, make_review, run
from tests.sharing import shared_review
from tests.store.decisions.test_pace import read
from tests.tui.fake import MemoryReviewAdapter
from tests.tui.grid import grid, text
from tui.adapter.on_disk import DiskReview
from tui.app import TamisApp, run_app
from tui.screens.dashboard.screen import DashboardScreen
from tui.settings.settings import Settings


async def test_the_way_from_the_dashboard_to_a_stage_and_back() -> None:
    workplace = MemoryReviewAdapter(1234)
    app = TamisApp(workplace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "identified 1,234" in text(app)
        assert grid(app)[-2].strip() == "next for you: 1,234 to read in Not written in English — enter"
        await pilot.press("j", "enter", "y", "y", "q")
        await pilot.pause()
        row = next(line for line in grid(app) if "> Title and abstract" in line)
        assert row.split()[4:8] == ["1,234", "2", "0", "1,232"]
        assert "Title and abstract opens when all is read; left: KBAA 1,232 and ON 246" in text(app)
        await pilot.press("q")
    assert app.return_code == 0


async def test_an_empty_review_says_what_to_do() -> None:
    app = TamisApp(MemoryReviewAdapter(0))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "There are no records in this review yet." in text(app)
        assert "i brings in what databases exported" in text(app)
        assert "next for you: bring in what the databases exported — i" in text(app)
        await pilot.press("j", "k", "home", "end", "enter", "?", "q", "pagedown")
        assert "There are no records" in text(app)


async def test_a_stage_that_cannot_be_opened_says_why() -> None:
    workplace = MemoryReviewAdapter(5)
    workplace.reviewer = "ON"
    app = TamisApp(workplace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("home", "j", "enter")
        assert grid(app)[-2].strip() == "Not written in English: ON does not read this stage"
        await pilot.press("end", "enter")
        assert grid(app)[-2].strip() == "Full text: ON does not read this stage"


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


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 50), (40, 9)])
async def test_every_size_shows_the_cursor_and_the_next_step(size: tuple[int, int]) -> None:
    app = TamisApp(MemoryReviewAdapter(20))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("end")
        assert any(" > KBAA" in line for line in grid(app))
        assert "next for you: 20 to read in" in text(app) and "? help" in text(app)


async def test_a_stage_can_be_opened_at_once() -> None:
    app = TamisApp(MemoryReviewAdapter(20), stage="title-abstract")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Title and abstract · KBAA" in grid(app)[0]
        await pilot.press("q")
        assert "identified 20" in text(app)


async def test_help_shows_criteria_and_keys() -> None:
    app = TamisApp(MemoryReviewAdapter(20), stage="title-abstract")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("?")
        assert "keys" in grid(app)[2] and "y — Include" in text(app), "keys come first"
        await pilot.press("end")
        assert "reasons to exclude" in text(app) and "4 physical condition" in text(app)
        await pilot.press("home", "j", "k", "space", "b", "pagedown", "pageup")
        assert "keys" in grid(app)[2]
        await pilot.press("q")
        assert "Title and abstract · KBAA" in grid(app)[0]


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
        assert workplace.counted == 1 and "in Not written in English — enter" in text(app)


async def test_a_stage_that_could_not_be_opened_at_once_leaves_the_counts_and_the_reason() -> None:
    workplace = MemoryReviewAdapter(20)
    workplace.reviewer = "ON"
    app = TamisApp(workplace, stage="language")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert grid(app)[-2].strip() == "Not written in English: ON does not read this stage"
        assert "identified 20" in text(app)


WAITING = ("2 imports not yet searched", "29 doubtful pairs", "205 disagreements in Title and abstract")


class Waiting(MemoryReviewAdapter):
    """A review with seven stages, two of which wait for talk, and doubtful pairs."""

    def status(self) -> Status:
        found = super().status()
        one = found.stages[1]
        differing = replace(one, state=replace(one.state, disagreements=self.ids[:205]))
        stages = [found.stages[0], differing, *[found.stages[2]] * 5]
        return replace(found, stages=stages, pairs_to_review=29, imports_to_search=self.searched)

    searched: tuple[int, ...] = ()


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 50)])
async def test_what_waits_is_above_the_fold_and_what_does_not_fit_is_counted(size: tuple[int, int]) -> None:
    workplace = Waiting(400)
    workplace.searched = (1, 2)
    app = TamisApp(workplace)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        shown = " ".join(text(app).split())
        for each in WAITING:
            assert each in shown, text(app)
        readers = [line for line in grid(app) if "KBAA" in line and "400" in line]
        if size[1] < 40:
            assert len(readers) < 7 and re.search(r"▼ \d+ more, end", text(app)), text(app)
            await pilot.press("end")
            assert re.search(r"▲ \d+ more above", text(app)) and "▼" not in text(app)


async def test_next_is_what_blocks_the_team_and_not_what_one_reads_alone() -> None:
    app = TamisApp(Waiting(400))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "next for you: 400 to read in Not written in English" in grid(app)[-2]
        app._adapter.desks["language"].decisions = {
            each: Decision(record=each, verdict=Verdict.INCLUDE) for each in app._adapter.ids
        }
        app.screen.count()
        assert "next for you: 205 disagreements to settle with ON in Title and abstract — x" in grid(app)[-2]


@pytest.mark.parametrize("bell", [False, True])
async def test_what_others_do_is_counted_and_said_quietly(bell: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    counted, rung = [], []

    class Followed(MemoryReviewAdapter):
        theirs = 0

        def status(self) -> Status:
            counted.append(self.written)
            found = super().status()
            share = replace(found.stages[1].readers["ON"], done=self.theirs)
            theirs = replace(found.stages[1], readers={**found.stages[1].readers, "ON": share})
            return replace(found, stages=[found.stages[0], theirs, found.stages[2]])

    monkeypatch.setattr(DashboardScreen, "now", staticmethod(lambda: datetime(2021, 1, 14, 14, 32)))
    workplace = Followed(1000)
    app = TamisApp(workplace, Settings(bell=bell))
    monkeypatch.setattr(app, "bell", lambda: rung.append(1))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.screen.follow()
        app.screen.follow()
        assert counted == [0], "nothing was written, so nothing is counted"
        workplace.theirs, workplace.written = 41, 1
        app.screen.follow()
        await pilot.pause()
        assert "14:32 ON +41 in Title and abstract" in grid(app)[-3] and "ON    Title and abstract" in text(app)
        workplace.theirs, workplace.written = 200, 2
        app.screen.follow()
        app.screen.follow()
        await pilot.pause()
        assert "14:32 ON has finished Title and abstract" in grid(app)[-3]
        assert counted == [0, 1, 2] and len(rung) == (2 if bell else 0)
        assert "next for you" in grid(app)[-2], "what was said stays"


async def test_a_palette_that_finds_nothing_says_so_and_stays() -> None:
    app = TamisApp(MemoryReviewAdapter(20))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+p", *"zzz", "enter")
        assert "no action here is called so" in text(app) and "action: zzz" in text(app)
        await pilot.press("ctrl+u", *"report")
        assert "no action here" not in text(app) and "Read the report" in text(app)
        await pilot.press("escape")
        assert "next for you" in text(app)


async def test_a_key_that_does_nothing_says_what_it_does_where() -> None:
    app = TamisApp(MemoryReviewAdapter(20))
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        await pilot.press("n")
        assert "n does nothing here; exclude: " in grid(app)[-2] and "? has all keys" in grid(app)[-2]
        await pilot.press("Q")
        assert grid(app)[-2].strip() == "Q does nothing here — ? has all keys"
        await pilot.press("?", "n")
        assert "n does nothing here" in grid(app)[0]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 50)])
async def test_as_many_keys_as_fit_are_shown(size: tuple[int, int]) -> None:
    app = TamisApp(MemoryReviewAdapter(20), stage="title-abstract")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        line = grid(app)[-1]
        assert line.endswith("? help") and len(line) > size[0] - 24
        assert ("l label" in line) == (size[0] == 200)


async def test_what_another_account_says_in_a_real_folder_is_followed(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=4)
    run(folder, "dedup")
    with Review(folder, role="ANNA") as review:
        app = TamisApp(DiskReview(review))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            decide_all(folder, "BO", "title-abstract", [("T0", "include")])
            app.screen.follow()
            await pilot.pause()
            assert "BO +1 in Title and abstract" in grid(app)[-3]
            decide_all(folder, "BO", "title-abstract", [(f"T{n}", "include") for n in range(4)])
            app.screen.follow()
            await pilot.pause()
            assert "BO has finished Title and abstract" in grid(app)[-3]
            assert "next for you: 4 to read in Title and abstract — enter" in grid(app)[-2]
            decide_all(folder, "ANNA", "title-abstract", [(f"T{n}", "exclude" if n else "include") for n in range(4)])
            app.screen.follow()
            await pilot.pause()
            assert "next for you: 3 disagreements to settle with BO in Title and abstract — x" in grid(app)[-2]
            assert "Title and abstract is open" in grid(app)[-3]


@pytest.mark.slow
async def test_no_count_is_cut_however_wide_the_terminal(tmp_path: Path) -> None:
    copied_demo(tmp_path / "review")
    with Review(tmp_path / "review", role="KBAA") as review:
        app = TamisApp(DiskReview(review))
        async with app.run_test(size=(60, 40)) as pilot:
            for width in (60, 80, 96, 100, 104, 110, 119, 120, 140):
                await pilot.resize_terminal(width, 40)
                await pilot.pause()
                assert app.screen.size == (width, 40)
                rows = [line for line in grid(app)[4:14] if re.search(r"\d", line)]
                assert len(rows) > 4 and not [line for line in rows if re.search(r"\d…", line)], (width, rows)


@pytest.mark.parametrize("width", [60, 80, 120, 200])
async def test_each_reader_s_load_and_pace_are_shown(tmp_path: Path, width: int) -> None:
    folder = shared_review(tmp_path / "review", records=40)
    read(folder, "B", [90_000] * 6)
    with Review(folder, role="A") as review:
        app = TamisApp(DiskReview(review))
        async with app.run_test(size=(width, 30)) as pilot:
            await pilot.pause()
            rows = [next(row for row in grid(app) if re.search(f" {each}  +Title.* 16 ", row)) for each in "BC"]
    assert re.search(r" 16 +6 ", rows[0]) and "40/h, 15 min" in rows[0]
    assert re.search(r" 16 +0\b", rows[1]) and "/h" not in rows[1]
