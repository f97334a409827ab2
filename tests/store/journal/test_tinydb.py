"""TinyDB's interface, the same as with its own storage; and the private method it hangs on."""

from __future__ import annotations

import inspect
import json
import os
import time
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where
from tinydb.operations import delete, increment
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from store.journal.journal import Change, Journal
from store.journal.tinydb import JournalDB, JournalStorage, JournalTable
from store.upkeep.damage import check_journal
from tests.examples import examples


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ta.jsonl"


@pytest.fixture
def db(path: Path) -> JournalDB:
    return JournalDB(path, who="anna")


def test_tinydb_still_makes_every_change_through_the_method_we_override() -> None:
    """If this fails after an upgrade of TinyDB, read its `Table` before anything else."""
    assert list(inspect.signature(Table._update_table).parameters) == ["self", "updater"]
    assert list(inspect.signature(Table._read_table).parameters) == ["self"]
    writing = {"insert_multiple", "update", "update_multiple", "remove", "truncate"}
    for name in writing | {"insert"}:
        source = inspect.getsource(getattr(Table, name))
        assert "self._update_table(" in source
        assert "_storage.write" not in source
    assert "self.update(" in inspect.getsource(Table.upsert)
    assert "self.insert(" in inspect.getsource(Table.upsert)
    source = inspect.getsource(Table)
    assert source.count("_storage.write(") == source.count("def _update_table") == 1


def test_each_writing_call_is_one_batch(db: JournalDB) -> None:
    calls: list[tuple[Any, int]] = [
        (lambda: db.insert({"a": 1}), 1),
        (lambda: db.insert_multiple([{"a": 2}, {"a": 3}, {"a": 4}]), 3),
        (lambda: db.upsert(Document({"a": 9}, doc_id=77)), 1),
        (lambda: db.upsert({"a": 2, "z": 0}, where("a") == 2), 1),
        (lambda: db.update(increment("a")), 5),
        (lambda: db.update({"z": 1}, where("a") > 3), 3),
        (lambda: db.update({"z": 1}, where("a") > 3), 0),
        (lambda: db.update_multiple([({"y": 1}, where("a") == 2), (delete("z"), where("z") == 1)]), 4),
        (lambda: db.remove(where("a") == 2), 1),
        (lambda: db.remove(doc_ids=[77, 500]), 1),
        (lambda: db.truncate(), 3),
        (lambda: db.truncate(), 0),
    ]
    for call, lines in calls:
        before = list(db.journal.events())
        call()
        new = list(db.journal.events())[len(before) :]
        new = [event for event in new if event.act != "format"]
        assert len(new) == lines
        assert [event.batch for event in new] == [(place + 1, lines) if lines > 1 else None for place in range(lines)]


def test_queries(db: JournalDB) -> None:
    db.insert_multiple({"n": number} for number in range(10))
    assert len(db) == 10
    assert db.count(where("n") > 6) == 3
    assert [document.doc_id for document in db.search(where("n") > 6)] == [8, 9, 10]
    assert db.get(doc_id=3) == {"n": 2}
    assert db.get(doc_id=3).doc_id == 3
    assert db.get(where("n") == 99) is None
    assert db.get(doc_ids=[2, 5, 99]) == [{"n": 1}, {"n": 4}]
    assert db.contains(where("n") == 4)
    assert not db.contains(doc_id=11)
    assert sum(document["n"] for document in db) == 45


OPERATIONS = st.one_of(
    st.tuples(st.just("insert"), st.integers(0, 3)),
    st.tuples(st.just("insert_multiple"), st.integers(0, 3)),
    st.tuples(st.just("upsert_id"), st.integers(1, 5)),
    st.tuples(st.just("upsert"), st.integers(0, 3)),
    st.tuples(st.just("update"), st.integers(0, 3)),
    st.tuples(st.just("update_ids"), st.integers(1, 5)),
    st.tuples(st.just("remove"), st.integers(0, 3)),
    st.tuples(st.just("remove_ids"), st.integers(1, 5)),
    st.tuples(st.just("update_multiple"), st.integers(0, 3)),
    st.tuples(st.just("truncate"), st.just(0)),
    st.tuples(st.just("drop_table"), st.just(0)),
)


def operate(db: TinyDB, name: str, n: int) -> Any:
    table = db.table("t")
    match name:
        case "insert":
            return table.insert({"n": n, "l": [n]})
        case "insert_multiple":
            return table.insert_multiple([{"n": n}, {"n": n + 1}])
        case "upsert_id":
            return table.upsert(Document({"n": n}, doc_id=n))
        case "upsert":
            return table.upsert({"n": n, "u": 1}, where("n") == n)
        case "update":
            return table.update(increment("n"), where("n") == n)
        case "update_ids":
            return table.update({"x": n}, doc_ids=[n, n + 1])
        case "remove":
            return table.remove(where("n") == n)
        case "remove_ids":
            return table.remove(doc_ids=[n])
        case "update_multiple":
            return table.update_multiple([({"m": 1}, where("n") == n), ({"m": 2}, where("n") > n)])
        case "truncate":
            return table.truncate()
        case _:
            return db.drop_table("t")


