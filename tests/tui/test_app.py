"""What the app opens with, and how it is started."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from tests.tui.fake import MemoryReviewAdapter
from tests.tui.grid import grid, text
from tui.app import TamisApp, run_app
from tui.screens.dashboard.doors import Doors
from tui.settings.settings import Settings


@pytest.mark.parametrize(
    ("given", "screen"),
    [
        ({}, "DashboardScreen"),
        ({"stage": "title-abstract"}, "ScreeningScreen"),
        ({"stage": "full-text"}, "FullTextScreen"),
        ({"screen": "duplicates"}, "DuplicatesScreen"),
        ({"screen": "disagreements"}, "DisagreementsScreen"),
        ({"screen": "disagreements", "stage": "title-abstract"}, "DisagreementsScreen"),
    ],
    ids=str,
)
async def test_what_is_opened_at_once(given: dict[str, object], screen: str) -> None:
    app = TamisApp(MemoryReviewAdapter(5), **given)  # type: ignore[arg-type]
    counted: list[str] = []
    count = app._adapter.status
    app._adapter.status = lambda: (counted.append("counted"), count())[1]  # type: ignore[method-assign]
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert type(app.screen).__name__ == screen
        assert [type(each).__name__ for each in app.screen_stack][1:] == list(
            dict.fromkeys(["DashboardScreen", screen])
        )
        assert bool(counted) is (screen == "DashboardScreen"), "what is covered is counted when it comes to the front"
        if given:
            await pilot.press("q")
            await pilot.pause()
        if screen != "DashboardScreen":
            assert counted and "Title and abstract" in text(app)


async def test_exports_are_looked_into_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Path] = []
    monkeypatch.setattr(Doors, "open_exports", lambda _self, folder: looked.append(folder))
    app = TamisApp(MemoryReviewAdapter(5), exports=Path("exports"))
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        assert looked == [Path("exports")] and "Title and abstract" in text(app), "nothing opened: the dashboard shows"


async def test_a_stage_that_is_not_read_is_said_on_the_dashboard() -> None:
    app = TamisApp(MemoryReviewAdapter(5), stage="no-such-stage")
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        assert "Title and abstract" in text(app) and "no-such-stage" in grid(app)[-2]


def test_how_it_is_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    file = tmp_path / "tamis" / "config.toml"
    file.parent.mkdir()
    file.write_text('theme = "ansi-light"\n')
    ran: list[tuple[object, ...]] = []
    monkeypatch.setattr(
        TamisApp,
        "run",
        lambda app, **options: ran.append(
            (app.theme, app._settings_file, app._stage, app._opens, app._exports, options)
        ),
    )
    adapter = MemoryReviewAdapter(1)
    assert TamisApp(adapter)._settings_file == file
    run_app(adapter)
    run_app(adapter, Settings(), stage="a", screen="charting", exports=tmp_path, mouse=True)
    assert ran == [
        ("ansi-light", file, None, "screening", None, {"mouse": False}),
        ("ansi-dark", file, "a", "charting", tmp_path, {"mouse": True}),
    ]
    file.write_text('theme = "neon"\n')
    with pytest.raises(TamisError) as refused:
        run_app(adapter)
    assert refused.value.what == "there is no theme “neon”" and refused.value.where == f"{file}, theme"
    assert refused.value.advice and refused.value.advice.startswith("There are: ")
    with pytest.raises(TamisError) as own:
        run_app(adapter, Settings(theme="neon"))
    assert own.value.where == "theme", "it stands in no file"
    file.write_text("goal = -1\n")
    with pytest.raises(TamisError) as other:
        run_app(adapter)
    assert other.value.where == f"{file}, goal"
