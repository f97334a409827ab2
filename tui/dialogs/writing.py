"""A page to write several lines on."""

from __future__ import annotations

from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import TextArea

from tui.text.paragraphs import Paragraph
from tui.text.plain import printable
from tui.text.theme import DIM, STRONG
from tui.widgets.bar import Bar, ThinLine
from tui.widgets.pager import Pager
from tui.words.phrases import everywhere


class WritingScreen(Screen[str | None]):
    """Text of several lines; gives it back when it is kept, and None when it is not."""

    DEFAULT_CSS = """
    WritingScreen { overflow: hidden; background: $background; }
    WritingScreen #about { height: 5; }
    WritingScreen TextArea, WritingScreen TextArea:focus { border: none; padding: 0 1; height: 1fr; }
    """
    AUTO_FOCUS = "TextArea"

    def __init__(self, title: str, about: list[Paragraph], text: str, kept: Callable[[str], str]) -> None:
        """Prepare the page.

        Args:
            title: What is written.
            about: What to say about it, above the text.
            text: The text to begin with.
            kept: Keeps the text; what to say when that failed, else "".
        """
        super().__init__()
        self._title = title
        self._about = about
        self._text = printable_lines(text)
        self._kept = kept
        self._warned = False

    def compose(self) -> ComposeResult:
        """The page between two bars."""
        yield Bar(id="top")
        yield ThinLine()
        yield Pager(id="about")
        yield ThinLine()
        yield TextArea(self._text, soft_wrap=True, show_line_numbers=False, highlight_cursor_line=False)
        yield ThinLine()
        yield Bar(id="status")
        yield Bar(id="keys")

    def on_mount(self) -> None:
        """Put the cursor behind the text."""
        area = self.query_one(TextArea)
        area.cursor_blink = False
        area.move_cursor(area.document.end)
        self.query_one("#top", Bar).show(self._title, STRONG)
        self.query_one("#about", Pager).show(self._about)
        self.query_one("#keys", Bar).show(everywhere.WRITING_KEYS, DIM)

    async def _on_key(self, event: events.Key) -> None:
        """Keep at Ctrl+S, leave at escape; a second escape leaves what was written."""
        if event.key == "ctrl+s":
            event.stop()
            self._keep()
        elif event.key == "escape":
            event.stop()
            written = printable_lines(self.query_one(TextArea).text)
            if written == self._text or self._warned:
                self.dismiss(None)
            else:
                self._warned = True
                self.query_one("#status", Bar).show(everywhere.LEAVE_UNKEPT)

    @on(TextArea.Changed)
    def _on_writing(self) -> None:
        self._warned = False
        self.query_one("#status", Bar).show("")

    def _keep(self) -> None:
        text = printable_lines(self.query_one(TextArea).text)
        problem = self._kept(text)
        if problem:
            self.query_one("#status", Bar).show(problem)
        else:
            self.dismiss(text)


def printable_lines(text: str) -> str:
    """The text without control characters, its lines kept."""
    return "\n".join(printable(line) for line in text.splitlines())
