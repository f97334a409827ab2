from __future__ import annotations

import subprocess
import sys

from tui.actions.action import SCREENS
from tui.actions.registry import ACTIONS, BY_ID, on_screen


def test_every_action_has_a_key_words_and_a_screen() -> None:
    assert len(BY_ID) == len(ACTIONS)
    for action in ACTIONS:
        assert action.keys and action.label and action.help.endswith(".") and action.screens, action.id
        assert set(action.screens) <= set(SCREENS), action.id


def test_every_action_is_a_method_of_its_screens() -> None:
    from tui.screens.dashboard.screen import DashboardScreen
    from tui.screens.disagreements.screen import DisagreementsScreen
    from tui.screens.duplicates.screen import DuplicatesScreen
    from tui.screens.exports.screen import ExportsScreen
    from tui.screens.full_texts.screen import FullTextScreen
    from tui.screens.help import HelpScreen
    from tui.screens.reading import ReadingScreen
    from tui.screens.records import RecordsScreen
    from tui.screens.screening.highlight_words import WordsScreen
    from tui.screens.screening.screen import ScreeningScreen
    from tui.screens.settings import SettingsScreen
    from tui.screens.sources.import_files import ImportScreen
    from tui.screens.sources.screen import SourcesScreen
    from tui.screens.start.screen import StartScreen
    from tui.screens.start.who import WhoScreen
    from tui.screens.steps.group import StepGroupScreen
    from tui.screens.steps.screen import StepScreen

    own = (SourcesScreen, ImportScreen, ReadingScreen, StepScreen, StepGroupScreen, RecordsScreen, WordsScreen)
    own += (FullTextScreen, SettingsScreen, ExportsScreen, StartScreen, WhoScreen)
    for screen in (DashboardScreen, ScreeningScreen, DuplicatesScreen, DisagreementsScreen, HelpScreen, *own):
        for action in on_screen(screen.KIND):
            assert callable(getattr(screen, f"action_{action.id}", None)), (screen.KIND, action.id)


def test_the_registry_needs_no_terminal() -> None:
    loaded = "import sys, tui.actions.keymap, tui.settings.settings"
    code = f"{loaded}; sys.exit(not {{'textual', 'rich'}}.isdisjoint(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
