"""What is no record is not let through: a file of nothing is refused, records without a title are left out and said."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from core.formats.readers.read import read_export
from tests.reviews import make_review, run, run_json

TITLED = "TY  - JOUR\nTI  - {}\nER  - \n\n"
UNTITLED = "TY  - JOUR\nAU  - Larsen, M\nER  - \n\n"


def written(folder: Path, text: str, name: str = "a.ris") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.ris", UNTITLED, "its only record has no title"),
        ("a.ris", UNTITLED * 3, "none of its 3 records has a title"),
        ("a.ris", "ER  - \nER  - \n", "there is no record in it"),
        ("a.bib", "@string{a = {b}}\n", "there is no record in it"),
        ("a.csv", "Title,Year\n,2020\n", "its only record has no title"),
        ("a.csv", "Title,Year\n", "there is no record in it"),
    ],
)
@pytest.mark.parametrize("keep_untitled", [False, True])
def test_a_file_of_which_no_title_comes_out_is_refused(
    tmp_path: Path, name: str, text: str, said: str, keep_untitled: bool
) -> None:
    with pytest.raises(TamisError) as refused:
        read_export(written(tmp_path, text, name), keep_untitled=keep_untitled)
    assert said in refused.value.what and refused.value.where == name and refused.value.advice


def test_records_without_a_title_are_left_out_said_and_kept_where_that_is_asked(tmp_path: Path) -> None:
    path = written(tmp_path, TITLED.format("One") + UNTITLED * 2 + TITLED.format("Two"))
    left = read_export(path)
    assert [each.title for each in left.records] == ["One", "Two"] and left.skipped == 2
    assert (left.warnings[0].line, left.warnings[0].message) == (
        5,
        "2 records without a title, lines 5, 9: left out (--keep-untitled keeps them)",
    )
    kept = read_export(path, keep_untitled=True)
    assert len(kept.records) == 4 and kept.skipped == 0 and kept.warnings[0].message.endswith(": kept")


def test_the_command_leaves_them_out_and_brings_them_in_later(tmp_path: Path) -> None:
    review = make_review(tmp_path / "review")
    path = str(written(tmp_path, TITLED.format("One") + UNTITLED))
    first = run_json(review, "import", path, "--source", "A")
    assert (first["records"], first["new"], first["files"][0]["skipped"]) == (1, 1, 1)
    assert "without a title, line 5" in run(review, "import", path, "--source", "A").output
    assert run_json(review, "import", path, "--source", "A", "--keep-untitled")["new"] == 1
    with pytest.raises(TamisError, match="no record"):
        run(review, "import", str(written(tmp_path, "ER  - \n", "b.ris")), "--source", "B")
