"""Keys in words: one that does nothing here, one that a menu does not have, and what one takes back or does again."""

from __future__ import annotations

from collections.abc import Iterable

from core.undo import PastAct
from core.words import listed
from tui.actions.action import SCREENS
from tui.actions.keymap import DEFAULT_KEYS, Keymap, show_key
from tui.actions.registry import ACTIONS
from tui.words.phrases import everywhere

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


def not_by_key(past: PastAct, action: str, again: bool | None) -> str:
    """Why a key ("undo", "redo") does not take an act back or do it again, "" where it does; see `asked_first`."""
    if past.elsewhere:
        done = everywhere.DONE_AGAIN if again or action == "redo" else everywhere.TAKEN_BACK
        return everywhere.of_another_screen(done, past.what)
    return everywhere.not_by_this_key(past.command, past.what) if action == "undo" and past.command else ""


def asked_first(past: PastAct, action: str, key: str, again: bool | None) -> str:
    """The question before an act is taken back or done again.

    Args:
        past: The act.
        action: The action of the key.
        key: The key.
        again: Whether it is done again, of an act chosen from the list of all; else None.
    """
    verb = action if again is None else everywhere.DO_AGAIN if again else everywhere.TAKE_BACK
    return everywhere.again_to(show_key(key), verb, past.what)


def _screens(screens: Iterable[str]) -> str:
    names = [SCREENS[each] for each in screens]
    return listed(names[:_SCREENS_NAMED]) + (" …" if len(names) > _SCREENS_NAMED else "")
