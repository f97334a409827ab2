from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.errors import TamisError
from tui.actions.keymap import DEFAULT_KEYS
from tui.settings.settings import Settings, load_settings, read_settings, settings_path


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


def refused(values: dict[str, Any]) -> tuple[str, str, str]:
    with pytest.raises(TamisError) as caught:
        read_settings(values)
    return caught.value.where, caught.value.what, caught.value.advice or ""


def test_the_defaults() -> None:
    assert read_settings({}) == Settings() == Settings(
        preset="tamis", keymap=DEFAULT_KEYS, theme="ansi-dark", hints=True, hide=(), goal=0, bell=False, links=None,
        open=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "name", "value"),
    [
        ({"goal": 0}, "goal", 0), ({"goal": 100_000}, "goal", 100_000), ({"bell": True}, "bell", True),
        ({"links": False}, "links", False), ({"links": True}, "links", True), ({"hints": False}, "hints", False),
        ({"open": "less -R 'a b'"}, "open", ("less", "-R", "a b")),
        ({"open": ["less", "a b"]}, "open", ("less", "a b")),
        ({"open": ""}, "open", ()), ({"hide": ["journal", "authors"]}, "hide", ("journal", "authors")),
        ({"keymap": "rayyan"}, "preset", "rayyan"), ({"theme": "x"}, "theme", "x"),
    ],
)  # fmt: skip
def test_what_may_be_set(values: dict[str, Any], name: str, value: Any) -> None:
    assert getattr(read_settings(values), name) == value


GOAL = "expected a number of decisions a day, 0 for none, found"
COMMAND = "expected a command, or a list of its parts, found"


@pytest.mark.parametrize(
    ("values", "where", "what", "advice"),
    [
        ({"goal": -1}, "goal", f"{GOAL} -1", ""), ({"goal": 100_001}, "goal", f"{GOAL} 100001", ""),
        ({"goal": True}, "goal", f"{GOAL} True", ""), ({"goal": "5"}, "goal", "expected a whole number, found '5'", ""),
        ({"bell": 1}, "bell", "expected true or false, found 1", ""),
        ({"links": "yes"}, "links", "expected true or false, found 'yes'", ""),
        ({"theme": 1}, "theme", "expected text, found 1", ""),
        ({"hide": "x"}, "hide", "expected a list, found 'x'", ""),
        ({"keys": []}, "keys", "expected a table, found []", ""),
        ({"keymap": "vim"}, "keymap", "expected one of tamis, rayyan, found “vim”", ""),
        ({"hide": ["title"]}, "hide", "expected “authors” or “journal”, found 'title'", ""),
        ({"open": "a 'b"}, "open", "this is no command: No closing quotation", ""),
        ({"open": 5}, "open", f"{COMMAND} 5", ""), ({"open": ["a", ""]}, "open", f"{COMMAND} ['a', '']", ""),
        ({"open": ["a", 1]}, "open", f"{COMMAND} ['a', 1]", ""),
        ({"gaol": 1}, "gaol", "there is no such setting", "Did you mean “goal”?"),
        ({"zzz": 1}, "zzz", "there is no such setting",
         "There are: keymap, theme, hints, hide, goal, bell, links, open, keys."),
        ({"keys": {"includ": "y"}}, "keys.includ", "there is no such setting", "Did you mean “include”?"),
        ({"keys": {"include": [5]}}, "keys.include", "there is no key 5",
         "A key is one character, “ctrl+x”, “f1” to “f12”, or a name such as “space” or “pagedown”."),
        ({"keys": {"include": "escape"}}, "keys.include", "“escape” always means stop", ""),
        ({"keys": {"include": 5}}, "keys.include", "expected a key or a list of keys, found 5", ""),
        ({"keys": {"include": "n"}}, "keys", None, "Give one of them another key."),
    ],
)  # fmt: skip
def test_each_thing_that_cannot_be_is_said(values: dict[str, Any], where: str, what: str | None, advice: str) -> None:
    found = refused(values)
    assert (found[0], found[2]) == (where, advice) and (what is None or found[1] == what)


NAMED = ["space", "enter", "tab", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown"]
NAMED += ["up", "down", "left", "right", *(f"f{number}" for number in range(1, 13))]


@pytest.mark.parametrize("key", ["Q", "ctrl+l", "f3", "f12", "é", "insert", "#", *(f"ctrl+{each}" for each in NAMED)])
def test_what_is_a_key(key: str) -> None:
    assert read_settings({"keys": {"undo": [key]}}).keymap["undo"] == (key,)


@pytest.mark.parametrize(
    "key", [",", " ", "\t", "\x00", "f0", "f13", "ctrl+yy", "ctrl+é", "ctrl+5", "alt+y", "", "yy", "ctrl+"]
)
def test_what_is_no_key(key: str) -> None:
    assert refused({"keys": {"undo": [key]}})[1] == f"there is no key {key!r}"


def test_the_place_of_a_mistake_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(TamisError) as caught:
        load_settings(write(tmp_path, "goal = -1"))
    assert caught.value.where == f"{tmp_path / 'config.toml'}, goal"
    assert settings_path({"XDG_CONFIG_HOME": ""}) == Path.home() / ".config/tamis/config.toml"
