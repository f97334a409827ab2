from __future__ import annotations

from pathlib import Path

import pytest

from store.exchange import branches
from store.exchange.branches import ASK, odd_branches, read_tree, went_back
from store.exchange.files import Refusal
from store.exchange.link import Link
from tests.remotes import acts_of, git

ACTS = acts_of("ANNA")


@pytest.fixture
def link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Link:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Link.made(tmp_path / "review", str(tmp_path), "ANNA", asks=False)


def test_names_of_branches_that_are_nobodys_are_odd() -> None:
    assert list(odd_branches({"ANNA": "1", "@root-26de": "2", "BO": "3"})) == []
    assert list(odd_branches({"ANNA": "1", "anna": "2", "x/y": "3"})) == [
        Refusal("anna", "", "the branches ANNA and anna differ in case only", "Take away the one that is nobody's."),
        Refusal("x/y", "", "the branch x/y is none that tamis makes", "Take it away, or use another place."),
    ]
    assert [each.who for each in odd_branches({"-x": "4"})] == ["-x"]


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
    records = "people/ANNA/records/a.json"
    what = f"the branch ANNA went back: of {ACTS} lines 2–3 are gone (1 line left); {records} is gone"
    assert told == Refusal("ANNA", ACTS, what, ASK.format(who="ANNA"))
    told = went_back(link, "ANNA", before, other)
    assert told and told.what.startswith(f"the branch ANNA went back: {ACTS} says something else from line 2 on; ")
    assert went_back(link, "ANNA", before, longer) is None


def test_too_many_files_are_refused(link: Link, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(branches, "MOST_ENTRIES", 2)
    commit = link.write("ANNA", "", [(f"people/ANNA/records/{n}.json", b"{}") for n in range(4)])
    [refused] = read_tree(link, "ANNA", commit)[1]
    assert refused == Refusal("ANNA", "", "its branch holds far more than a review: 4 files", ASK.format(who="ANNA"))
    monkeypatch.setattr(branches, "MOST_ENTRIES", 4)
    tree, odd = read_tree(link, "ANNA", commit)
    assert len(tree) == 4 and odd == []
    monkeypatch.setattr(branches, "MOST_BYTES", 8)
    assert read_tree(link, "ANNA", commit)[1] == []
    monkeypatch.setattr(branches, "MOST_BYTES", 7)
    assert read_tree(link, "ANNA", commit)[1] == [refused]


def test_a_file_larger_than_any_part_of_the_records_is_refused(link: Link, monkeypatch: pytest.MonkeyPatch) -> None:
    assert branches.MOST_FILE == 256 << 20
    monkeypatch.setattr(branches, "MOST_FILE", 10)
    names = [f"people/ANNA/records/{n}.json" for n in range(2)]
    commit = link.write("ANNA", "", [(names[0], b"1" * 10), (names[1], b"1" * 11)])
    [refused] = read_tree(link, "ANNA", commit)[1]
    what = "it is larger than any file of a review: 11 bytes"
    assert refused == Refusal("ANNA", names[1], what, ASK.format(who="ANNA"))


def test_what_is_none_of_a_persons_files_is_told(link: Link) -> None:
    empty = git(link.git.folder, "hash-object", "-w", "--stdin", feed=b"x").decode().strip()
    entries = [
        ("100644", "acts.jsonl"),
        ("100755", "a.jsonl"),
        ("120000", "link"),
        ("100644", "ACTS.jsonl"),
    ]
    lines = "".join(f"{mode} blob {empty}\t{name}\n" for mode, name in entries)
    anna = git(link.git.folder, "mktree", feed=lines.encode()).decode().strip()
    people = git(link.git.folder, "mktree", feed=f"040000 tree {anna}\tANNA\n040000 tree {anna}\tBO\n".encode())
    tree = git(link.git.folder, "mktree", feed=b"040000 tree " + people.strip() + b"\tpeople\n").decode().strip()
    files, refused = read_tree(link, "ANNA", tree)
    assert files == {} and {each.advice for each in refused} == {ASK.format(who="ANNA")}
    assert {each.file: each.what for each in refused} == {
        "people/ANNA/ACTS.jsonl": "ANNA hands out no such file",
        "people/ANNA/a.jsonl": "ANNA hands out no such file",
        "people/ANNA/acts.jsonl": "it differs from people/ANNA/ACTS.jsonl in case only",
        "people/ANNA/link": "it is a link",
        "people/BO/ACTS.jsonl": "ANNA hands out no such file",
        "people/BO/a.jsonl": "ANNA hands out no such file",
        "people/BO/acts.jsonl": "ANNA hands out no such file",
        "people/BO/link": "it is a link",
    }
