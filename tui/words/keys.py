"""Keys in words: what one that does nothing here does elsewhere, and one that a menu does not have."""

from __future__ import annotations

from collections.abc import Iterable

from core.words import listed
from tui.actions.action import SCREENS
from tui.actions.keymap import Keymap, show_key
from tui.actions.registry import ACTIONS

_SCREENS_NAMED = 2


def nothing_here(key: str, keymap: Keymap, help_key: str) -> str:
    """What to say of a key without an action: "x does nothing here; disagreements: Dashboard — ? has all keys"."""
    found = sorted((each for each in ACTIONS if key in keymap[each.id]), key=lambda each: -len(each.screens))
    where = "; ".join(f"{each.label}: {_screens(each.screens)}" for each in found[:_SCREENS_NAMED])
    return f"{show_key(key)} does nothing here" + (f"; {where}" if where else "") + f" — {help_key} has all keys"


def not_in_menu(key: str, choices: Iterable[str]) -> str:
    """What to say of a key that a menu does not have: "7 is not offered: 1, 2 and 0, or esc"."""
    return f"{show_key(key)} is not offered: {listed(list(choices))}, or esc"


def _screens(screens: Iterable[str]) -> str:
    names = [SCREENS[each] for each in screens]
    return listed(names[:_SCREENS_NAMED]) + (" …" if len(names) > _SCREENS_NAMED else "")
