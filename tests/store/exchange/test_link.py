from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from store.exchange.link import Link, link_of, unlink
from tests.remotes import git

WHO = "ANNA"


@pytest.fixture
def link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Link:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "remote.git").mkdir()
    git(tmp_path / "remote.git", "init", "-q", "--bare")
    return Link.made(tmp_path / "review", str(tmp_path / "remote.git"), WHO, asks=False)


def test_a_link_is_found_again_until_it_is_forgotten(link: Link, tmp_path: Path) -> None:
    found = link_of(tmp_path / "review")
    assert (found.remote, found.who) == (link.remote, WHO)
    unlink(tmp_path / "review")
    assert Link.found(tmp_path / "review") is None
    with pytest.raises(TamisError, match="share start REMOTE"):
        link_of(tmp_path / "review")


def test_a_branch_goes_on_with_what_is_new_and_never_goes_back(link: Link, tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"from a file\n")
    first = link.write(WHO, "", [("a", b"one\n")])
    second = link.write(WHO, first, [("a", b"one\ntwo\n"), ("b", tmp_path / "b")])
    link.push([(WHO, second)])
    link.note([(WHO, second)])
    assert link.heads() == link.known() == {WHO: second}
    assert link.is_before(first, second) and link.is_before(second, second) and not link.is_before(second, first)
    listed = git(tmp_path / "remote.git", "ls-tree", "-r", "--name-only", WHO)
    assert listed.split() == [b"a", b"b"] and git(tmp_path / "remote.git", "show", f"{WHO}:b") == b"from a file\n"
    with pytest.raises(TamisError, match="Share again"):
        link.push([(WHO, link.write(WHO, first, [("a", b"other")]))])
    link.fetch([WHO])
    assert git(link.git.folder, "rev-parse", f"refs/theirs/{WHO}").decode().strip() == second
