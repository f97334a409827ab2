"""What the review holds already brings nothing under any name, is no search and opens no round, unless asked for."""

from pathlib import Path

import pytest

from core.errors import TamisError
from tests.reviews import make_review, record_ids, ris, run, run_json


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A review with four records of one file; `tmp_path/r.ris` is that file."""
    return make_review(tmp_path / "r", records=4)


def bring(folder: Path, file: Path, text: str, *words: str) -> dict[str, object]:
    file.write_text(text, encoding="utf-8")
    found: dict[str, object] = run_json(folder, "import", str(file), *words)
    return found


@pytest.mark.parametrize(
    "words",
    [
        ("--source", "Other"),
        ("--source", "Testbase"),
        ("--source", "Other", "--route", "citation-searching"),
        ("--source", "Other", "--round", "new"),
        ("--source", "Testbase", "--round", "new"),
        ("--source", "Other", "--dry-run"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize(
    "content",
    [ris(range(4)), ris(range(4)).replace("\n", "\r\n"), ris(reversed(range(4))), ris(range(2)), ris([1, 1, 2])],
    ids=["the file", "other line ends", "another order", "a part of it", "one of it twice"],
)
def test_known_content_is_no_import(folder: Path, tmp_path: Path, words: tuple[str, ...], content: str) -> None:
    before = record_ids(folder), run_json(folder, "sources"), run_json(folder, "status")
    found = bring(folder, tmp_path / "other name.ris", content, *words)
    assert (found["round"], found["new"], found["number"]) == (1, 0, 0)
    assert found["already_imported"] == found["records"] and found["files"][0]["known_as"] == [1]  # type: ignore[index]
    assert (record_ids(folder), run_json(folder, "sources"), run_json(folder, "status")) == before
    assert run(folder, "check").exit_code == 0


def test_it_says_which_import_it_was_and_what_brings_it_in(folder: Path, tmp_path: Path) -> None:
    done = run(folder, "import", str(tmp_path / "r.ris"), "--source", "Other", "--round", "new")
    assert done.exit_code == 0
    assert "all of it came in with import 1 (Testbase)" in done.stdout
    assert "no search" in done.stdout and "--again" in done.stdout and "next: tamis dedup" not in done.stderr


def test_again_brings_it_in_and_opens_the_round(folder: Path, tmp_path: Path) -> None:
    words = ("import", str(tmp_path / "r.ris"), "--source", "Other", "--round", "new", "--again")
    found = run_json(folder, *words)
    assert (found["number"], found["round"], found["new"], found["files"][0]["known_as"]) == (2, 2, 4, [1])
    assert [each["round"] for each in run_json(folder, "status")["rounds"]] == [1, 2]
    assert run_json(folder, "sources")[1]["files"][0]["known_as"] == [1]
    again = run_json(folder, *words)
    assert (again["number"], again["round"], again["new"]) == (3, 3, 0)


def test_records_of_several_imports_in_one_file_are_known_too(folder: Path, tmp_path: Path) -> None:
    bring(folder, tmp_path / "second.ris", ris(range(10, 13)), "--source", "Second")
    found = bring(folder, tmp_path / "both.ris", ris([0, 11, 2, 12]), "--source", "Third", "--round", "new")
    assert (found["number"], found["new"], found["files"][0]["known_as"]) == (0, 0, [1, 2])  # type: ignore[index]


def test_of_a_file_known_in_part_the_new_records_come_in(folder: Path, tmp_path: Path) -> None:
    found = bring(folder, tmp_path / "more.ris", ris(range(2, 7)), "--source", "Testbase", "--round", "new")
    assert (found["number"], found["round"], found["new"], found["already_imported"]) == (2, 2, 3, 2)
    assert found["files"][0]["known_as"] == []  # type: ignore[index]


def test_a_known_file_beside_a_new_one_brings_nothing(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "new.ris").write_text(ris(range(10, 13)), encoding="utf-8")
    files = (str(tmp_path / "r.ris"), str(tmp_path / "new.ris"))
    found = run_json(folder, "import", *files, "--source", "Other", "--round", "new")
    assert (found["round"], found["records"], found["new"], found["already_imported"]) == (2, 7, 3, 4)
    assert [each["known_as"] for each in found["files"]] == [[1], []] and len(record_ids(folder)) == 7


def test_nothing_at_all_is_refused_and_opens_no_round(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(TamisError, match="there is no record in it"):
        bring(folder, tmp_path / "none.csv", "Title,Authors,Year,DOI\n", "--source", "Other", "--round", "new")
    assert len(run_json(folder, "sources")) == 1


def test_what_was_taken_back_comes_in_again_under_whatever_name(folder: Path, tmp_path: Path) -> None:
    run(folder, "withdraw", "1")
    found = run_json(folder, "import", str(tmp_path / "r.ris"), "--source", "Other")
    assert (found["number"], found["new"], found["files"][0]["known_as"]) == (2, 4, [])


def test_a_file_whose_records_came_in_with_another_that_was_taken_back(folder: Path, tmp_path: Path) -> None:
    """The second file brought two of its four records, and the first, which is gone, the others."""
    bring(folder, tmp_path / "second.ris", ris(range(2, 6)), "--source", "Testbase")
    run(folder, "withdraw", "1")
    found = run_json(folder, "import", str(tmp_path / "second.ris"), "--source", "Testbase")
    assert (found["new"], found["already_imported"], len(record_ids(folder))) == (2, 2, 4)
