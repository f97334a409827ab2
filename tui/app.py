"""The app: one review, one reviewer, the dashboard and what opens from it."""

from __future__ import annotations

from pathlib import Path

from core.errors import TamisError
from tui.adapter.interface import ReviewAdapter
from tui.base_app import THEME, BaseApp
from tui.screens.dashboard.screen import DashboardScreen
from tui.settings.settings import Settings, load_settings, settings_path


class TamisApp(BaseApp[None]):
    """The app.

    Every decision is on disk before the screen moves on: a lost connection kills the process at once, so nothing may
    wait for an orderly end.
    """

    def __init__(
        self,
        adapter: ReviewAdapter,
        settings: Settings | None = None,
        *,
        settings_file: Path | None = None,
        stage: str | None = None,
        screen: str = "screening",
        exports: Path | None = None,
    ) -> None:
        """Prepare the app.

        Args:
            adapter: The review.
            settings: The person's settings.
            settings_file: Where they are kept; by default where `settings_path` says.
            stage: A stage to open at once.
            screen: What to open: "screening" or "charting" (with a stage), "duplicates", or "disagreements" (with a
                stage or not).
            exports: A folder of exports to look into at once.

        Raises:
            TamisError: The settings name a theme that does not exist.
        """
        super().__init__(settings or Settings())
        self._adapter = adapter
        self._settings_file = settings_file or settings_path()
        self._stage = stage
        self._opens = screen
        self._exports = exports

    async def on_mount(self) -> None:
        """Open the dashboard, and a stage on top of it when one was asked for; a changed plan is asked about before."""
        opens = self._opens != "screening" or self._stage is not None or self._exports is not None
        covered = opens or self._adapter.unexplained_change() is not None
        dashboard = DashboardScreen(self._adapter, self.settings, self._settings_file, covered=covered)
        await self.push_screen(dashboard)
        dashboard.ask_why(lambda: self._open_first(dashboard, covered))

    def _open_first(self, dashboard: DashboardScreen, covered: bool) -> None:
        if self._opens == "duplicates":
            dashboard.action_duplicates()
        elif self._opens == "disagreements":
            dashboard.open_disagreements(self._stage)
        elif self._stage is not None:
            dashboard.open_stage(self._stage)
        elif self._exports is not None:
            dashboard.open_exports(self._exports)
        if covered:
            dashboard.uncover()  # it counts nothing while another screen is on top


def run_app(
    adapter: ReviewAdapter,
    settings: Settings | None = None,
    *,
    stage: str | None = None,
    screen: str = "screening",
    exports: Path | None = None,
    mouse: bool = False,
) -> None:
    """Open the app and return when the person has left it.

    Args:
        adapter: The review.
        settings: The person's settings; by default those of their settings file.
        stage: A stage to open at once, instead of the dashboard.
        screen: See `TamisApp`.
        exports: See `TamisApp`.
        mouse: Whether to ask the terminal for mouse events; a link that drops then leaves it in that mode.

    Raises:
        TamisError: The settings file says something that cannot be.
        SystemExit: The app has crashed, and has said where its report is.
    """
    path = settings_path()
    try:
        given = settings or load_settings(path)
        app = TamisApp(adapter, given, settings_file=path, stage=stage, screen=screen, exports=exports)
    except TamisError as problem:
        if settings is not None or problem.where != THEME:
            raise
        raise TamisError(problem.what, where=f"{path}, {THEME}", advice=problem.advice) from problem
    app.run(mouse=mouse)
    if app.return_code:
        raise SystemExit(app.return_code)
