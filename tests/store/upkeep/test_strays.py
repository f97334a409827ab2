"""What lies in a review folder and is none of tamis's, unless a word names it."""

from __future__ import annotations

from pathlib import Path

from store.journal.files import temporary_name
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
