"""Shows the settings and changes them: each change holds at once, and is kept in the person's settings file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from core.toml.edit import Value
from tui.actions.keymap import PRESETS
from tui.screens.listed import SidedScreen
from tui.settings.file import keep_setting
from tui.settings.settings import Settings
from tui.text.content import Line, short
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.plain import clean
from tui.text.theme import DIM, PLAIN, STRONG
from tui.widgets.cursor_table import CursorTable
from tui.words.phrases import settings as phrases
from tui.words.reading.criteria import SPACE


class _Choice(NamedTuple):
    """A setting: its key in the file, the values to go through with the words for each, and what it is."""

    key: str
    values: dict[str, Value]
    now: Value
    about: str

    @property
    def word(self) -> str:
        """The word for the value that it has now."""
        return next((words for words, each in self.values.items() if each == self.now), "?")


GOALS = (50, 100, 200, 300, 500, 1000)


class SettingTable(CursorTable[tuple[str, str]]):
    """The settings, each with its value in words."""

    def drawn(self, width: int) -> tuple[Sequence[Line], Callable[[int], Line]]:
        """No head, and what draws a setting."""
        return (), partial(self._line, width)

    def _line(self, width: int, place: int) -> Line:
        name, value = self.rows[place]
        here = place == self.cursor
        style = STRONG if here else PLAIN
        return (" > " if here else "   ", style), (short(f"{name:10}{value}", width - 3), style)


class SettingsScreen(SidedScreen[SettingTable]):
    """One line for each setting."""

    KIND = "settings"

    def __init__(self, settings: Settings, path: Path) -> None:
        """Prepare the screen.

        Args:
            settings: As they are now.
            path: The file in which they are kept.
        """
        super().__init__(settings.keymap, hints=settings.hints)
        self.settings = settings
        self._path = path

    DEFAULT_CSS = """
    SettingsScreen #divider, SettingsScreen #about { display: block; }
    SettingsScreen.-narrow #settings { height: 7; }
    SettingsScreen.-wide #settings { width: 30; }
    """

    def listed(self) -> SettingTable:
        """The settings."""
        return SettingTable(id="settings")

    def on_mount(self) -> None:
        """Show the settings."""
        self.top.show([clean(phrases.title_of(self._path))])
        self.paint()
        self.tell()

    def paint(self) -> None:
        """Show the settings as they are now."""
        self.table.show([(each.key, each.word) for each in self._offered])
        self.show_status()

    def here(self) -> Sequence[Paragraph]:
        """What the setting under the cursor is, and its values; beside the list, that of all settings."""
        told: list[Paragraph] = []
        for place, choice in enumerate(self._offered):
            if self.is_wide or place == self.table.cursor:
                style = STRONG if place == self.table.cursor else PLAIN
                values = phrases.values_of(choice.values)
                told += [paragraph(choice.key, style), paragraph(choice.about, style), paragraph(values, DIM), SPACE]
        return [*told, *self.about()]

    @property
    def _offered(self) -> list[_Choice]:
        now = self.settings
        themes = sorted(self.app.available_themes, key=lambda name: (not name.startswith("ansi-"), name))
        return [
            _Choice(
                "theme",
                {name: name for name in themes},
                now.theme,
                phrases.ABOUT_THEME,
            ),
            _Choice(
                "keymap",
                {name: name for name in PRESETS},
                now.preset,
                phrases.ABOUT_KEYMAP,
            ),
            _Choice("hints", {phrases.HINTS_SHOWN: True, phrases.HINTS_HIDDEN: False}, now.hints, phrases.ABOUT_HINTS),
            _Choice(
                "bell",
                {phrases.BELL_SILENT: False, phrases.BELL_RINGS: True},
                now.bell,
                phrases.ABOUT_BELL,
            ),
            _Choice(
                "goal",
                {phrases.NO_GOAL: 0, **{phrases.a_day(each): each for each in GOALS}},
                now.goal,
                phrases.ABOUT_GOAL,
            ),
            _Choice(
                "hide",
                dict(zip(phrases.HIDDEN, ([], ["authors"], ["journal"], ["authors", "journal"]), strict=True)),
                sorted(now.hide),
                phrases.ABOUT_HIDING,
            ),
        ]

    def action_change(self) -> None:
        """Take the next value."""
        self._change(1)

    def action_change_back(self) -> None:
        """Take the value before."""
        self._change(-1)

    def _change(self, steps: int) -> None:
        choice = self._offered[self.table.cursor]
        words = list(choice.values)
        here = next((place for place, each in enumerate(choice.values.values()) if each == choice.now), 0)
        name = words[(here + steps) % len(words)]
        settings = self.saved(lambda: keep_setting(self._path, choice.key, choice.values[name]))
        if settings is None:
            return
        self.settings = settings
        self.use(settings)
        self.app.theme = settings.theme
        self.say(phrases.kept(choice.key, name))
        self.tell()

    def go(self, steps: int) -> None:
        """Move the cursor."""
        self.table.move(steps)
        self.tell()

    def about(self) -> Sequence[Paragraph]:
        """What this is, and the keys."""
        return [paragraph(phrases.ABOUT_SETTINGS)]
