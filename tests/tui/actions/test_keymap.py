import pytest

from tui.actions.keymap import DEFAULT_KEYS, PRESETS, actions_by_key, clashes, key_hints


@pytest.mark.parametrize("preset", PRESETS)
def test_no_preset_clashes(preset: str) -> None:
    assert clashes({**DEFAULT_KEYS, **PRESETS[preset]}) == []


def test_a_clash_is_said_with_both_actions() -> None:
    assert clashes({**DEFAULT_KEYS, "maybe": ("y",)}) == ["“y” would mean both “include” and “maybe”"]


def test_the_line_of_keys_follows_the_keymap() -> None:
    hints = key_hints("screening", {**DEFAULT_KEYS, **PRESETS["rayyan"]})
    assert hints[:4] == ["i include", "e exclude", "u maybe", "j/k move"]
    assert hints[-1] == "? help"


def test_the_grammar_of_the_design() -> None:
    keys = actions_by_key("screening", DEFAULT_KEYS)
    expected = {
        "y": "include",
        "n": "exclude",
        "m": "maybe",
        "z": "undo",
        "backspace": "undo",
        "j": "next",
        "space": "more",
    }
    assert expected.items() <= keys.items()
