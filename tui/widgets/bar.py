"""One-line bars and rules."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style

from tui.text.content import Line, cells, fit, short
from tui.text.theme import DIM, PLAIN
from tui.widgets.canvas import Canvas


class Bar(Canvas):
    """One line of text."""

    DEFAULT_CSS = """
    Bar { height: 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.text = ""
        self._style = PLAIN

    def show(self, text: str, style: Style = PLAIN) -> None:
        """Put a text on the bar; what does not fit is cut."""
        self.text = text
        self._style = style
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The one line."""
        return [((fit(f" {self.text}", width), self._style),)]


_LEAST = 14
"""Columns below which the last part of a bar is not cut."""


class FittingBar(Canvas):
    """One line made of parts; when it is too narrow, a long last one is cut, then the least important give way."""

    DEFAULT_CSS = """
    FittingBar { height: 1; }
    """

    def __init__(self, *, gap: str, keep: int = 1, style: Style = PLAIN, id: str | None = None) -> None:
        """Make an empty bar.

        Args:
            gap: What stands between two parts; its first two characters where there is little room.
            keep: How many parts at the end stay; those before them give way, from the right.
            style: How all of it looks.
            id: The widget's id.
        """
        super().__init__(id=id)
        self.parts: Sequence[str] = ()
        self._gap = gap
        self._keep = keep
        self._style = style

    def show(self, parts: Sequence[str]) -> None:
        """Put these parts on the bar."""
        self.parts = [part for part in parts if part]
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The one line."""
        parts = list(self.parts)
        gap = self._gap
        if cells(gap.join(parts)) > width - 2:
            gap = gap[:2]
        if self._keep and parts and (more := cells(gap.join(parts)) - (width - 2)) > 0:
            parts[-1] = short(parts[-1], max(cells(parts[-1]) - more, min(cells(parts[-1]), _LEAST)))
        while len(parts) > max(self._keep, 1) and cells(gap.join(parts)) > width - 2:
            del parts[-1 - self._keep]
        return [((fit(f" {gap.join(parts)}", width), self._style),)]


class ThinLine(Canvas):
    """A thin line, lying or standing as its shape says; a lying one can hold a few quiet words near its end."""

    DEFAULT_CSS = """
    ThinLine { height: 1; }
    """

    text = ""

    def show(self, text: str) -> None:
        """Put words on the line."""
        self.text = text
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The rule."""
        if height > 1:
            return [(("│", DIM),)] * height
        words = f" {short(self.text, max(width - 4, 1))} " if self.text else ""
        end = "─" if words else ""
        return [(("─" * (width - cells(words) - len(end)), DIM), (words, PLAIN), (end, DIM))]
