"""The help: the stage's question and criteria, then the keys, made from the registry."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from tui.actions.registry import SCREENS, Keymap, on_screen, show_key
from tui.screens.base import TamisScreen
from tui.screens.paged import Paging
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.theme import STRONG
from tui.widgets.bar import Bar, ThinLine
from tui.widgets.pager import Pager
from tui.words.criteria import SPACE


class HelpScreen(Paging, TamisScreen):
    """Text to read, for the screen it was called from."""

    KIND = "help"

    def __init__(self, about: str, keymap: Keymap, first: Sequence[Paragraph] = (), *, hints: bool = True) -> None:
        """Prepare the help.

        Args:
            about: The screen that it explains, by its name in the registry.
            keymap: The keys in force.
            first: What to say before the keys.
            hints: Whether to show the line of keys.
        """
        super().__init__(keymap, hints=hints)
        self._about = about
        self._first = first

    def compose(self) -> ComposeResult:
        """The text between two bars."""
        yield Bar(id="top")
        yield ThinLine()
        yield Pager(id="text")
        yield ThinLine()
        yield self.hint_bar()

    def on_mount(self) -> None:
        """Fill in the text."""
        self.pager = self.query_one("#text", Pager)
        self.query_one("#top", Bar).show(f"help · {SCREENS[self._about]}", STRONG)
        keys = [paragraph("keys", STRONG)]
        for action in on_screen(self._about):
            names = " ".join(show_key(key) for key in self.keymap[action.id])
            keys.append(paragraph(f"{names} — {action.help}", indent=1))
        self.pager.show([*self._first, *([SPACE] if self._first else []), *keys])
