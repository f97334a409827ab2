"""The text of a study: of its file, kept in the cache; else the abstract, with why."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.fulltext.text import ReportText
from store.folder.review import Review
from store.state.review_state import review_state
from store.work.texts import report_text
from store.work.texts.report_text import text_place
from tests.reviews import TWO_READERS, decide_all, make_review, record_ids, run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = make_review(tmp_path / "r", records=2, text=TWO_READERS.replace("COVERAGE", "all"))
    for who in ("ANNA", "BO"):
        decide_all(folder, who, "title-abstract", [("T0", "include"), ("T1", "include")])
    return folder


def text_of(folder: Path, place: int = 0) -> ReportText:
    with Review(folder, role="ANNA") as review:
        return text_place(review, review_state(review).groups, [record_ids(folder)[place]]).texts[0]


def test_without_a_file_it_is_the_abstract(folder: Path) -> None:
    text = text_of(folder)
    assert text.source == "abstract" and text.problem == "no full text is linked: this is the abstract"
    run(folder, "fulltext", "full-text", record_ids(folder)[0], "--retrieved", "https://example.org/1", role="ANNA")
    assert text_of(folder).problem == "read on line at https://example.org/1; this is the abstract"


def test_a_file_is_extracted_once_and_again_when_it_is_another(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = folder / "one.txt"
    file.write_text("The words.\n\nMore words.\fPage two.", encoding="utf-8")
    run(folder, "fulltext", "full-text", record_ids(folder)[0], "--retrieved", str(file), role="ANNA")
    calls = []
    extracted = report_text.extracted
    monkeypatch.setattr(report_text, "extracted", lambda path: (calls.append(path), extracted(path))[1])
    first = text_of(folder)
    assert first.pages == (("The words.", "More words."), ("Page two.",)) and first.source == "one.txt"
    assert text_of(folder) == first and len(calls) == 1
    file.write_text("Other words.", encoding="utf-8")
    assert text_of(folder).paragraphs == ["Other words."] and len(calls) == 2
    file.write_bytes(b"")
    assert text_of(folder).problem.startswith("one.txt: no text in it. Open it with")
    file.unlink()
    assert text_of(folder).problem == f"{file}: there is no such file; this is the abstract"


def test_the_cache_is_the_account_s_own(folder: Path) -> None:
    from store.folder.cache import Cache

    file = folder / "one.txt"
    file.write_text("The words.", encoding="utf-8")
    run(folder, "fulltext", "full-text", record_ids(folder)[0], "--retrieved", str(file), role="ANNA")
    text_of(folder)
    (kept,) = Cache(folder).folder.glob("text-*")
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_study_has_the_files_of_all_its_reports(folder: Path) -> None:
    """A quote may be from any of them; where one cannot be read, nothing is said to be lost."""
    ids = record_ids(folder)
    for name, record in (("one.txt", ids[0]), ("two.txt", ids[1])):
        (folder / name).write_text(f"The words of {name}.", encoding="utf-8")
        run(folder, "fulltext", "full-text", record, "--retrieved", str(folder / name), role="ANNA")
    with Review(folder, role="ANNA") as review:
        groups = review_state(review).groups
        both = text_place(review, groups, ids)
        assert [text.source for text in both.texts] == ["one.txt", "two.txt"]
        quotes = ["the words of one", "of two.txt", "of three"]
        assert both.lost(quotes) == {"of three"}
        assert len(text_place(review, groups, [ids[0], ids[0]]).files) == 1
        (folder / "two.txt").write_bytes(b"")
        assert text_place(review, groups, ids).lost(quotes) == set()
        (folder / "two.txt").unlink()
        assert text_place(review, groups, ids).lost(quotes) == {"of two.txt", "of three"}
    assert text_place(review, groups, ids[:1]).lost(quotes) == {"of two.txt", "of three"}
