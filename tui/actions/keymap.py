"""Which key does what: the keys of each action, presets, a person's own keys, and how a key is written."""

from __future__ import annotations

from collections.abc import Mapping

from tui.actions.action import SCREENS
from tui.actions.registry import ACTIONS, on_screen

Keymap = Mapping[str, tuple[str, ...]]
"""The keys of each action, by the action's id."""

DEFAULT_KEYS: Keymap = {action.id: action.keys for action in ACTIONS}

PRESETS: Mapping[str, Keymap] = {
    "tamis": {},
    "rayyan": {"include": ("i",), "exclude": ("e",), "maybe": ("u",)},
}
"""What each preset changes of the default keys."""


def actions_by_key(screen: str, keymap: Keymap) -> dict[str, str]:
    """What each key does on a screen: the action's id by the key."""
    return {key: action.id for action in on_screen(screen) for key in keymap[action.id]}


def show_key(key: str) -> str:
    """A key as it is shown to people: "Ctrl+Z" for "ctrl+z"."""
    named = {"pagedown": "PgDn", "pageup": "PgUp", "up": "↑", "down": "↓", "left": "←", "right": "→"}
    if key in named:
        return named[key]
    return "+".join(part.capitalize() for part in key.split("+")) if "+" in key[1:] else key


def key_hints(screen: str, keymap: Keymap) -> list[str]:
    """The line of keys: "y include", "n exclude", "j/k move" … with the first key of each.

    Those that are always shown come first, then all others as far as there is room; the last one stays longest.
    """
    return list(keys_of_hints(screen, keymap))


def keys_of_hints(screen: str, keymap: Keymap) -> dict[str, str]:
    """The key that each part of the line of keys names first."""
    here = on_screen(screen)
    paired = {action.pair for action in here}
    shown = [action for action in here if action.shown]
    others = [action for action in here if not action.shown and action.id not in paired]
    others.sort(key=lambda action: len(keymap[action.id][0]) > 1)  # "home" and the like explain themselves
    return {
        "/".join(show_key(keymap[each][0]) for each in (action.id, action.pair) if each) + f" {action.label}": keymap[
            action.id
        ][0]
        for action in (*shown[:-1], *others, *shown[-1:])
    }


def clashes(keymap: Keymap) -> list[str]:
    """Which keys do two things on one screen, in words; [] when none does."""
    found = {}
    for screen in SCREENS:
        taken: dict[str, str] = {}
        for action in on_screen(screen):
            for key in keymap[action.id]:
                other = taken.setdefault(key, action.id)
                if other != action.id:
                    found[key] = f"“{key}” would mean both “{other}” and “{action.id}”"
    return list(found.values())
