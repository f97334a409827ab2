from __future__ import annotations

from tui.actions.keymap import DEFAULT_KEYS
from tui.words.keys import not_in_menu, nothing_here


def test_a_key_without_an_action_is_told_with_what_it_does_elsewhere() -> None:
    assert nothing_here("Q", DEFAULT_KEYS, "?") == "Q does nothing here — ? has all keys"
    assert nothing_here("L", DEFAULT_KEYS, "?").startswith("L does nothing here; second look: ")


def test_a_key_that_a_menu_lacks_is_named_with_those_it_has() -> None:
    assert not_in_menu("7", ["1", "2", "0"]) == "7 is not offered: 1, 2 and 0, or esc"
