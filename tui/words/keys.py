"""Keys in words: which does what now, one that does nothing here, and one that a menu does not have."""

from __future__ import annotations

from collections.abc import Iterable

from core.words import listed
from tui.actions.action import SCREENS
from tui.actions.keymap import DEFAULT_KEYS, Keymap, show_key
from tui.actions.registry import ACTIONS

_SCREENS_NAMED = 2
_now: dict[str, Keymap] = {"keymap": DEFAULT_KEYS}


def use_keys(keymap: Keymap) -> None:
    """From now on name the keys of this keymap."""
    _now["keymap"] = keymap


def key_now(action: str) -> str:
    """The first key that an action has now, as it is written on the screen: what says which key to press asks here."""
    return show_key(_now["keymap"][action][0])


def with_undo(what: str, then: str = "") -> str:
    """What was done, and the key that takes it back: "note kept — z undo"."""
    return f"{what} — {key_now('undo')} undo{then}"


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
