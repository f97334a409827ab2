"""A line to write in that can be completed with tab."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.binding import Binding
from textual.message import Message

from tui.widgets.line_input import LineInput

Completer = Callable[[str], tuple[str, list[str]]]
"""Gives the text with as much added as is certain, and what it can become."""


class CompletingInput(LineInput):
    """A `LineInput` whose text up to the cursor tab completes, while there is a `completer`."""

    BINDINGS = [Binding("tab", "complete", show=False)]  # noqa: RUF012 (Textual's declaration)

    class Completed(Message):
        """Tab was pressed; these are the texts that it can become."""

        def __init__(self, choices: Sequence[str]) -> None:
            super().__init__()
            self.choices = choices

    completer: Completer | None = None

    @property
    def edits(self) -> dict[str, Callable[[], None]]:
        """Tab, too."""
        return {**super().edits, "tab": self.action_complete}

    def action_complete(self) -> None:
        """Complete what stands before the cursor."""
        if self.completer is None:
            return
        before, after = self.value[: self.cursor_position], self.value[self.cursor_position :]
        completed, choices = self.completer(before)
        self.value = completed + after
        self.cursor_position = len(completed)
        self.post_message(self.Completed(choices))
