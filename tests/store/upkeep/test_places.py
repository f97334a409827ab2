"""What each file below a review folder is, by its name."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

import pytest

from store.upkeep.places import Kind, is_temporary, kind_of, places

BATCH = "people/ANNA/title-abstract.1"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("protocol.toml", Kind.PLAN),
        ("SHA256SUMS", Kind.KEPT),
        ("notes.txt", Kind.UNKNOWN),
        ("report/index.html", Kind.MADE),
        ("people/ANNA/acts.jsonl", Kind.JOURNAL),
        ("people/ANNA/acts.json", Kind.DERIVED),
        ("people/ANNA/Acts.jsonl", Kind.UNKNOWN),
        ("people/ANNA/progress.json", Kind.DERIVED),
        (f"{BATCH}/decisions.jsonl", Kind.JOURNAL),
        (f"{BATCH}/decisions (1).jsonl", Kind.UNKNOWN),
        (f"{BATCH}/decisions.jsonl.torn-2", Kind.TORN),
        (f"{BATCH}/decisions.json.set-aside-1", Kind.SET_ASIDE),
        (f"{BATCH}/title-abstract.1-decisions.jsonl.before-repair-1", Kind.KEPT),
        (f"{BATCH}/other.torn-1", Kind.UNKNOWN),
        ("people/ANNA/title-abstract.0/decisions.jsonl", Kind.UNKNOWN),
        ("people/ANNA/full-text.pilot/decisions.jsonl", Kind.JOURNAL),
        ("people/ANNA/records/scopus-1f.raw.json", Kind.RECORDS),
        ("people/ANNA/records/scopus.ris", Kind.UNKNOWN),
        ("people/ANNA/duplicates/0123456789abcde.json", Kind.SEARCH),
        ("people/acts.jsonl", Kind.UNKNOWN),
    ],
)
def test_by_its_name(name: str, kind: Kind) -> None:
    assert kind_of(PurePosixPath(name)) is kind


def test_what_is_sealed_is_not_looked_into(tmp_path: Path) -> None:
    (tmp_path / BATCH).mkdir(parents=True)
    (tmp_path / BATCH / "decisions.jsonl").touch()
    found = places(tmp_path, lambda who, name: False)
    assert found.sealed == [tmp_path / BATCH] and found.found == [] and found.files == 0
    assert places(tmp_path, lambda who, name: (who, name) == ("ANNA", "title-abstract.1")).files == 1


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("report", Kind.UNKNOWN), ("backups", Kind.UNKNOWN), ("backups/x/people/ANNA/acts.jsonl", Kind.MADE),
        ("people", Kind.UNKNOWN), ("others/ANNA/acts.jsonl", Kind.UNKNOWN),
        ("people/ANNA/x/y/acts.jsonl", Kind.UNKNOWN),
        ("people/ANNA/records/a-1.json", Kind.RECORDS), ("people/ANNA/records/9.keys.json", Kind.RECORDS),
        ("people/ANNA/records/-a.json", Kind.UNKNOWN), ("people/ANNA/records/A.json", Kind.UNKNOWN),
        ("people/ANNA/records/a.raw.keys.json", Kind.UNKNOWN), ("people/ANNA/records/acts.jsonl", Kind.UNKNOWN),
        ("people/ANNA/duplicates/0123456789abcd.json", Kind.UNKNOWN),
        ("people/ANNA/duplicates/0123456789abcdef.json", Kind.UNKNOWN),
        ("people/ANNA/duplicates/0123456789abcdg.json", Kind.UNKNOWN), ("people/ANNA/progress.jsonl", Kind.UNKNOWN),
        (f"{BATCH}/decisions.json", Kind.DERIVED), (f"{BATCH}/acts.jsonl", Kind.UNKNOWN),
        ("people/ANNA/decisions.jsonl", Kind.UNKNOWN), ("people/ANNA/acts.jsonl.torn-10", Kind.TORN),
        ("people/ANNA/acts.jsonl.torn-0", Kind.UNKNOWN), ("people/ANNA/acts.jsonl.set-aside-9", Kind.SET_ASIDE),
        ("people/ANNA/ANNA-acts.jsonl.before-repair-1", Kind.KEPT),
        ("people/ANNA/acts.jsonl.before-repair-1", Kind.KEPT),
        ("people/ANNA/ANNA-acts.jsonl.torn-1", Kind.UNKNOWN), ("people/ANNA/acts.jsonl.lost-1", Kind.UNKNOWN),
        ("acts.jsonl.torn-1", Kind.UNKNOWN), ("people/ANNA/records/a.json.before-repair-2", Kind.KEPT),
    ],
)  # fmt: skip
def test_what_is_like_it_and_is_not(name: str, kind: Kind) -> None:
    assert kind_of(PurePosixPath(name)) is kind


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        (".a.1.0123abcd.tmp", True), (".a.b.12.ffffffff.tmp", True), ("a.1.0123abcd.tmp", False),
        ("..1.0123abcd.tmp", False), (".a.1.0123abcg.tmp", False),
        (".a.1.0123abc.tmp", False), (".a.b.0123abcd.tmp", False),
        (".a.1.0123abcd.tmp~", False),
    ],
)  # fmt: skip
def test_the_name_of_what_is_being_written(name: str, is_one: bool) -> None:
    assert is_temporary(name) is is_one


def test_a_folder_with_all_that_can_lie_in_it(tmp_path: Path) -> None:
    mine = f".acts.jsonl.{os.getpid()}.0123abcd.tmp"
    dead = ".acts.json.999999999.0123abcd.tmp"
    for name in (
        "SHA256SUMS", "report/a.html", f"report/{dead}", "backups/x/y", "notes/a", "notes/b/c",
        "people/ANNA/acts.jsonl", "people/file", f"people/ANNA/{mine}", f"people/ANNA/{dead}",
        "people/ANNA/.odd.tmp", "people/ANNA/odd.tmp",
        "people/ANNA/records/a.json", "people/ANNA/records/more/a.json", "people/ANNA/other/a", "people/BO/acts.jsonl",
        f"{BATCH}/decisions.jsonl", f"{BATCH}/more/x", "people/BO/title-abstract.1/decisions.jsonl",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "protocol.toml").symlink_to("SHA256SUMS")
    (tmp_path / "people" / "ANNA" / "progress.json").symlink_to("acts.jsonl")
    os.mkfifo(tmp_path / "people" / "ANNA" / "acts.json")
    found = places(tmp_path, lambda who, name: who == "ANNA")
    assert [f"{each.below} {each.kind.name} {each.files} {each.person}".rstrip() for each in found.found] == [
        "SHA256SUMS KEPT 1", "backups/x/y MADE 1", "notes UNKNOWN 2", "people/ANNA/.acts.json.999999999.0123abcd.tmp "
        "TEMPORARY 1 ANNA", f"people/ANNA/{mine} DERIVED 1 ANNA", "people/ANNA/.odd.tmp UNKNOWN 1 ANNA",
        "people/ANNA/acts.json UNKNOWN 1 ANNA", "people/ANNA/acts.jsonl JOURNAL 1 ANNA",
        "people/ANNA/odd.tmp UNKNOWN 1 ANNA", "people/ANNA/other UNKNOWN 1 ANNA",
        "people/ANNA/progress.json LINK 1 ANNA",
        "people/ANNA/records/a.json RECORDS 1 ANNA", "people/ANNA/records/more UNKNOWN 1 ANNA",
        f"{BATCH}/decisions.jsonl JOURNAL 1 ANNA", f"{BATCH}/more UNKNOWN 1 ANNA", "people/BO/acts.jsonl JOURNAL 1 BO",
        "people/file UNKNOWN 1", "protocol.toml PLAN 1", f"report/{dead} MADE 1", "report/a.html MADE 1",
    ]  # fmt: skip
    assert [each.relative_to(tmp_path).as_posix() for each in found.folders] == [
        "people", "people/ANNA", "people/ANNA/records", BATCH, "people/BO", "people/BO/title-abstract.1",
    ]  # fmt: skip
    assert found.sealed == [tmp_path / "people" / "BO" / "title-abstract.1"] and not found.unreadable
    assert found.files == 21 and [each.below.name for each in found.of(Kind.KEPT, Kind.LINK)] == [
        "SHA256SUMS",
        "progress.json",
    ]
    assert places(tmp_path / "none", lambda who, name: True).unreadable == [
        (tmp_path / "none", "No such file or directory")
    ]
