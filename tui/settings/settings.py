"""A person's own settings: `~/.config/tamis/config.toml`.

```toml
keymap = "tamis"        # or "rayyan": i include, e exclude, u maybe
theme = "ansi-dark"     # the terminal's own colours; any theme of Textual
hints = true            # the line of keys at the bottom
hide = []               # "authors", "journal": not shown while screening
goal = 0                # decisions that you want to make a day, shown beside those made; 0 for none
bell = false            # ring when others have done something
links = true            # addresses open at a click (OSC 8); by default where the terminal is known to take it
open = "less"           # what “o” opens a full text with, its name last, after "--"; none by default

[keys]                  # any action by its id: one key, or several
include = "y"
undo = ["z", "backspace"]
```
"""

from __future__ import annotations

import os
import shlex
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from core.errors import TamisError
from tui.actions.keymap import DEFAULT_KEYS, PRESETS, Keymap, clashes
from tui.actions.registry import BY_ID

SETTINGS = ("keymap", "theme", "hints", "hide", "goal", "bell", "links", "open", "keys")
HIDEABLE = ("authors", "journal")
_NAMED_KEYS = {
    *("space", "enter", "tab", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown"),
    *("up", "down", "left", "right"),
    *(f"f{number}" for number in range(1, 13)),
}
_TAKEN = {"ctrl+c", "ctrl+q", "escape"}
"""Keys that always stop something, and cannot be given to an action."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person has set; without a file, the defaults.

    Attributes:
        preset: The name of the preset of keys.
        keymap: The keys: the preset's, and the person's own.
        theme: A theme of Textual.
        hints: Whether the line of keys is shown.
        hide: What is not shown while screening.
        goal: How many decisions the person wants to make a day; 0 for none.
        bell: Whether the terminal's bell rings when others have done something.
        links: Whether addresses are links for the terminal; None for where it is known to take them.
        open: The program that opens full texts, with its arguments.
    """

    preset: str = "tamis"
    keymap: Keymap = field(default_factory=lambda: DEFAULT_KEYS)
    theme: str = "ansi-dark"
    hints: bool = True
    hide: tuple[str, ...] = ()
    goal: int = 0
    bell: bool = False
    links: bool | None = None
    open: tuple[str, ...] = ()


def settings_path(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the settings are, after the XDG base directory specification."""
    home = environ.get("XDG_CONFIG_HOME")
    return (Path(home) if home else Path.home() / ".config") / "tamis" / "config.toml"


def load_settings(path: Path) -> Settings:
    """Read the settings; a missing file means the defaults.

    Raises:
        TamisError: The file cannot be read, or says something that cannot be; the message names file and key.
    """
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as problem:
        raise TamisError(f"cannot be read: {problem}", where=str(path)) from problem
    try:
        return read_settings(tomllib.loads(text))
    except tomllib.TOMLDecodeError as problem:
        raise TamisError(f"this is not TOML: {problem}", where=str(path)) from problem
    except TamisError as problem:
        raise TamisError(problem.what, where=f"{path}, {problem.where}", advice=problem.advice) from problem


def read_settings(values: Mapping[str, Any]) -> Settings:
    """Check what a settings file says; gives the settings.

    Raises:
        TamisError: A key or a value that cannot be; `where` is the key.
    """
    _refuse_unknown("", values, SETTINGS)
    preset = _checked(values, "keymap", "tamis", str)
    if preset not in PRESETS:
        raise TamisError(f"expected one of {', '.join(PRESETS)}, found “{preset}”", where="keymap")
    hide = tuple(_checked(values, "hide", [], list))
    for each in hide:
        if each not in HIDEABLE:
            raise TamisError(f"expected “authors” or “journal”, found {each!r}", where="hide")
    goal = _checked(values, "goal", 0, int)
    if isinstance(goal, bool) or not 0 <= goal <= 100_000:
        raise TamisError(f"expected a number of decisions a day, 0 for none, found {goal!r}", where="goal")
    keys = _checked(values, "keys", {}, dict)
    _refuse_unknown("keys.", keys, BY_ID)
    own = {action: _keys_of(action, value) for action, value in keys.items()}
    keymap = {**DEFAULT_KEYS, **PRESETS[preset], **own}
    if found := clashes(keymap):
        raise TamisError("; ".join(found), where="keys", advice="Give one of them another key.")
    return Settings(
        preset=preset,
        keymap=keymap,
        theme=_checked(values, "theme", "ansi-dark", str),
        hints=_checked(values, "hints", True, bool),
        hide=hide,
        goal=goal,
        bell=_checked(values, "bell", False, bool),
        links=_checked(values, "links", False, bool) if "links" in values else None,
        open=_command(values.get("open", [])),
    )


def _command(value: Any) -> tuple[str, ...]:
    """A program and its arguments; never given to a shell."""
    try:
        parts = shlex.split(value) if isinstance(value, str) else value
    except ValueError as problem:
        raise TamisError(f"this is no command: {problem}", where="open") from problem
    if not isinstance(parts, list) or not all(isinstance(each, str) and each for each in parts):
        raise TamisError(f"expected a command, or a list of its parts, found {value!r}", where="open")
    return tuple(parts)


def _checked(values: Mapping[str, Any], key: str, default: Any, kind: type) -> Any:
    value = values.get(key, default)
    if not isinstance(value, kind):
        names = {str: "text", int: "a whole number", bool: "true or false", list: "a list", dict: "a table"}
        raise TamisError(f"expected {names[kind]}, found {value!r}", where=key)
    return value


def _refuse_unknown(table: str, values: Mapping[str, Any], known: Any) -> None:
    for key in values:
        if key not in known:
            close = get_close_matches(key, list(known), n=1)
            advice = f"Did you mean “{close[0]}”?" if close else f"There are: {', '.join(known)}."
            raise TamisError("there is no such setting", where=f"{table}{key}", advice=advice)


def _keys_of(action: str, value: Any) -> tuple[str, ...]:
    keys = (value,) if isinstance(value, str) else value
    if not isinstance(keys, list | tuple) or not keys:
        raise TamisError(f"expected a key or a list of keys, found {value!r}", where=f"keys.{action}")
    for key in keys:
        if not isinstance(key, str) or not _is_key(key):
            raise TamisError(
                f"there is no key {key!r}",
                where=f"keys.{action}",
                advice="A key is one character, “ctrl+x”, “f1” to “f12”, or a name such as “space” or “pagedown”.",
            )
        if key in _TAKEN:
            raise TamisError(f"“{key}” always means stop", where=f"keys.{action}")
    return tuple(keys)


def _is_key(key: str) -> bool:
    if len(key) == 1:
        return key.isprintable() and not key.isspace() and key != ","
    name = key.removeprefix("ctrl+")
    return (
        name in _NAMED_KEYS or key == "escape" or (name != key and len(name) == 1 and name.isascii() and name.isalpha())
    )
