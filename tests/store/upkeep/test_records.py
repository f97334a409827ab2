"""Files that were written once: what they were, whose words name them, and whether a record is what its source said."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.records.record import Record
from store.acts.imports import imports
from store.folder.documents import Documents, WrittenDocuments
from store.folder.review import Review
from store.upkeep.records import check_contents, check_records
from tests.documents import write_documents
from tests.reviews import make_review, record_ids, records_file, run, run_json


def test_records_files_are_compared_with_their_checksum(tmp_path: Path) -> None:
    path = tmp_path / "1-scopus.json"
    checksum = write_documents(path, "records", [(1, {"title": "a"}), (2, {"title": "b"})])
    assert check_records(path, checksum) == []
    path.chmod(0o644)

    path.write_bytes(path.read_bytes().replace(b'"b"', b'"c"'))
    [problem] = check_records(path, checksum)
    assert "not what the import wrote: every line can be read" in problem.what
    path.write_bytes(path.read_bytes().replace(b'"c"}', b'"c";'))
    [problem] = check_records(path, checksum)
    assert "line 3 is damaged" in problem.what
    path.unlink()
    [problem] = check_records(path, checksum)
    assert "not there" in problem.what


@pytest.mark.parametrize(("changed", "named"), [(1, 1), (3, 3), (4, 3), (5, 3)])
def test_records_whose_ids_are_not_those_of_what_was_said_of_them(tmp_path: Path, changed: int, named: int) -> None:
    folder = make_review(tmp_path / "review", records=5)
    path = records_file(folder, ".raw.json")
    raw = Documents(path)
    documents = list(zip(raw.ids, raw, strict=True))
    altered = [
        (number, {**document, "raw": [["TI", "another"]]} if place < changed else document)
        for place, (number, document) in enumerate(documents)
    ]
    path.chmod(0o644)
    write_documents(path, "raw", altered)
    with Review(folder) as review:
        [problem] = check_contents(review, imports(review)[0])
    names = ", ".join(f"{number:016x}" for number, _ in documents[:named]) + " and more" * (changed > named)
    assert problem.what == f"the id of a record is not that of what Testbase said of it: {names}"
    assert problem.advice == "Compare it with the export: a record was made or changed." and problem.where == str(path)


def test_a_file_that_is_as_it_was_written_but_holds_no_record_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "review").mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(Record, "as_document", lambda self: {"id": self.id, "title": [self.title]})
        folder = make_review(tmp_path / "review", records=2)
    [problem] = run_json(folder, "check")["problems"]
    assert problem["where"] == str(records_file(folder, ".json"))
    assert problem["what"] == f"the title of record {record_ids(folder)[0]} is none that a record can have"


def test_a_file_that_is_as_it_was_written_but_does_not_fit_its_index_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = WrittenDocuments.end

    def shifted(self: WrittenDocuments) -> None:
        self._starts[-1] += 1
        end(self)

    (tmp_path / "review").mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(WrittenDocuments, "end", shifted)
        folder = make_review(tmp_path / "review", records=2)
    problems = run_json(folder, "check")["problems"]
    assert (str(records_file(folder, ".json")), "line 3 is damaged") in {
        (each["where"], each["what"]) for each in problems
    }


def test_what_a_search_found_is_named_by_its_word_and_is_what_it_wrote(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=2)
    run(folder, "dedup")
    [path] = folder.glob("people/*/duplicates/*.json")
    assert run_json(folder, "check")["ok"]
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"{", b"[", 1))
    [problem] = run_json(folder, "check")["problems"]
    assert problem["where"].startswith(str(path))
