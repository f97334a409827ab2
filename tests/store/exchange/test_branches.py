from __future__ import annotations

from pathlib import Path

import pytest

from store.exchange import branches
from store.exchange.branches import odd_branches, read_tree, went_back
from store.exchange.link import Link
from tests.remotes import acts_of

ACTS = acts_of("ANNA")


@pytest.fixture
def link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Link:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Link.made(tmp_path / "review", str(tmp_path), "ANNA", asks=False)


def test_names_of_branches_that_are_nobodys_are_odd() -> None:
    assert list(odd_branches({"ANNA": "1", "@root-26de": "2", "BO": "3"})) == []
    told = {each.who: each.what for each in odd_branches({"ANNA": "1", "anna": "2", "x/y": "3", "-x": "4"})}
    assert told.keys() == {"anna", "x/y", "-x"} and "in case only" in told["anna"]


def test_what_became_less_is_told_with_its_lines(link: Link) -> None:
    whole = link.write("ANNA", "", [(ACTS, b"1\n2\n3\n"), ("people/ANNA/records/a.json", b"{}")])
    trees = [read_tree(link, "ANNA", whole)]
    for files in (
        [(ACTS, b"1\n")],
        [(ACTS, b"1\nx\n")],
        [(ACTS, b"1\n2\n3\n4\n"), ("people/ANNA/records/a.json", b"{}")],
    ):
        trees.append(read_tree(link, "ANNA", link.write("ANNA", "", files)))
    assert all(not odd for _, odd in trees)
    before, shorter, other, longer = (tree for tree, _ in trees)
    told = went_back(link, "ANNA", before, shorter)
    assert told and told.who == "ANNA" and "lines 2–3 are gone" in told.what and "a.json is gone" in told.what
    told = went_back(link, "ANNA", before, other)
    assert told and "something else from line 2 on" in told.what
    assert went_back(link, "ANNA", before, longer) is None


def test_too_many_files_are_refused(link: Link, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(branches, "MOST_ENTRIES", 2)
    commit = link.write("ANNA", "", [(f"people/ANNA/records/{n}.json", b"{}") for n in range(4)])
    [refused] = read_tree(link, "ANNA", commit)[1]
    assert refused.who == "ANNA" and "4 files" in refused.what


def test_a_file_larger_than_any_part_of_the_records_is_refused(link: Link, monkeypatch: pytest.MonkeyPatch) -> None:
    assert 40 << 20 < branches.MOST_FILE < 300 << 20
    monkeypatch.setattr(branches, "MOST_FILE", 10)
    names = [f"people/ANNA/records/{n}.json" for n in range(2)]
    commit = link.write("ANNA", "", [(names[0], b"1" * 10), (names[1], b"1" * 11)])
    [refused] = read_tree(link, "ANNA", commit)[1]
    assert refused.file == names[1] and "larger than any file of a review: 11 bytes" in refused.what
