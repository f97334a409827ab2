from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.fake import PROTOCOL
from tui.screens.start.who import WhoScreen
from tui.settings.settings import Settings
from tui.start_app import StartApp, chosen_on


def test_it_gives_what_its_screen_ended_with(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "tamis").mkdir()
    (tmp_path / "tamis" / "config.toml").write_text('theme = "ansi-light"\n')
    given: list[object] = []

    def run(app: StartApp, **options: object) -> str:
        given.append((app.theme, options))
        return "ON"

    def screen(settings: Settings) -> WhoScreen:
        return WhoScreen("", PROTOCOL.reviewers, settings)

    monkeypatch.setattr(StartApp, "run", run)
    assert (chosen_on(screen), chosen_on(screen, mouse=True)) == ("ON", "ON")
    assert given == [("ansi-light", {"mouse": False}), ("ansi-light", {"mouse": True})]
    monkeypatch.setattr(StartApp, "return_code", 3)
    with pytest.raises(SystemExit) as ended:
        chosen_on(screen)
    assert ended.value.code == 3


async def test_its_settings_reach_its_screen() -> None:
    app = StartApp(lambda settings: WhoScreen("", PROTOCOL.reviewers, settings), Settings(hints=False))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert not app.screen.query_one("#keys").display