@settings(
    max_examples=examples(25, long=60),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(operations=st.lists(OPERATIONS, max_size=12))
def test_it_behaves_as_tinydb_with_its_own_storage(path: Path, operations: list[tuple[str, int]]) -> None:
    for each in path.parent.iterdir():
        each.unlink()
    ours, theirs = JournalDB(path, who="anna"), TinyDB(storage=MemoryStorage)
    other = JournalDB(path, who="ole")
    for name, n in operations:
        assert operate(ours, name, n) == operate(theirs, name, n)
        for view in (ours, other):
            table = view.table("t")
            assert [(each.doc_id, each) for each in table] == [(each.doc_id, each) for each in theirs.table("t")]
            assert table.search(where("n") == n) == theirs.table("t").search(where("n") == n)
    other.close()
    ours.close()
    assert check_journal(path) == []
    if path.with_suffix(".json").exists():
        assert TinyDB(path.with_suffix(".json")).table("t").all() == theirs.table("t").all()


def test_stock_tinydb_opens_the_snapshot(path: Path, db: JournalDB) -> None:
    db.insert({"title": "é \u2028 \ud800"})
    db.table("other").insert({"x": None})
    db.close()
    stock = TinyDB(path.with_suffix(".json"))
    assert stock.all() == [{"title": "é \u2028 \ud800"}]
    assert stock.table("other").get(doc_id=1) == {"x": None}
    assert {"_default", "other"} <= stock.tables()


def test_two_processes_never_give_out_one_number_twice(path: Path, db: JournalDB) -> None:
    other = JournalDB(path, who="ole")
    numbers = [each.insert({"n": n}) for n in range(5) for each in (db, other)]
    assert numbers == list(range(1, 11))
    assert db.insert_multiple([{}, {}]) == [11, 12]
    assert other.insert_multiple([{}]) == [13]


def test_a_query_asked_before_sees_what_another_process_wrote(path: Path, db: JournalDB) -> None:
    other = JournalDB(path, who="ole")
    assert db.search(where("n") == 1) == []
    other.insert({"n": 1})
    assert db.search(where("n") == 1) == [{"n": 1}]
    path.write_bytes(b"")
    assert db.search(where("n") == 1) == []


def test_results_are_the_callers_own(db: JournalDB) -> None:
    db.insert({"labels": ["a"], "deep": {"x": [1]}})
    for result in (db.get(doc_id=1), db.all()[0], db.search(where("labels").exists())[0], db.get(doc_ids=[1])[0]):
        result["labels"].append("b")
        result["deep"]["x"].clear()
    assert db.search(where("labels").exists()) == [{"labels": ["a"], "deep": {"x": [1]}}]
    db.update(Document({"labels": ["a", "b"]}, doc_id=1), doc_ids=[1])
    assert db.get(doc_id=1) == {"labels": ["a", "b"], "deep": {"x": [1]}}


def test_an_updater_that_raises_changes_nothing(path: Path, db: JournalDB) -> None:
    db.insert_multiple([{"n": 1}, {"n": 2}])
    before = path.read_bytes()

    def raises_half_way(document: dict[str, int]) -> None:
        document["n"] += 10
        if document["n"] == 12:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        db.update(raises_half_way)
    with pytest.raises(ValueError, match="already exists"):
        db.insert_multiple([Document({}, doc_id=3), Document({}, doc_id=1)])
    with pytest.raises(ValueError, match="JSON"):
        db.insert({"n": float("nan")})
    assert db.all() == [{"n": 1}, {"n": 2}]
    assert path.read_bytes() == before


def test_dropped_tables_come_back_by_undo(db: JournalDB) -> None:
    db.insert({"n": 1})
    db.table("t").insert_multiple([{"n": 2}, {"n": 3}])
    db.drop_table("t")
    assert db.tables() == {"_default"}
    db.journal.undo()
    assert db.table("t").all() == [{"n": 2}, {"n": 3}]
    db.drop_tables()
    assert db.tables() == set()
    db.journal.undo()
    assert db.tables() == {"_default", "t"}


def test_tinydbs_own_table_is_refused(db: JournalDB) -> None:
    with pytest.raises(TypeError, match="JournalTable"):
        Table(db.storage, "t").insert({"n": 1})
    assert db.tables() == set()


def test_an_upsert_writes_once_whatever_the_size(path: Path) -> None:
    with Journal(path, who="anna") as journal:
        journal.commit(Change("_default", number, {"n": number}) for number in range(1, 2001))
    db = JournalDB(path, who="anna")
    size = path.stat().st_size
    db.upsert(Document({"n": -1}, doc_id=7))
    db.upsert(Document({"n": -1}, doc_id=10**18))
    assert path.stat().st_size - size < 700
    assert json.loads(path.read_bytes().splitlines()[-1])["id"] == 10**18
    assert isinstance(db.table("x"), JournalTable)
    assert isinstance(db.storage, JournalStorage)


@pytest.mark.long
def test_an_upsert_among_a_hundred_thousand_costs_less_than_a_millisecond_and_one_sync(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Journal(path, who="anna") as journal:
        journal.commit(Change("_default", number, {"n": number}) for number in range(100_000))
    db = JournalDB(path, who="anna")
    syncs: list[int] = []
    real = os.fdatasync
    monkeypatch.setattr(os, "fdatasync", lambda descriptor: (syncs.append(descriptor), real(descriptor))[1])
    costs = []
    for number in range(300):
        start = time.process_time()
        db.upsert(Document({"n": -1}, doc_id=number * 331))
        costs.append(time.process_time() - start)
    assert len(syncs) == 300
    assert median(costs) < 0.001
