"""Shows a text to read, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult

from tui.actions.keymap import Keymap
from tui.screens.base import TamisScreen
from tui.text.paragraphs import Paragraph
from tui.text.theme import STRONG
from tui.widgets.bar import Bar, ThinLine
from tui.widgets.pager import Pager


class ReadingScreen(TamisScreen):
    """Paragraphs under a title."""

    KIND: ClassVar[str] = "details"
    HAS_STATUS: ClassVar[bool] = False
    """Whether a line above the keys says what was done; else that stands in place of the title."""
    pager: Pager

    def __init__(self, title: str, paragraphs: Sequence[Paragraph], keymap: Keymap, *, hints: bool = True) -> None:
        super().__init__(keymap, hints=hints)
        self._heading = title
        self._paragraphs = paragraphs

    def compose(self) -> ComposeResult:
        """The text between two bars."""
        yield Bar(id="top")
        yield ThinLine()
        yield Pager(id="text", columned=True)
        yield ThinLine()
        if self.HAS_STATUS:
            yield Bar(id="status")
        yield self.hint_bar()

    def on_mount(self) -> None:
        """Fill in the text."""
        self.query_one("#top", Bar).show(self._heading, STRONG)
        self.pager = self.query_one("#text", Pager)
        self.pager.show(self._paragraphs)

    def say(self, text: str) -> None:
        """Say it, where there is no line for it in place of the title."""
        if self.HAS_STATUS:
            super().say(text)
        else:
            self.query_one("#top", Bar).show(text, STRONG)

    @property
    def page(self) -> int:
        """A page of the text."""
        return self.pager.step
