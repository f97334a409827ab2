"""A screen that is only text to read, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult

from tui.actions import Keymap
from tui.screens.base import TamisScreen
from tui.theme import STRONG
from tui.widgets.bar import Bar, Rule
from tui.widgets.pager import Pager, Paragraph


class Paging:
    """The keys of a screen on which there is one `pager`."""

    pager: Pager

    def action_next(self) -> None:
        """One line on."""
        self.pager.scroll_lines(1)

    def action_previous(self) -> None:
        """One line back."""
        self.pager.scroll_lines(-1)

    def action_more(self) -> None:
        """One page on."""
        self.pager.scroll_pages(1)

    def action_less(self) -> None:
        """One page back."""
        self.pager.scroll_pages(-1)

    action_page_down = action_more
    action_page_up = action_less

    def action_first(self) -> None:
        """To the top."""
        self.pager.scroll_to_beginning()

    def action_last(self) -> None:
        """To the end."""
        self.pager.scroll_to_end_of_text()


class ReadingScreen(Paging, TamisScreen):
    """Paragraphs under a title."""

    KIND: ClassVar[str] = "details"

    def __init__(self, title: str, paragraphs: Sequence[Paragraph], keymap: Keymap, *, hints: bool = True) -> None:
        super().__init__(keymap, hints=hints)
        self._heading = title
        self._paragraphs = paragraphs

    def compose(self) -> ComposeResult:
        """The text between two bars."""
        yield Bar(id="top")
        yield Rule()
        yield Pager(id="text")
        yield Rule()
        yield self.hint_bar()

    def on_mount(self) -> None:
        """Fill in the text."""
        self.query_one("#top", Bar).show(self._heading, STRONG)
        self.pager = self.query_one("#text", Pager)
        self.pager.show(self._paragraphs)
