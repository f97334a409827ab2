"""What everybody has said as a TinyDB database: its queries are what the commands show, and a write is a word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import where

from store.folder.review import Review
from store.journal.tinydb import JournalTable
from tests.reviews import make_review, protocol, record_ids, run, run_json, said_in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = make_review(tmp_path / "review", records=4, text=protocol("1/2"))
    run(folder, "dedup")
    run(folder, "sample", "title-abstract", "--draw", "--yes")
    return folder


def test_tables_hold_the_documents_that_count(folder: Path) -> None:
    first, second, *_ = record_ids(folder)
    run(folder, "dedup", "--same", first, second)
    with Review(folder) as review:
        [verdict] = review.db.table("verdicts").search(where("same") == True)  # noqa: E712
        assert {verdict["a"], verdict["b"]} == {first, second}
        assert review.db.table("verdicts").get(doc_id=verdict.doc_id) == verdict
        assert len(review.db.table("imports")) == len(review.db.table("samples").all()) == 1


def test_a_write_is_a_word_of_ones_own_and_can_be_taken_back(folder: Path) -> None:
    with Review(folder, role="ANNA") as review:
        number = review.db.table("marks").insert({"record": "x"})
        [event] = said_in(review, "marks")
        assert (event.id, event.after) == (number, {"record": "x"})
        review.db.table("marks").update({"seen": True})
        assert review.db.table("marks").all() == [{"record": "x", "seen": True}]
        review.take_back(["marks"])
        assert review.db.table("marks").all() == [{"record": "x"}]
        review.db.table("marks").truncate()
        assert review.db.table("marks").all() == [] and len(said_in(review, "marks")) == 4


def test_with_queries_that_find_nothing_the_commands_show_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [("sources",), ("sample", "title-abstract"), ("dedup", "--groups")]
    assert all(run_json(folder, *words) for words in asked)
    monkeypatch.setattr(JournalTable, "search", lambda *_: [])
    monkeypatch.setattr(JournalTable, "all", lambda *_: [])
    monkeypatch.setattr(JournalTable, "__iter__", lambda *_: iter(()))
    assert [run_json(folder, *words) for words in asked] == [[], [], []]


def test_what_commands_say_goes_through_the_tables(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, *_ = record_ids(folder)
    run(folder, "dedup", "--same", first, second)
    written: list[tuple[str, str]] = []

    def noted(name: str) -> Callable[..., Any]:
        whole = getattr(JournalTable, name)
        return lambda table, *args, **kwargs: written.append((name, table.name)) or whole(table, *args, **kwargs)

    for name in ("insert", "update", "remove"):
        monkeypatch.setattr(JournalTable, name, noted(name))
    run(folder, "dedup", "--not-same", first, second, "--note", "two trials")
    run(folder, "highlights", "--include", "trial")
    assert {("update", "verdicts"), ("insert", "highlights")} <= set(written)
