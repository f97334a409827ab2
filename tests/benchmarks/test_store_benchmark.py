"""What the store costs in CPU, syncs and memory: printed, not asserted (run with `-m benchmark -s`)."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from statistics import median

import pytest
from tinydb.table import Document

from core.records.record import Author, RawField, Record
from store.folder.records import write_records
from store.journal.journal import Change, Journal
from store.journal.tinydb import JournalDB

pytestmark = pytest.mark.benchmark

TABLE = "decisions"
RECORDS = 100_000
IMPORTS = 10


def cpu(act: Callable[[], object]) -> float:
    """Seconds of CPU."""
    start = time.process_time()
    act()
    return time.process_time() - start


def each_cpu(act: Callable[[int], object], times: int) -> str:
    costs = sorted(cpu(lambda number=number: act(number)) * 1000 for number in range(times))  # type: ignore[misc]
    return f"median {median(costs):.2f} ms, 99 % below {costs[int(times * 0.99)]:.2f} ms"


def say(what: str, figure: str) -> None:
    print(f"  {what:<44} {figure}")


def rid(number: int) -> str:
    return sha256(b"rec%d" % number).hexdigest()[:16]


def decision(number: int, verdict: str = "exclude") -> Change:
    document = {"record": rid(number), "verdict": verdict, "reason": "not-mental-health", "order": "import"}
    return Change(TABLE, int(rid(number), 16), document | {"at": "2026-01-01T00:00:00.000Z"})


@pytest.mark.parametrize("stored", [1_000, 100_000])
def test_decisions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stored: int) -> None:
    print(f"\n{stored:,} decisions stored, CPU:")
    path = tmp_path / "ta.jsonl"
    journal = Journal(path, who="anna", version="0123456789ab")

    def bulk() -> None:
        for start in range(0, stored, 1000):
            journal.commit(decision(number) for number in range(start, start + 1000))

    say("storing them in batches of 1,000", f"{cpu(bulk):.2f} s")
    say("size of the journal", f"{path.stat().st_size / 1e6:.1f} MB")

    syncs = 0
    real = os.fdatasync

    def counted(descriptor: int) -> None:
        nonlocal syncs
        syncs += 1
        real(descriptor)

    monkeypatch.setattr(os, "fdatasync", counted)
    say("one decision", each_cpu(lambda number: journal.commit([decision(number, "include")], spent=900), 1000))
    say("fdatasync for 1,000 decisions", str(syncs))
    say("undo", each_cpu(lambda _: journal.undo(), 100))
    say("refresh when nothing is new", each_cpu(lambda _: journal.refresh(), 1000))
    say("snapshot", f"{cpu(journal.checkpoint):.2f} s")
    journal.close()

    db = JournalDB(path, who="anna")
    table = db.table(TABLE)
    documents = [Document(each.after | {"note": "x"}, each.id) for each in map(decision, range(300)) if each.after]
    say("TinyDB upsert of one document", each_cpu(lambda number: table.upsert(documents[number]), 300))
    say("TinyDB get by number", each_cpu(lambda number: table.get(doc_id=documents[number].doc_id), 300))
    db.close()

    def reopen() -> None:
        Journal(path, who="anna", read_only=True)

    say("opening from the snapshot", f"{cpu(reopen):.2f} s")
    path.with_suffix(".json").unlink()
    say("opening without a snapshot", f"{cpu(reopen):.2f} s")


def records(start: int, stop: int) -> list[Record]:
    chance = random.Random(start)
    words = [f"w{number:05d}" for number in range(5000)]
    return [
        Record(
            id=rid(number),
            title=" ".join(chance.choices(words, k=14)),
            abstract=" ".join(chance.choices(words, k=215)),
            authors=tuple(Author(f"Family{each}", "Given") for each in range(4)),
            year=2000,
            journal="Journal of Mental Health",
            doi=f"10.1000/{number}",
            raw=(RawField("TI", "x"), RawField("AB", "x" * 100)),
        )
        for number in range(start, stop)
    ]


OPENING = """
import random, sys, time
from pathlib import Path
from store.journal.journal import Journal
from store.folder.records import RecordStore

def say(what, start):
    peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print(f"  {what:<44} {time.process_time() - start:.2f} s, peak {int(peak) / 1024:.0f} MB", flush=True)
    return time.process_time()

folder = Path(sys.argv[1])
start = say("start of Python, imports", 0)
store = RecordStore(sorted(folder.glob("?-source.json")))
start = say(f"+ finding {len(store):,} records", start)
journals = [Journal(path, who="x", read_only=True) for path in sorted(folder.glob("*.jsonl"))]
start = say(f"+ journals of {len(journals[0].tables['decisions']):,} decisions: {len(journals)}", start)
some = random.Random(1).sample(list(store), 1000)
start = time.process_time()
for each in some:
    store.get(each)
start = say("1,000 records at random", start)
for each in store.records():
    pass
say("all records, one by one", start)
"""


@pytest.mark.parametrize("journals", [1, 3])
def test_opening(tmp_path: Path, journals: int) -> None:
    print(f"\n{RECORDS:,} records, CPU and peak memory of a fresh process:")
    size = RECORDS // IMPORTS
    for number in range(IMPORTS):
        part = records(number * size, (number + 1) * size)
        write_records(tmp_path, f"{number}-source", part, lambda _: {})
    total = sum(each.stat().st_size for each in tmp_path.glob("?-source.json"))
    say("size of the records files", f"{total / 1e6:.0f} MB")
    for journal in range(journals):
        with Journal(tmp_path / f"stage{journal}.jsonl", who="anna") as opened:
            opened.commit(decision(number) for number in range(RECORDS))
    subprocess.run([sys.executable, "-c", OPENING, str(tmp_path)], check=True)
