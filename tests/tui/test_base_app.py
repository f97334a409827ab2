from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Resize
from textual.geometry import Size
from textual.worker import WorkerFailed

from core.errors import TamisError
from tests.tui.fake import MemoryReviewAdapter
from tests.tui.grid import text
from tests.tui.test_driver import Recorder
from tui.app import TamisApp
from tui.base_app import BaseApp
from tui.crash import CrashError
from tui.driver import SparingDriver, sparing
from tui.settings.settings import Settings


def test_each_app_has_the_persons_theme_and_refuses_one_that_is_not_there() -> None:
    assert BaseApp(Settings(theme="ansi-light")).theme == "ansi-light"
    with pytest.raises(TamisError) as refused:
        BaseApp(Settings(theme="neon"))
    known = ", ".join(sorted(BaseApp(Settings()).available_themes))
    problem = refused.value
    assert (problem.what, problem.where, problem.advice) == (
        "there is no theme “neon”",
        "theme",
        f"There are: {known}.",
    )
    assert "ansi-dark, ansi-light" in known


def test_nothing_moves_by_itself_no_palette_is_textuals_and_the_driver_is_sparing() -> None:
    app: BaseApp[None] = BaseApp(Settings())
    assert (app.title, app.animation_level, app.ENABLE_COMMAND_PALETTE) == ("tamis", "none", False)
    assert issubclass(app.get_driver_class(), SparingDriver)


@pytest.mark.parametrize(
    ("said", "term", "links"),
    [(None, "xterm-kitty", True), (None, "dumb", False), (True, "dumb", True), (False, "xterm-kitty", False)],
)
def test_links_are_as_the_settings_say_or_else_as_the_terminal_is_known(
    said: bool | None, term: str, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TMUX", "WT_SESSION", "KONSOLE_VERSION", "TERM_PROGRAM", "LC_TERMINAL", "VTE_VERSION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", term)
    assert BaseApp(Settings(links=said)).links is links


async def test_ctrl_c_says_which_key_leaves() -> None:
    app = TamisApp(MemoryReviewAdapter(5))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for action in ("quit", "leave"):
            app.screen.key_of = lambda name: f"<{name}>"  # type: ignore[attr-defined]
            app.action_help_quit()
            await pilot.pause()
            assert f"<{action}> leaves; everything is saved" in text(app)
            await pilot.press("?")
            await pilot.pause()


async def test_a_new_size_is_told_to_the_driver_and_a_frame_to_the_screen() -> None:
    app = TamisApp(MemoryReviewAdapter(5))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        written: list[str] = []
        app.screen.frame_written = lambda: written.append("frame")  # type: ignore[attr-defined]
        driver = sparing(Recorder)(app)
        app.post_display_hook = BaseApp.post_display_hook.__get__(app)  # type: ignore[method-assign]
        before, app._driver = app._driver, driver
        try:
            sizes: list[tuple[int, int]] = []
            driver.forget = lambda columns, rows: sizes.append((columns, rows))  # type: ignore[attr-defined]
            app.on_resize(Resize(Size(100, 30), Size(100, 30)))
            assert sizes == [(100, 30)]
            app.post_display_hook()
            assert written == ["frame"]
            type(driver).behind = property(lambda _: True)  # type: ignore[attr-defined]
            app.post_display_hook()
            assert written == ["frame"], "it has not been written whole"
        finally:
            del type(driver).behind  # type: ignore[attr-defined]
            app._driver = before
        app.post_display_hook()
        assert written == ["frame"] * 2
        app.on_resize(Resize(Size(100, 30), Size(100, 30)))


def failed(error: BaseException) -> WorkerFailed:
    return WorkerFailed(error)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (KeyError("a title"), "KeyError"),
        (failed(ValueError("a title")), "ValueError"),
        (failed(KeyboardInterrupt()), "WorkerFailed"),
        (CrashError("TypeError", Path("report.txt")), "TypeError"),
    ],
    ids=["an error", "of a worker", "no exception of a worker", "a crash that has its report"],
)
def test_each_error_is_reported_once_and_by_its_own_name(
    error: Exception, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    handled: list[Exception] = []
    monkeypatch.setattr("textual.app.App._handle_exception", lambda _app, each: handled.append(each))
    BaseApp(Settings())._handle_exception(error)
    [crash] = handled
    reports = list(tmp_path.glob("tamis/*"))
    assert isinstance(crash, CrashError) and str(crash).startswith(f"{kind}, see ")
    assert len(reports) == (not isinstance(error, CrashError))
    assert crash is error or (crash.__cause__ is (error.error if kind == "ValueError" else error))  # type: ignore[attr-defined]
