"""A snapshot is read only if it is whole, ours, and as it was written; stock TinyDB opens it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tinydb import TinyDB

from store.journal.line import FORMAT, Position
from store.journal.snapshot import META, Snapshot, lines_known, put, read_snapshot, write_snapshot

TABLES = {
    "decisions": {"3": {"record": "3", "note": "a “quote” \x00"}, "7": {"record": "7"}},
    "labels": {"1": {"x": []}},
}
PLACE = Position(offset=120, seq=12, chain="00ff" * 4, crc=99)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "journal.json"
    write_snapshot(path, Snapshot(TABLES, PLACE), 0o640)
    return path


def test_what_was_written_is_read(path: Path) -> None:
    assert read_snapshot(path) == Snapshot(TABLES, PLACE)
    assert lines_known(path) == 12 and path.stat().st_mode & 0o777 == 0o640


def test_one_document_a_line_in_a_file_that_tinydb_opens(path: Path) -> None:
    lines = path.read_text().splitlines()
    assert sum(line.startswith('"3":') for line in lines) == 1 and lines[-1].startswith(f'"{META}":')
    with TinyDB(path) as stock:
        assert stock.table("decisions").get(doc_id=7) == {"record": "7"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"record":"7"', '"record":"8"'),
        ('"seq":12', '"seq":"12'),
        (f'"format":{FORMAT}', f'"format":{FORMAT + 1}'),
        ('"labels"', '"Labels"'),
        ('"_meta"', '"_Meta"'),
    ],
)
def test_what_somebody_altered_is_not_used(path: Path, before: str, after: str) -> None:
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))
    assert read_snapshot(path) is None


def test_every_beginning_of_a_snapshot_is_none(path: Path) -> None:
    whole = path.read_bytes().rstrip(b"\n")
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert read_snapshot(path) is None and lines_known(path) == 0


def test_no_snapshot_is_none(tmp_path: Path) -> None:
    assert read_snapshot(tmp_path / "none.json") is None and lines_known(tmp_path / "none.json") == 0


def test_a_table_without_documents_is_no_table() -> None:
    tables = {}
    put(tables, "decisions", 3, {"x": 1})
    put(tables, "decisions", 4, {"x": 2})
    put(tables, "decisions", 3, None)
    assert tables == {"decisions": {"4": {"x": 2}}}
    put(tables, "decisions", 4, None)
    put(tables, "decisions", 4, None)
    assert tables == {}
