"""What stands on the screen of an app under test."""

from __future__ import annotations

from rich.cells import cell_len
from textual.app import App


def grid(app: App[None]) -> list[str]:
    """The lines of the screen as text, without the spaces at their ends."""
    strips = app.screen._compositor.render_strips(app.size)  # Textual has no public way to read the screen
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def text(app: App[None]) -> str:
    """The screen as one text."""
    return "\n".join(grid(app))


BARS = 2
"""Lines above the body of a screen, and below it, that are bars of the whole width."""


def used(app: App[None]) -> float:
    """The share of the columns in which something stands, thin lines apart, in the body of the screen."""
    columns: set[int] = set()
    for line in grid(app)[BARS : -BARS - 1]:
        place = 0
        for letter in line if set(line) != {"─"} else "":
            columns |= {place + each for each in range(cell_len(letter))} if letter != " " else set()
            place += cell_len(letter)
    return len(columns) / app.size.width
