"""Shows the settings and changes them: each change holds at once, and is kept in the person's settings file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from textual.app import ComposeResult

from core.toml.edit import Value
from tui.actions.keymap import PRESETS
from tui.screens.asking import AskingScreen
from tui.settings.file import keep_setting
from tui.settings.settings import Settings
from tui.text.content import Line, flow, short
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.plain import clean
from tui.text.theme import DIM, PLAIN, STRONG
from tui.widgets.bar import Bar, ThinLine
from tui.widgets.canvas import Canvas
from tui.words.phrases import settings as phrases


class _Choice(NamedTuple):
    """A setting: its key in the file, the values to go through with the words for each, and what it is."""

    key: str
    values: dict[str, Value]
    now: Value
    about: str


SettingRow = tuple[str, str, str]
"""A setting's name, its value, and what it is, in words."""


GOALS = (50, 100, 200, 300, 500, 1000)


class SettingTable(Canvas):
    """The settings with their values, and what the one under the cursor means."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[SettingRow] = ()
        self.place = 0
        """The line under the cursor, from 0."""

    def show(self, rows: Sequence[SettingRow]) -> None:
        """Show these settings; the cursor stays."""
        self._rows = rows
        self.repaint()

    def move(self, steps: int) -> None:
        """Move the cursor by a number of lines."""
        self.place = max(min(self.place + steps, len(self._rows) - 1), 0)
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The settings, and the words."""
        rows: list[Line] = []
        for place, (name, value, _) in enumerate(self._rows):
            here = place == self.place
            text = short(f"{name:10}{value}", max(width - 3, 1))
            rows.append(((" > " if here else "   ", STRONG if here else PLAIN), (text, STRONG if here else PLAIN)))
        if self._rows:
            words = flow(self._rows[self.place][2].split(" "), max(width - 4, 1), gap=" ")
            rows += [(), *(((f"   {line}", DIM),) for line in words)]
        return rows[:height]


class SettingsScreen(AskingScreen):
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

    def compose(self) -> ComposeResult:
        """The table between two bars."""
        yield Bar(id="top")
        yield ThinLine()
        yield SettingTable(id="settings")
        yield ThinLine()
        yield Bar(id="status")
        yield from self.compose_foot()

    def on_mount(self) -> None:
        """Show the settings."""
        self.table = self.query_one("#settings", SettingTable)
        self.query_one("#top", Bar).show(clean(phrases.title_of(self._path)), STRONG)
        self.paint()

    def paint(self) -> None:
        """Show the settings as they are now."""
        rows = []
        for choice in self._offered:
            value = next((words for words, each in choice.values.items() if each == choice.now), "?")
            rows.append((choice.key, value, choice.about))
        self.table.show(rows)
        self.show_status()

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
        choice = self._offered[self.table.place]
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

    def go(self, steps: int) -> None:
        """Move the cursor."""
        self.table.move(steps)

    action_less = AskingScreen.action_page_up
    action_more = AskingScreen.action_page_down

    def about(self) -> Sequence[Paragraph]:
        """What this is, and the keys."""
        return [paragraph(phrases.ABOUT_SETTINGS)]
