"""Builds HTML: whatever is not markup already is escaped, so that nobody can forget to."""

from __future__ import annotations

import html
from collections.abc import Iterable

from core.report.document.plain import one_line


class Markup(str):
    """Text that is HTML already; only this module makes it."""

    __slots__ = ()


VOID = frozenset({"meta", "br"})


def escaped(text: str) -> Markup:
    """Any text as HTML that shows it."""
    return text if isinstance(text, Markup) else Markup(html.escape(one_line(text)))


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """Parts one after the other; those that are not markup are escaped, as is what stands between."""
    return Markup(escaped(between).join(escaped(part) for part in parts))


def element(name: str, /, *children: str, **attributes: str | int | None) -> Markup:
    """An element. An attribute's name may end in "_" (class_), and holds "-" for "_"; None leaves it out."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in VOID:
        return Markup(f"<{name}{said}>")
    return Markup(f"<{name}{said}>{''.join(escaped(child) for child in children)}</{name}>")
