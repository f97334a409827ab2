"""Changing one setting in a person's file, where the rest stays as it is."""

from __future__ import annotations

import stat
import tomllib
from pathlib import Path

from core.errors import refusals
from core.toml.edit import Value, with_value
from store.journal.files import atomic_write
from tui.settings.settings import Settings, load_settings, read_settings


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
    path = path.resolve()  # a symbolic link stays a link
    with refusals("cannot be written", path):
        text = path.read_bytes().decode() if path.exists() else ""
        edited = with_value(text, [key], value)
        settings = read_settings(tomllib.loads(edited.removeprefix("\ufeff")))
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic_write(path, [edited.encode()], stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644)
    return settings
