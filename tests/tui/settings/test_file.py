"""One setting written into a person's file: the rest stays, and what cannot be is refused with the file as it was."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from core.errors import TamisError
from tui.settings.file import keep_setting
from tui.settings.settings import load_settings


def test_a_file_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / "tamis" / "config.toml"
    settings = keep_setting(path, "goal", 300)
    assert settings == load_settings(path) and settings.goal == 300
    assert path.read_text() == "goal = 300\n" and stat.S_IMODE(path.stat().st_mode) == 0o644


def test_the_rest_of_the_file_and_its_mode_stay(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes("\ufeff# mine\ngoal = 5 # a day\nbell = true\n".encode())
    path.chmod(0o600)
    assert (
        keep_setting(path, "goal", 7).bell
        and path.read_bytes() == "\ufeff# mine\ngoal = 7 # a day\nbell = true\n".encode()
    )
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.toml", tmp_path / "link.toml"
    real.write_text("bell = true\n")
    link.symlink_to(real)
    keep_setting(link, "hints", False)
    assert link.is_symlink() and "hints = false" in real.read_text()


@pytest.mark.parametrize(
    ("before", "key", "value"), [("goal = 5\n", "goal", -1), ("odd = 1\n", "goal", 1), ("x", "goal", 1)]
)
def test_what_cannot_be_leaves_the_file_as_it_was(tmp_path: Path, before: str, key: str, value: int) -> None:
    path = tmp_path / "config.toml"
    path.write_text(before)
    with pytest.raises(TamisError):
        keep_setting(path, key, value)
    assert path.read_text() == before


def test_where_it_cannot_be_written_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("")
    with pytest.raises(TamisError) as refused:
        keep_setting(tmp_path / "plain" / "config.toml", "goal", 1)
    assert refused.value.where == str(tmp_path / "plain" / "config.toml")
