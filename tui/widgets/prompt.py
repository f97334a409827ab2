"""What is asked, and the line in which it is answered."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal

from tui.text.content import cells
from tui.text.theme import PLAIN
from tui.widgets.bar import Bar
from tui.widgets.line_input import LineInput


class Prompt(Horizontal):
    """A question beside the line for its answer, in sight only while it is asked.

    Args:
        line: In which the person writes.
    """

    DEFAULT_CSS = """
    Prompt { height: 1; display: none; }
    Prompt.asking { display: block; }
    """

    def __init__(self, line: LineInput) -> None:
        super().__init__()
        self.line = line
        self._question = Bar(id="question")

    def compose(self) -> ComposeResult:
        """The question, and the line."""
        yield self._question
        yield self.line

    def open(self, question: str, value: str, *, prose: bool, earlier: Sequence[str]) -> None:
        """Ask; see `AskingScreen.ask`."""
        self._question.styles.width = cells(question) + 2
        self._question.show(question, PLAIN)
        self.line.open(value, selected=not prose, earlier=earlier)
        self.add_class("asking")

    def close(self) -> None:
        """Ask no longer; keys that are still on their way to the line are given back."""
        self.line.close()
        self.remove_class("asking")
