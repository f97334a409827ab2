from __future__ import annotations

from typing import Any

import pytest

from core.undo import PastAct
from tui.actions.keymap import DEFAULT_KEYS
from tui.words.keys import asked_first, not_by_key, not_in_menu, nothing_here
from tui.words.phrases import everywhere


def test_a_key_without_an_action_is_told_with_what_it_does_elsewhere() -> None:
    assert nothing_here("Q", DEFAULT_KEYS, "?") == "Q does nothing here — ? has all keys"
    assert nothing_here("L", DEFAULT_KEYS, "?").startswith("L does nothing here; second look: ")


def test_a_key_that_a_menu_lacks_is_named_with_those_it_has() -> None:
    assert not_in_menu("7", ["1", "2", "0"]) == "7 is not offered: 1, 2 and 0, or esc"


@pytest.mark.parametrize(
    ("act", "action", "again", "words"),
    [
        ({}, "undo", None, ""),
        ({"elsewhere": True}, "undo", None, everywhere.of_another_screen("taken back", "12 records")),
        ({"elsewhere": True}, "redo", None, everywhere.of_another_screen("done again", "12 records")),
        ({"elsewhere": True}, "undo", True, everywhere.of_another_screen("done again", "12 records")),
        ({"command": "tamis x"}, "undo", None, everywhere.not_by_this_key("tamis x", "12 records")),
        ({"command": "tamis x"}, "redo", None, ""),
    ],
)
def test_an_act_that_no_key_takes_back_is_told_with_what_does(
    act: dict[str, Any], action: str, again: bool | None, words: str
) -> None:
    assert not_by_key(PastAct(1, 12, "12 records", **act), action, again) == words


def test_the_question_before_an_act_says_what_the_key_will_do() -> None:
    act = PastAct(1, 12, "12 records")
    asked = [asked_first(act, "undo", "z", again) for again in (None, False, True)]
    assert asked == [everywhere.again_to("z", verb, "12 records") for verb in ("undo", "take back", "do again")]
