"""Values of modules by their names, for the tests that hold them to what was looked at."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module


def values_now(names: Mapping[str, object]) -> dict[str, object]:
    """What each of these names, with its module before it, stands for now."""
    return {name: getattr(import_module(name.rpartition(".")[0]), name.rpartition(".")[2]) for name in names}
