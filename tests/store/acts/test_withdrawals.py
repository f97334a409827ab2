"""Imports are taken back and brought back by events; the files stay."""

from pathlib import Path

import pytest

from core.errors import TamisError
from core.records.imports import Source
from store.acts.imports import import_files, imports
from store.acts.withdrawals import restore, withdraw
from store.folder.review import Review
from tests.reviews import make_review, record_ids, ris, run, run_json


def other(folder: Path, numbers: range = range(10, 14)) -> Path:
    file = folder.parent / "other.ris"
    file.write_text(ris(numbers))
    return file


def test_an_import_taken_back_can_be_brought_back(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=3)
    run(folder, "import", str(other(folder)), "--source", "Other")
    ids = record_ids(folder)
    assert run_json(folder, "withdraw", "2") == {"number": 2, "withdrawn": True}
    assert record_ids(folder) == ids[:3]
    assert run_json(folder, "withdraw", "2", "--undo") == {"number": 2, "withdrawn": False}
    assert record_ids(folder) == ids
    assert run(folder, "check").exit_code == 0


def test_what_was_imported_again_is_not_brought_back_twice(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r")
    file = other(folder)
    with Review(folder) as review:
        import_files(review, [file], Source(name="Other"))
        withdraw(review, 1)
        import_files(review, [file], Source(name="Other"))
        with pytest.raises(TamisError, match="4 of its records have been imported again"):
            restore(review, 1)
        with pytest.raises(TamisError, match="no import 2 that was taken back"):
            restore(review, 2)
        assert len(review.records) == 4


def test_a_long_session_sees_what_another_has_imported(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r")
    file, more = other(folder), tmp_path / "more.ris"
    more.write_text(ris(range(20, 22)))
    with Review(folder) as mine, Review(folder) as colleagues:
        import_files(mine, [file], Source(name="Mine"))
        import_files(colleagues, [file], Source(name="Theirs"))
        import_files(colleagues, [more], Source(name="Same"))
        import_files(mine, [more], Source(name="Same"))
    with Review(folder) as review:
        found = imports(review)
        assert [(each.number, each.source.name, each.new) for each in found] == [
            (1, "Mine", 4),
            (2, "Same", 2),
        ]
        assert len(review.records) == 6
    assert run(folder, "check").exit_code == 0


def test_of_the_records_in_the_way_the_first_is_the_first_of_the_import(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r", records=5)
    with Review(folder) as review:
        first, *_, last = review.records
        with pytest.raises(TamisError, match=f"2 of its records.*\n.*{first}"):
            withdraw(review, 1, screened=(last, first))
