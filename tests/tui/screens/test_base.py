from __future__ import annotations

import importlib
import pkgutil

import tui.screens
from tui.screens.base import TamisScreen


def _screens(of: type) -> list[type]:
    return [each for subclass in of.__subclasses__() for each in (subclass, *_screens(subclass))]


def test_no_screen_is_more_than_four_classes_of_ours_deep() -> None:
    for module in pkgutil.walk_packages(tui.screens.__path__, "tui.screens."):
        importlib.import_module(module.name)
    ours = {
        screen.__name__: sum(each.__module__.startswith("tui.") for each in screen.__mro__)
        for screen in _screens(TamisScreen)
        if screen.__module__.startswith("tui.")
    }
    assert len(ours) > 15 and max(ours.values()) == 4, {name: depth for name, depth in ours.items() if depth > 4}
