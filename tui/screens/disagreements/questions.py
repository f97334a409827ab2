"""The discussion questions of the protocol to tick, and the rationale."""

from __future__ import annotations

from collections.abc import Sequence

from tui.text.content import Line, fit
from tui.text.plain import clean
from tui.text.theme import DIM, PLAIN
from tui.widgets.canvas import Canvas
from tui.words.phrases import disagreements as phrases

_MOST = 5
"""How many questions are shown; `?` shows them all."""


class Questions(Canvas):
    """A line a question, and one for the rationale."""

    DEFAULT_CSS = """
    Questions { height: 1; }
    """

    def __init__(self, questions: Sequence[str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._questions = [clean(each) for each in questions[:_MOST]]
        self.styles.height = len(self._questions) + 1
        self._ticked: Sequence[int] = ()
        self._rationale = ""
        self._active = False

    def show(self, ticked: Sequence[int], rationale: str, active: bool) -> None:
        """Show which questions are ticked, and the rationale; nothing at all when there is no record to discuss."""
        self._ticked, self._rationale, self._active = ticked, clean(rationale), active
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The questions and the rationale."""
        if not self._active:
            return []
        rows: list[Line] = [
            ((fit(f" [{'x' if place in self._ticked else ' '}] {place + 1} {text}", width), PLAIN),)
            for place, text in enumerate(self._questions)
        ]
        rows.append(((phrases.RATIONALE, DIM), (fit(self._rationale or "_" * max(width - 14, 0), width - 13), PLAIN)))
        return rows
