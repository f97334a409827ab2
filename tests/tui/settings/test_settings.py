from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from tui.settings.settings import Settings, load_settings, settings_path


def write(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, "utf-8")
    return path


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "config.toml") == Settings()


def test_a_preset_and_own_keys(tmp_path: Path) -> None:
    text = (  # fmt: skip
        'keymap = "rayyan"\ntheme = "textual-dark"\nhints = false\nhide = ["authors"]\n[keys]\nundo = ["Q", "ctrl+z"]\n'
    )
    settings = load_settings(write(tmp_path, text))
    assert settings.keymap["include"] == ("i",)
    assert settings.keymap["undo"] == ("Q", "ctrl+z")
    assert (settings.theme, settings.hints, settings.hide) == ("textual-dark", False, ("authors",))


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ('[keys]\ninclude = "n"', "keys", "“n” would mean both"),
        ('[keys]\ninclud = "a"', "keys.includ", "no such setting"),
        ('[keys]\ninclude = "control-y"', "keys.include", "there is no key 'control-y'"),
        ("[keys]\ninclude = []", "keys.include", "expected a key"),
        ("[keys]\ninclude = 5", "keys.include", "expected a key"),
        ('[keys]\nundo = "ctrl+q"', "keys.undo", "always means stop"),
        ('keymap = "vim"', "keymap", "tamis, rayyan"),
        ("hints = 1", "hints", "expected true or false"),
        ('hide = ["title"]', "hide", "authors"),
        ("colour = 1", "colour", "no such setting"),
        ("keymap = ", "config.toml", "not TOML"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(tmp_path: Path, text: str, where: str, what: str) -> None:
    with pytest.raises(TamisError) as caught:
        load_settings(write(tmp_path, text))
    assert where in caught.value.where
    assert what in caught.value.what


def test_swapping_two_keys_is_no_clash(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, '[keys]\ninclude = "n"\nexclude = "y"\n'))
    assert settings.keymap["include"] == ("n",)


def test_a_near_miss_gets_a_hint(tmp_path: Path) -> None:
    with pytest.raises(TamisError, match="Did you mean “include”"):
        load_settings(write(tmp_path, '[keys]\ninclud = "a"'))


def test_what_cannot_be_read_is_said_with_why(tmp_path: Path) -> None:
    with pytest.raises(TamisError) as caught:
        load_settings(tmp_path)
    assert caught.value.what == f"cannot be read: [Errno 21] Is a directory: '{tmp_path}'"
    assert caught.value.where == str(tmp_path)


def test_the_place_of_the_file() -> None:
    assert settings_path({"XDG_CONFIG_HOME": "/x"}) == Path("/x/tamis/config.toml")
    assert settings_path({}) == Path.home() / ".config/tamis/config.toml"
