"""The help of each screen, as it is made from the registry: its text as it was looked at."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from tui.actions.action import SCREENS
from tui.actions.keymap import DEFAULT_KEYS
from tui.screens.help import HelpScreen
from tui.text.paragraphs import paragraph


def told(screen: HelpScreen) -> str:
    return "\n".join(f"{' ' * each.indent}{each.style or 'plain'}: {each.text}" for each in screen._paragraphs)


@pytest.mark.parametrize("about", ["dashboard", "report", "who"])
def test_keys_then_what_is_worked_at_as_it_was_looked_at(about: str, snapshot: SnapshotAssertion) -> None:
    first = [paragraph("The question [/] of the review")]
    screens = {
        "keys alone": HelpScreen(about, DEFAULT_KEYS),
        "with what is worked at": HelpScreen(about, DEFAULT_KEYS, first),
        "with what was said": HelpScreen(about, DEFAULT_KEYS, first, said="too long for its line"),
    }
    assert "\n\n".join(f"-- {name}, {each._heading}\n{told(each)}" for name, each in screens.items()) == snapshot


def test_each_screen_has_a_heading_of_its_own() -> None:
    headings = [HelpScreen(about, DEFAULT_KEYS)._heading for about in SCREENS]
    assert len(set(headings)) == len(SCREENS)
