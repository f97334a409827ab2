"""What lies in a review folder and is none of tamis's, unless a word names it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from store.journal.files import temporary_name
from store.upkeep.places import Kind, Place, Places
from store.upkeep.strays import strays, unknown
from tests.reviews import make_review, record_ids, ris, run, run_json


def test_an_export_that_was_imported_and_a_full_text_are_known(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=1)
    (folder / "exports").mkdir()
    (folder / "search.ris").write_text(ris([5]))
    run(folder, "import", str(folder / "search.ris"), "--source", "Other")
    assert run_json(folder, "check")["problems"][0]["where"] == str(folder / "exports")
    (folder / "exports").rmdir()
    (folder / "text.txt").write_text("A full text.")
    assert [each["where"] for each in run_json(folder, "check")["problems"]] == [str(folder / "text.txt")]
    run(folder, "fulltext", "full-text", record_ids(folder)[0], "--retrieved", str(folder / "text.txt"))
    assert run_json(folder, "check")["ok"]
    (folder / "search.ris").write_text(ris([6]))
    assert [each["where"] for each in run_json(folder, "check")["problems"]] == [str(folder / "search.ris")]


def test_what_a_program_is_just_writing_is_no_stray(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=1)
    temporary_name(folder / "people" / "list.json").touch()
    assert run_json(folder, "check")["ok"]


def test_what_waits_for_somebody_and_what_is_nobody_s(tmp_path: Path) -> None:
    kinds = (Kind.TORN, Kind.SET_ASIDE, Kind.TEMPORARY, Kind.LINK, Kind.JOURNAL, Kind.KEPT, Kind.MADE)
    found = Places([Place(tmp_path / each.name, PurePosixPath(each.name), each) for each in kinds])
    assert [(Path(each.where).name, each.what, each.advice) for each in strays(found)] == [
        (
            "TORN",
            "what a writer that died was writing was set aside; it was never confirmed",
            "Look whether anything in it is missing, then move it out of the review folder.",
        ),
        (
            "SET_ASIDE",
            "lines that a repair could not keep were set aside here",
            "Read them, decide those records anew, then move it out of the review folder.",
        ),
        (
            "TEMPORARY",
            "a program that was killed left this half-written file; nothing of it counts",
            "`tamis repair` of whoever wrote it removes it.",
        ),
        (
            "LINK",
            "a link: what it points to is in no backup, and anybody may change it",
            "Put the file itself in its place, or remove the link.",
        ),
    ]


@pytest.mark.parametrize(
    ("name", "is_copy"),
    [
        ("a conflicted copy.json", True), ("a Copy.json", True), ("a.orig", True), ("a.bak", True), ("a.OLD", True),
        ("a.rej", True), ("a.swp", True), ("a.part", True), ("a.icloud", True), ("a~", True), ("a (2)", True),
        ("sync-a", True), ("a.old.txt", False), ("copyist.txt", False), ("a~b", False), ("(a)", False),
        ("desync", False),
    ],
)  # fmt: skip
def test_another_program_s_copy_is_named_so(tmp_path: Path, name: str, is_copy: bool) -> None:
    [problem] = unknown(Places([Place(tmp_path / name, PurePosixPath(name), Kind.UNKNOWN)]), None)
    assert problem.what == (
        "another program's copy of a file of the review; nothing in it counts"
        if is_copy
        else "no file of tamis; nothing in it counts"
    )
    assert problem.advice == (
        "Compare it with the file it was made of: `tamis repair` of its owner takes it where it is longer and fits. "
        "Then move it out of the review folder."
        if is_copy
        else "Move it out of the review folder."
    )
    [folder] = unknown(Places([Place(tmp_path, PurePosixPath("x.old"), Kind.UNKNOWN, 1)]), None)
    assert folder.what == "a folder that is none of tamis's, with 1 file; nothing in it counts"
