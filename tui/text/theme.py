"""The names of the styles: the terminal's own sixteen colours, and never a colour without a letter or a mark."""

from __future__ import annotations

from rich.style import Style

PLAIN = Style.null()
STRONG = Style(bold=True)
DIM = Style(dim=True)
INCLUDED = Style(color="green")
EXCLUDED = Style(color="red")
MAYBE = Style(color="yellow")
REMARK = Style(color="cyan")
DIFFERENT = Style(color="yellow")
ALARM = Style(color="red", bold=True, reverse=True)
CHOSEN = Style(reverse=True)
MARK_INCLUDE = Style(color="green", bold=True)
MARK_EXCLUDE = Style(color="red", underline=True)
MARK_FOUND = Style(reverse=True)
MARK_BLOCKS = tuple(Style(color=color, bold=True) for color in ("cyan", "magenta", "yellow", "blue"))
