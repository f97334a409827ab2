"""What a journal promises when nothing goes wrong."""

from __future__ import annotations

import fcntl
import json
import os
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.journal.errors import StoreReadOnly
from store.journal.journal import Change, Journal, document_id, utc_now
from store.journal.snapshot import Tables
from store.upkeep.damage import check_journal
from tests.examples import examples
from tests.store.faults import TABLE, change, decision


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ta.jsonl"


def reopened(path: Path) -> Journal:
    return Journal(path, who="reader", read_only=True)


def test_a_decision_is_one_line_that_says_everything(path: Path) -> None:
    journal = Journal(path, who="anna", version="v7", now=lambda: "2026-01-02T03:04:05.678Z")
    [event] = journal.commit([Change(TABLE, 17, {"verdict": "exclude"})], act="decide", note="why", spent=2100)

    header, line = map(json.loads, path.read_text().splitlines())
    assert (header["act"], header["after"], header["seq"]) == ("format", {"format": 1}, 1)
    assert {key: value for key, value in line.items() if key != "~"} == {
        "seq": 2,
        "at": "2026-01-02T03:04:05.678Z",
        "who": "anna",
        "act": "decide",
        "table": TABLE,
        "id": 17,
        "before": None,
        "after": {"verdict": "exclude"},
        "note": "why",
        "spent": 2100,
        "version": "v7",
    }
    assert (event.seq, event.at, event.spent, event.version) == (2, "2026-01-02T03:04:05.678Z", 2100, "v7")
    assert list(journal.events())[1] == event
    assert [each.seq for each in journal.events_back()] == [2, 1]


def test_the_next_session_has_what_this_one_saved(path: Path) -> None:
    with Journal(path, who="anna") as journal:
        journal.commit([change(1), change(2)])
        journal.commit([change(1, "exclude"), Change(TABLE, 2, None)])
        tables = journal.tables
    assert tables == {TABLE: {"1": decision(1, "exclude")}}
    assert reopened(path).tables == tables
    path.with_suffix(".json").unlink()
    assert reopened(path).tables == tables
    assert check_journal(path) == []


def test_what_changes_nothing_is_not_written(path: Path) -> None:
    journal = Journal(path, who="anna")
    journal.commit([change(1)])
    size = path.stat().st_size
    assert journal.commit([change(1), Change(TABLE, 99, None)]) == []
    assert journal.commit([]) == []
    assert path.stat().st_size == size


def test_a_batch_says_its_places_and_its_time_once(path: Path) -> None:
    journal = Journal(path, who="anna")
    events = journal.commit([change(1), change(2), change(1, "exclude"), Change(TABLE, 9, None)], spent=900)
    assert [(event.id, event.batch, event.spent) for event in events] == [(1, (1, 2), 900), (2, (2, 2), None)]
    assert journal.document(TABLE, 1) == decision(1, "exclude")


def test_one_write_and_one_sync_a_decision(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(path, who="anna")
    journal.commit([change(1)])
    calls: list[str] = []
    for name in ("write", "fdatasync", "fsync"):
        real = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *args, name=name, real=real: (calls.append(name), real(*args))[1])
    journal.commit([change(2)])
    journal.commit([change(number) for number in range(10, 60)])
    assert calls == ["write", "fdatasync"] * 2


def test_memory_changes_last(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(path, who="anna")
    journal.commit([change(1)])
    steps: list[tuple[str, bool]] = []

    def note(step: str) -> None:
        steps.append((step, journal.document(TABLE, 2) is not None))

    for module, name in ((fcntl, "flock"), (os, "write"), (os, "fdatasync")):
        real = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *args, name=name, real=real: (note(name), real(*args))[1])
    journal.commit([change(2)])
    assert steps == [("flock", False), ("write", False), ("fdatasync", False), ("flock", True)]


def test_the_first_decision_makes_the_name_of_the_file_durable_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(path, who="anna")
    synced: list[str] = []
    monkeypatch.setattr(os, "fdatasync", lambda descriptor: synced.append("file"))
    monkeypatch.setattr("store.journal.logfile.fsync_dir", lambda folder: synced.append(folder.name))
    journal.commit([change(1)])
    journal.commit([change(2)])
    assert synced == ["file", path.parent.name, "file"]


