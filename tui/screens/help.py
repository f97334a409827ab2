"""Shows the help: the keys of a screen, from the registry, then what is worked at on it."""

from __future__ import annotations

from collections.abc import Sequence

from tui.actions.action import SCREENS
from tui.actions.keymap import Keymap, show_key
from tui.actions.registry import on_screen
from tui.screens.reading import ReadingScreen
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.theme import STRONG
from tui.words.phrases import everywhere
from tui.words.reading.criteria import SPACE


class HelpScreen(ReadingScreen):
    """Text to read, for the screen it was called from."""

    KIND = "help"

    def __init__(
        self, about: str, keymap: Keymap, first: Sequence[Paragraph] = (), *, hints: bool = True, said: str = ""
    ) -> None:
        """Prepare the help.

        Args:
            about: The screen that it explains, by its name in the registry.
            keymap: The keys in force.
            first: What to say after the keys.
            hints: Whether to show the line of keys.
            said: What was said last, where the line was too narrow for it.
        """
        keys = [paragraph(everywhere.KEYS, STRONG)]
        for action in on_screen(about):
            names = " ".join(show_key(key) for key in keymap[action.id])
            keys.append(paragraph(f"{names} — {action.help}", indent=1))
        whole = [paragraph(said), SPACE] if said else []
        text = [*whole, *keys, *([SPACE] if first else []), *first]
        super().__init__(everywhere.help_on(SCREENS[about]), text, keymap, hints=hints)
