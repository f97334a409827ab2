from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import TamisError
from tests.tui.fake import MemoryReviewAdapter
from tests.tui.grid import grid, text
from tui.app import TamisApp
from tui.settings.file import keep_setting, with_setting
from tui.settings.settings import Settings, load_settings

FILE = """# mine
theme = "nord"   # at night
hide = ['authors']

[keys]
undo = ["U", "z"]
"""


def test_one_setting_changes_and_the_rest_of_the_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(FILE, "utf-8")
    keep_setting(path, "theme", "ansi-light")
    keep_setting(path, "hide", [])
    now = keep_setting(path, "hints", False)
    assert path.read_text("utf-8") == "hints = false\n" + FILE.replace('"nord"', '"ansi-light"').replace(
        "['authors']", "[]"
    )
    assert now == load_settings(path) and (now.theme, now.hints, now.hide) == ("ansi-light", False, ())
    assert now.keymap["undo"] == ("U", "z")


def test_a_file_is_made_where_there_is_none_and_a_link_stays_one(tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles" / "tamis.toml"
    kept.parent.mkdir()
    link = tmp_path / "config" / "config.toml"
    link.parent.mkdir()
    link.symlink_to(kept)
    assert keep_setting(link, "theme", "nord").theme == "nord"
    assert link.is_symlink() and kept.read_text() == 'theme = "nord"\n'
    assert keep_setting(tmp_path / "new" / "tamis" / "config.toml", "keymap", "rayyan").keymap["include"] == ("i",)


@pytest.mark.parametrize("written", ['theme = """nord"""\n', '"theme" = "a\\"b"\n', "theme\n= 1\n"])
def test_what_cannot_be_edited_or_would_clash_is_left_as_it_is(tmp_path: Path, written: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(written)
    with pytest.raises(TamisError):
        keep_setting(path, "theme", "nord")
    assert path.read_text() == written


def test_a_preset_that_clashes_with_own_keys_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[keys]\nlabel = "e"\n')
    with pytest.raises(TamisError, match="would mean both"):
        keep_setting(path, "keymap", "rayyan")
    assert path.read_text() == '[keys]\nlabel = "e"\n'


_LINES = st.sampled_from(
    [
        'theme = "a"',
        "theme = 'b' # c",
        "hints = true",
        "",
        "# theme = 1",
        "hide = []",
        "[keys]",
        'undo = ["z", "U"]',
        "\r",
    ]
)


@given(lines=st.lists(_LINES, max_size=6), key=st.sampled_from(["theme", "hints", "hide"]))
@settings(max_examples=80, deadline=None)
def test_whatever_the_file_one_key_changes(lines: list[str], key: str) -> None:
    written = "\n".join(lines)
    value: str | bool | list[str] = {"theme": 'x"y', "hints": False, "hide": ["authors"]}[key]
    try:
        before = tomllib.loads(written)
    except tomllib.TOMLDecodeError:
        return
    assert tomllib.loads(with_setting(written, key, value)) == {**before, key: value}


async def test_a_change_holds_at_once_and_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    app = TamisApp(MemoryReviewAdapter(3), settings_file=path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("S", "enter")
        assert app.theme == "ansi-light" and load_settings(path).theme == "ansi-light"
        assert grid(app)[-2].strip() == "theme: ansi-light — kept"
        await pilot.press("left", "j", "enter", "j", "enter")
        assert app.theme == "ansi-dark" and "change" not in grid(app)[-1]
        await pilot.press("k", "k", "k", "end", "right", "q")
        assert load_settings(path) == Settings(
            preset="rayyan", keymap=load_settings(path).keymap, hints=False, hide=("authors",)
        )
        await pilot.press("home", "j", "enter")
        await pilot.pause()
        assert "enter open" not in text(app)
        await pilot.press("?")
        await pilot.pause()
        assert "i — Include the record" in text(app), "the stage opened with the new keys"


async def test_what_cannot_be_kept_is_said_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[keys\n")
    app = TamisApp(MemoryReviewAdapter(3), settings_file=path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("S", "enter")
        assert "NOT SAVED" in grid(app)[-2] and app.theme == "ansi-dark"
