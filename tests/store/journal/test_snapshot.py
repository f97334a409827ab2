"""A snapshot is read only if it is whole, ours, and as it was written; stock TinyDB opens it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tinydb import TinyDB

from store.journal.line import FORMAT, Document, Position, canonical
from store.journal.snapshot import (
    META,
    Snapshot,
    StoredTable,
    Tables,
    keys_with,
    lines_known,
    passing,
    put,
    read_snapshot,
    write_snapshot,
)

TABLES: Tables = {
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


def stored(documents: dict[str, Document]) -> StoredTable:
    """A table as a snapshot holds it."""
    lines = b",".join(b'\n"%s":%s' % (key.encode(), canonical(each)) for key, each in documents.items())
    return StoredTable(b'{"7":{}' + lines + b'\n"8":{}', (7, 7 + len(lines)))


@pytest.mark.parametrize("number", range(12))
def test_a_stored_table_is_what_a_dictionary_would_be_whatever_is_asked_and_set_in_whatever_order(number: int) -> None:
    chance = random.Random(f"stored {number}")
    texts = ("x", '"settles":', '\n"7":{', "é\x85")
    plain: dict[str, Document] = {
        str(chance.randrange(90)): {chance.choice(("note", "settles")): chance.choice(texts)} for _ in range(40)
    }
    table = stored(plain)
    told = table.told(lambda those: {key: {"key": key, **each} for key, each in those.items() if int(key) % 5})
    for _ in range(60):
        key, document = str(chance.randrange(100)), {"note": chance.random()}
        match chance.randrange(6 if chance.random() < 0.2 else 4):
            case 0 | 1:
                assert table.get(key) == plain.get(key) and (key in table) is (key in plain)
            case 2:
                table[key] = plain[key] = document
            case 3:
                assert sorted(keys_with(table, "settles")) == sorted(keys_with(plain, "settles"))
            case 4:
                assert table.pop(key, None) == plain.pop(key, None)
                assert list(table.items()) == list(plain.items()) and len(table) == len(plain) and table == plain
            case 5 if chance.random() < 0.5:
                assert list(passing(table)) == list(passing(plain)) and bool(table) is bool(plain)
            case _:
                again = table.told(dict)
                assert again == plain and list(again) == list(plain)
    assert list(table.items()) == list(plain.items())
    assert all(int(key) % 5 and each["key"] == key for key, each in told.items())


def test_few_documents_of_a_snapshot_are_parsed_where_few_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    position = Position(1, 1, "x", 1)
    tables: Tables = {"a": {str(each): {"n": each} for each in range(300)}, "b": {"7": {"n": -7}}}
    write_snapshot(tmp_path / "s.json", Snapshot(tables, position), 0o600)
    monkeypatch.setattr(StoredTable, "_whole", lambda _: pytest.fail("all of it was parsed"))
    found = read_snapshot(tmp_path / "s.json")
    assert found is not None and found.position == position and list(found.tables) == ["a", "b"]
    read = found.tables["a"]
    assert (read["7"], read["299"], read.get("300"), found.tables["b"]["7"]) == ({"n": 7}, {"n": 299}, None, {"n": -7})
    read["300"] = {"n": 0}
    assert (read["300"], keys_with(read, "m")) == ({"n": 0}, [])


def test_documents_that_pass_are_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    plain: dict[str, Document] = {str(each): {"n": each, "text": "x" * 900} for each in range(400)}
    table = stored(plain)
    monkeypatch.setattr(StoredTable, "_whole", lambda _: pytest.fail("all of it was parsed"))
    assert table["7"] == plain["7"] and table
    table["9"], table["500"] = {"n": -9}, {"n": 500}
    assert list(passing(table)) == [*({**plain, "9": {"n": -9}}).values(), {"n": 500}]
    assert not stored({})
