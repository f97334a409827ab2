"""Frames of an app under test are put together once it has come to rest; its style sheets are parsed once a process.

A person sees the frame at which an app stays. Without a terminal, Textual throws the frames before it away.
"""

from __future__ import annotations

from contextvars import Context, copy_context
from typing import Any

from textual._compositor import Compositor
from textual.app import App
from textual.css.stylesheet import Stylesheet

put_together = Compositor.render_update
_prepare = Stylesheet.__init__
_set_variables = Stylesheet.set_variables
_due: dict[Compositor, tuple[App[Any], Context, dict[str, Any]]] = {}
_parsed: dict[tuple[tuple[str, str], ...], dict[Any, Any]] = {}
"""What Textual has parsed: by the variables that it was parsed with, as it keeps that itself for the time of an app."""


def put_off(compositor: Compositor, full: bool = False, **how: Any) -> object:
    """Stand in for `Compositor.render_update` where no terminal gets what it makes: the frame waits for its time."""
    app = compositor.root.app if compositor.root else None
    if full or app is None or not app.is_headless:
        return put_together(compositor, full, **how)
    if not compositor._dirty_regions:
        return None
    _due[compositor] = app, copy_context(), how
    return ""


def put_due_together() -> bool:
    """Put the frames together that wait; whether there was one. What fails in it fails in the app."""
    any_due = bool(_due)
    while _due:
        compositor, (app, context, how) = _due.popitem()
        if app.is_running and app.screen_stack[-1:] == [compositor.root]:
            try:
                context.run(put_together, compositor, **how)
            except Exception as error:
                context.run(app._handle_exception, error)
    return any_due


def forget_due() -> None:
    """No app that has ended has a frame left to show."""
    _due.clear()


def share_parsed(sheet: Stylesheet, *, variables: dict[str, str] | None = None) -> None:
    """Stand in for `Stylesheet.__init__`: what has been parsed with these variables is parsed."""
    _prepare(sheet, variables=variables)
    _share(sheet)


def share_parsed_anew(sheet: Stylesheet, variables: dict[str, str]) -> None:
    """Stand in for `Stylesheet.set_variables`."""
    sheet._parse_cache = {}  # type: ignore[assignment]  # Textual empties the one that it finds
    _set_variables(sheet, variables)
    _share(sheet)


def _share(sheet: Stylesheet) -> None:
    sheet._parse_cache = _parsed.setdefault(tuple(sheet._variables.items()), {})  # type: ignore[assignment]
