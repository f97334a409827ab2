"""Changing one setting in a person's file, where the rest stays as it is."""

from __future__ import annotations

import re
import stat
import tomllib
from pathlib import Path

from core.errors import TamisError
from core.toml.lines import key_lines
from core.toml.writer import toml_text
from store.files import atomic_write
from tui.settings.settings import Settings, load_settings, read_settings

Value = str | bool | list[str]

_VALUE = r"""("[^"\n]*"|'[^'\n]*'|\[[^\]\n]*\]|true|false)"""


def keep_setting(path: Path, key: str, value: Value) -> Settings:
    """Write one setting to the settings file, which is made if there is none.

    Args:
        path: The file.
        key: The setting.
        value: What it shall be.

    Returns:
        All settings as they are now.

    Raises:
        TamisError: The file cannot be read, edited or written, or what it said then could not be; it is as it was.
    """
    load_settings(path)
    try:
        path = path.resolve()  # a link to a file kept elsewhere stays one
        text = path.read_bytes().decode() if path.exists() else ""
        edited = with_setting(text, key, value)
        settings = read_settings(tomllib.loads(edited))
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic_write(path, [edited.encode()], stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644)
    except OSError as problem:
        raise TamisError(f"cannot be written: {problem.strerror}", where=str(path)) from problem
    return settings


def with_setting(text: str, key: str, value: Value) -> str:
    """The text of a settings file with one setting changed, and nothing else.

    Args:
        text: A file that can be read.
        key: A key outside of the file's tables.
        value: What it shall be.

    Raises:
        TamisError: The file writes the setting in a way that cannot be edited here.
    """
    assignment = toml_text({key: value}).split("=", 1)[1].strip()
    lines = text.split("\n")
    if (key,) in (found := key_lines(text)):
        place = found[key,] - 1
        lines[place] = re.sub(rf"^([^=]*=\s*){_VALUE}", lambda match: match[1] + assignment, lines[place])
    else:
        lines.insert(0, f"{key} = {assignment}")
    edited = "\n".join(lines)
    if _read(edited) != {**tomllib.loads(text), key: value}:
        raise TamisError(
            f"“{key}” is written in a way that tamis does not edit", where=key, advice="Change it with an editor."
        )
    return edited


def _read(text: str) -> dict[str, object]:
    """What the file says; nothing when it cannot be read."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}
