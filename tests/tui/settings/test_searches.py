"""Searches kept by name: any name and text comes back, a broken file says so, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import TamisError
from tui.settings.searches import keep_searches, kept_searches

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
