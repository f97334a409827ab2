"""What stands on the screen of an app under test."""

from __future__ import annotations

from textual.app import App


def grid(app: App[None]) -> list[str]:
    """The lines of the screen as text, without the spaces at their ends."""
    strips = app.screen._compositor.render_strips(app.size)  # Textual has no public way to read the screen
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def text(app: App[None]) -> str:
    """The screen as one text."""
    return "\n".join(grid(app))
