"""The help: the stage's question and criteria, then the keys, made from the registry."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from tui.actions import SCREENS, Keymap, on_screen, show_key
from tui.screens.base import TamisScreen
from tui.theme import STRONG
from tui.widgets.bar import Bar, Rule
from tui.widgets.criteria import SPACE
from tui.widgets.pager import Pager, Paragraph, paragraph


class HelpScreen(TamisScreen):
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
        yield Rule()
        yield Pager(id="text")
        yield Rule()
        yield self.hint_bar()

    def on_mount(self) -> None:
        """Fill in the text."""
        self.query_one("#top", Bar).show(f"help · {SCREENS[self._about]}", STRONG)
        keys = [paragraph("keys", STRONG)]
        for action in on_screen(self._about):
            names = " ".join(show_key(key) for key in self.keymap[action.id])
            keys.append(paragraph(f"{names} — {action.help}", indent=1))
        self._pager.show([*self._first, *([SPACE] if self._first else []), *keys])

    @property
    def _pager(self) -> Pager:
        return self.query_one("#text", Pager)

    def action_next(self) -> None:
        """One line on."""
        self._pager.scroll_lines(1)

    def action_previous(self) -> None:
        """One line back."""
        self._pager.scroll_lines(-1)

    def action_more(self) -> None:
        """One page on."""
        self._pager.scroll_pages(1)

    def action_less(self) -> None:
        """One page back."""
        self._pager.scroll_pages(-1)

    action_page_down = action_more
    action_page_up = action_less

    def action_first(self) -> None:
        """To the top."""
        self._pager.scroll_to_beginning()

    def action_last(self) -> None:
        """To the end."""
        self._pager.scroll_to_end_of_text()