def test_threads_take_turns(path: Path) -> None:
    journal = Journal(path, who="anna")

    def work(first: int) -> None:
        for number in range(first, first + 25):
            journal.commit([change(number)])

    threads = [threading.Thread(target=work, args=(100 * each,)) for each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(journal.tables[TABLE]) == 100
    assert check_journal(path) == []
    assert reopened(path).tables == journal.tables


def test_reading_creates_nothing_and_writes_nothing(path: Path) -> None:
    journal = reopened(path)
    assert (journal.tables, journal.seq, list(journal.events()), journal.refresh()) == ({}, 0, [], [])
    with pytest.raises(StoreReadOnly):
        journal.commit([change(1)])
    journal.close()
    assert list(path.parent.iterdir()) == []

    journal = reopened(path)
    Journal(path, who="anna").commit([change(1)])
    journal.refresh()
    assert journal.tables == {TABLE: {"1": decision(1)}}
    journal.close()
    assert [each.name for each in path.parent.iterdir()] == ["ta.jsonl"]


def test_callers_keep_no_hand_on_what_is_stored(path: Path) -> None:
    journal = Journal(path, who="anna")
    document = {"labels": ["a"], "pair": (1, 2)}
    journal.commit([Change(TABLE, 1, document)])
    document["labels"].append("b")  # type: ignore[attr-defined]
    assert journal.document(TABLE, 1) == {"labels": ["a"], "pair": [1, 2]}


@pytest.mark.parametrize("bad", [{"x": float("nan")}, {"x": {1, 2}}, {"x": float("inf")}, {(1, 2): 3}, {"x": b"bytes"}])
def test_what_json_cannot_hold_changes_nothing(path: Path, bad: dict[str, object]) -> None:
    journal = Journal(path, who="anna")
    journal.commit([change(1)])
    before = path.read_bytes()
    with pytest.raises((TypeError, ValueError)):
        journal.commit([change(2), Change(TABLE, 3, bad)])
    assert path.read_bytes() == before
    assert journal.tables == {TABLE: {"1": decision(1)}}


@pytest.mark.parametrize("table", ["", "_meta"])
def test_reserved_tables_are_refused(path: Path, table: str) -> None:
    with pytest.raises(ValueError, match="_meta"):
        Journal(path, who="anna").commit([Change(table, 1, {})])


HOSTILE = [
    "a\u2028b\x85c\x0bd",
    "\x00\x1b[31m",
    "\ud800",
    "\ud83d\ude00",
    "é\r\n",
    '","~":"0000000000000000"}\n',
    "x" * 1_000_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_comes_back_the_same_in_every_session(path: Path, text: str) -> None:
    with Journal(path, who="anna") as journal:
        journal.commit([Change(TABLE, 1, {"note": text, text: [text]})], note=text)
        journal.commit([change(2)])
        tables = journal.tables
        events = list(journal.events())
    assert reopened(path).tables == tables
    path.with_suffix(".json").unlink()
    replayed = reopened(path)
    assert replayed.tables == tables
    assert list(replayed.events()) == events
    assert check_journal(path) == []


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters()),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(), max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)
CHANGES = st.builds(
    Change,
    st.sampled_from(["a", "b"]),
    st.integers(0, 3) | st.just(2**64 - 1),
    st.none() | st.dictionaries(st.text(st.characters(), max_size=3), JSON, max_size=3),
)


def in_order(tables: Tables) -> str:
    """The tables as text, since the order of documents must be the same too."""
    return json.dumps({name: dict(documents) for name, documents in tables.items()})


@settings(
    max_examples=examples(20, long=40),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(batches=st.lists(st.lists(CHANGES, max_size=4), max_size=6))
def test_memory_is_what_a_replay_gives(path: Path, batches: list[list[Change]]) -> None:
    for each in path.parent.iterdir():
        each.unlink()
    with Journal(path, who="anna") as journal:
        for batch in batches:
            journal.commit(batch)
        expected = in_order(journal.tables)
    assert in_order(reopened(path).tables) == expected
    path.with_suffix(".json").unlink(missing_ok=True)
    assert in_order(reopened(path).tables) == expected
    assert check_journal(path) == []


def test_a_clock_set_back_does_no_harm(path: Path) -> None:
    times = iter(["2026-05-05T12:00:00.000Z", "2025-01-01T00:00:00.000Z", "2024-01-01T00:00:00.000Z"])
    with Journal(path, who="anna", now=lambda: next(times)) as journal:
        journal.commit([change(1)])
        journal.commit([change(1, "exclude")])
        journal.undo()
    assert [event.act for event in reopened(path).events()] == ["format", "edit", "edit", "undo"]
    assert reopened(path).tables == {TABLE: {"1": decision(1)}}
    assert check_journal(path) == []


def test_a_snapshot_is_written_at_the_end_and_never_gets_older(path: Path) -> None:
    stale, busy = Journal(path, who="anna"), Journal(path, who="anna")
    stale.commit([change(1)])
    busy.commit([change(2)])
    busy.close()
    stale.close()
    snapshot = json.loads(path.with_suffix(".json").read_bytes())
    assert snapshot[TABLE] == {"1": decision(1), "2": decision(2)}
    assert snapshot["_meta"]["1"]["seq"] == 3


def test_small_things_that_others_rely_on() -> None:
    assert document_id("a") == document_id("a") != document_id("b") and document_id("a") < 1 << 60
    assert len(utc_now()) == len("2021-01-04T08:00:00.000Z") and utc_now().endswith("Z")
