"""One widget alone on a screen, and what is painted of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from tui.widgets.canvas import Canvas


class Bench(App[None]):
    """An app of one widget."""

    def __init__(self, widget: Canvas) -> None:
        super().__init__()
        self._widget = widget

    def compose(self) -> ComposeResult:
        yield self._widget


@asynccontextmanager
async def shown(widget: Canvas, width: int, height: int) -> AsyncIterator[Pilot[None]]:
    """The widget on a screen of that size."""
    async with Bench(widget).run_test(size=(width, height)) as pilot:
        await pilot.pause()
        yield pilot


def page(widget: Canvas, width: int = 0, height: int = 0) -> list[str]:
    """The lines of a widget as text, without the spaces at their ends; at its own size if no other is given."""
    lines = widget.lines(width or widget.size.width, height or widget.size.height)
    return ["".join(text for text, _style in line).rstrip() for line in lines]


def drawn(widget: Canvas, width: int = 0, height: int = 0) -> str:
    """The page as one text, line by line: ⟨style:words⟩ where words are in a style of their own."""
    lines = widget.lines(width or widget.size.width, height or widget.size.height)
    told = (((f"⟨{style}:{text}⟩" if style else text) for text, style in line if text) for line in lines)
    return "\n".join("".join(line).rstrip() for line in told)
