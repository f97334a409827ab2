"""Searches kept by name: any name and text comes back, a broken file says so, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import TamisError
from tui.settings.searches import keep_searches, kept_searches, searches_path
from tui.settings.settings import settings_path

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@given(st.dictionaries(TEXTS, TEXTS, max_size=4))
def test_what_is_kept_comes_back(tmp_path_factory: pytest.TempPathFactory, searches: dict[str, str]) -> None:
    path = tmp_path_factory.mktemp("config") / "tamis" / "searches.toml"
    assert kept_searches(path) == {}
    keep_searches(path, searches)
    assert kept_searches(path) == searches and list(kept_searches(path)) == list(searches)


@pytest.mark.parametrize("text", ["a = 1", "no toml", "[a]\nb = 'c'", "\udcff"])
def test_a_broken_file_says_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / "searches.toml"
    path.write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(TamisError, match=r"searches\.toml"):
        kept_searches(path)


def test_what_a_broken_file_says(tmp_path: Path) -> None:
    path = tmp_path / "searches.toml"
    path.write_text("a = 1")
    with pytest.raises(TamisError) as refused:
        kept_searches(path)
    assert (refused.value.what, refused.value.where, refused.value.advice) == (
        "each line is a name and a search", str(path), 'As in: "crisis" = "crisis not child"',
    )  # fmt: skip
    path.write_text("a")
    with pytest.raises(TamisError) as refused:
        kept_searches(path)
    assert refused.value.what.startswith("cannot be read: ") and refused.value.advice == "Mend it, or delete it."
    assert refused.value.where == str(path)


def test_the_file_is_its_owner_s_and_names_are_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    path = tmp_path / "tamis" / "searches.toml"
    keep_searches(path, {"x" * 61: "a", "y" * 60: "é\x7f"})
    assert kept_searches(path) == {"x" * 60: "a", "y" * 60: "é\x7f"} and path.stat().st_mode & 0o777 == 0o600
    assert path.read_text().splitlines()[1] == f'"{"y" * 60}" = "é\\u007F"'
    path.write_bytes(b"\xef\xbb\xbfa = 'b'")
    assert kept_searches(path) == {"a": "b"}
    (tmp_path / "plain").write_text("")
    with pytest.raises(TamisError):
        keep_searches(tmp_path / "plain" / "searches.toml", {})


def test_they_stand_beside_the_settings() -> None:
    assert searches_path() == settings_path().parent / "searches.toml"
