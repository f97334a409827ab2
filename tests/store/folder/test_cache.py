"""The account's own cache folder: one for each review, and nobody else's to see."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from store.folder import cache
from store.folder.cache import Cache, cache_folder, make_cache_folder


def test_each_review_has_one_whatever_way_leads_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "one")
    monkeypatch.chdir(tmp_path)
    assert cache_folder(tmp_path / "one") == cache_folder(Path("one")) == cache_folder(tmp_path / "link")
    assert cache_folder(tmp_path / "one") != cache_folder(tmp_path / "two")
    assert not cache_folder(tmp_path / "one").exists(), "asking for it makes nothing"


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_it_is_its_owners_alone(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        made = make_cache_folder(tmp_path)
    finally:
        os.umask(before)
    assert made == cache_folder(tmp_path) == make_cache_folder(tmp_path)
    assert made.stat().st_mode & 0o777 == 0o700 and tmp_path not in made.parents


def test_it_lies_where_the_account_keeps_caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "mine"))
    assert (tmp_path / "mine") in cache_folder(tmp_path).parents
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert (tmp_path / "home" / ".cache") in cache_folder(tmp_path).parents


def test_where_it_cannot_be_made_that_is_an_error_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with pytest.raises(OSError, match="file"):
        make_cache_folder(tmp_path)


def test_what_is_kept_is_given_only_of_the_same_origin_and_whole(tmp_path: Path) -> None:
    Cache(tmp_path).keep("a", "1", b"one\ntwo")
    assert Cache(tmp_path).get("a", "1") == b"one\ntwo"
    assert Cache(tmp_path).get("a", "2") is None and Cache(tmp_path).get("b", "1") is None
    path = Cache(tmp_path).folder / "a"
    path.write_bytes(path.read_bytes()[:-1])
    assert Cache(tmp_path).get("a", "1") is None


def test_where_nothing_can_be_kept_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    Cache(tmp_path).keep("a", "1", b"one")
    assert Cache(tmp_path).get("a", "1") is None


def test_what_is_derived_is_cleared_by_itself_and_of_a_copy_nothing_is_kept(tmp_path: Path) -> None:
    Cache(tmp_path, used=False).keep("a", "1", b"one")
    assert Cache(tmp_path).get("a", "1") is None and not cache_folder(tmp_path).exists()
    Cache(tmp_path).keep("a", "1", b"one")
    (cache_folder(tmp_path) / "ends.json").touch()
    Cache(tmp_path).clear()
    assert Cache(tmp_path).get("a", "1") is None and (cache_folder(tmp_path) / "ends.json").exists()


def test_another_version_of_the_rules_is_given_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Cache(tmp_path).keep("a", "1", b"one")
    monkeypatch.setattr(cache, "_code", lambda: "other rules")
    assert Cache(tmp_path).get("a", "1") is None
