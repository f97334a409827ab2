from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from tests.tui.fake import MemoryReviewAdapter
from tests.tui.grid import grid, text
from tui.app import TamisApp
from tui.settings.file import keep_setting
from tui.settings.settings import Settings, load_settings

FILE = """# mine
theme = "nord"   # at night
hide = ['authors']

[keys]
undo = ["f9", "z"]
"""


def test_one_setting_changes_and_the_rest_of_the_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(FILE, "utf-8")
    keep_setting(path, "theme", "ansi-light")
    keep_setting(path, "hide", [])
    now = keep_setting(path, "hints", False)
    assert path.read_text("utf-8") == FILE.replace('"nord"', '"ansi-light"').replace("['authors']", "[]\nhints = false")
    assert now == load_settings(path) and (now.theme, now.hints, now.hide) == ("ansi-light", False, ())
    assert now.keymap["undo"] == ("f9", "z")


def test_a_file_is_made_where_there_is_none_and_a_link_stays_one(tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles" / "tamis.toml"
    kept.parent.mkdir()
    link = tmp_path / "config" / "config.toml"
    link.parent.mkdir()
    link.symlink_to(kept)
    assert keep_setting(link, "theme", "nord").theme == "nord"
    assert link.is_symlink() and kept.read_text() == 'theme = "nord"\n'
    assert keep_setting(tmp_path / "new" / "tamis" / "config.toml", "keymap", "rayyan").keymap["include"] == ("i",)


@pytest.mark.parametrize(
    ("key", "value", "before", "after"),
    [
        ("theme", "nord", 'theme = """x"""\n', 'theme = "nord"\n'),
        ("theme", "nord", '"theme"\t= "a\\"b" # mine\n', '"theme"\t= "nord" # mine\n'),
        ("theme", "nord", "[keys]\nundo = 'f9'\n", "theme = \"nord\"\n[keys]\nundo = 'f9'\n"),
        ("hide", [], "hide = [\n  'authors', # all of them\n]\n", "hide = [\n]\n"),
        (
            "hide",
            ["authors", "journal"],
            "hide = [\n  'authors', # all of them\n]\n",
            "hide = [\n  'authors', # all of them\n  \"journal\",\n]\n",
        ),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_way_to_write_a_setting_is_edited(
    tmp_path: Path, mark: str, line_end: str, key: str, value: str | list[str], before: str, after: str
) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes((mark + before).replace("\n", line_end).encode())
    keep_setting(path, key, value)
    assert path.read_bytes().decode() == (mark + after).replace("\n", line_end)


def test_what_is_no_toml_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("theme\n= 1\n")
    with pytest.raises(TamisError, match="not TOML"):
        keep_setting(path, "theme", "nord")
    assert path.read_text() == "theme\n= 1\n"


def test_a_preset_that_clashes_with_own_keys_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[keys]\nlabel = "e"\n')
    with pytest.raises(TamisError, match="would mean both"):
        keep_setting(path, "keymap", "rayyan")
    assert path.read_text() == '[keys]\nlabel = "e"\n'


async def test_a_change_holds_at_once_and_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
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
