"""What finding duplicates costs; run with `pytest -m benchmark -s`. Nothing is asserted but the result."""

import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

import pytest

from core.dedup.cluster import groups
from core.dedup.find import find_duplicates
from core.dedup.normalise import Keys, keys_of
from core.dedup.signature import keys_to_store
from store.folder.review import Review
from store.work.duplicates.search import stored_keys
from tests.big import make_review_of
from tests.core.dedup.labelled import FOLDER, read_records
from tests.core.dedup.synthetic import records

pytestmark = pytest.mark.benchmark
T = TypeVar("T")


def timed(what: str, count: int, call: Callable[[], T]) -> T:
    start = time.process_time()
    result = call()
    spent = time.process_time() - start
    print(f"  {what:<28} {spent:8.2f} s CPU  {1e6 * spent / count:8.1f} µs a record")
    return result


@pytest.mark.parametrize("count", [10_000, 100_000])
def test_synthetic(count):
    print(f"\n{count:,} synthetic records")
    made = list(records(count))
    keys = timed("keys_of", count, lambda: [keys_of(record) for record in made])
    stored = [(key.id, json.dumps(key.as_document(), ensure_ascii=False)) for key in keys]
    print(f"  {sum(len(text.encode()) for _, text in stored) / count:.0f} bytes of stored keys a record")
    timed("from_document, with JSON", count, lambda: [Keys.from_document(i, json.loads(text)) for i, text in stored])
    found = timed("find_duplicates", count, lambda: find_duplicates(keys))
    timed("find_duplicates, 1,000 new", count, lambda: find_duplicates(keys, new={key.id for key in keys[-1_000:]}))
    grouped = timed("groups", count, lambda: groups([key.id for key in keys], found.merges, {}))
    print(f"  {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most so far")
    assert len(set(grouped.values())) == len({key.id.partition(".")[0] for key in keys})


@pytest.mark.parametrize("count", [10_000, 100_000])
def test_a_search_update_through_the_store(count, tmp_path):
    """1,000 records of a second round on `count` of the first: with the stored keys, and the whole of `tamis dedup`."""
    made = [each._replace(id=sha256(each.id.encode()).hexdigest()[:16]) for each in records(count + 1_000)]
    random.Random(1).shuffle(made)
    folder = make_review_of(tmp_path / "review", [made[:count], made[count:]], keys_of=keys_to_store)
    print(f"\n1,000 records on {count:,}")
    with Review(folder) as review:
        stored = timed("read the stored keys", count, lambda: list(stored_keys(review)))
    new = {record.id for record in made[count:]}
    timed("find_duplicates, 1,000 new", count, lambda: find_duplicates(stored, new=new))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "tui", "-C", folder, "dedup"], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"  tamis dedup, in all {spent:16.2f} s CPU  {after.ru_maxrss // 1024} MB")


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the labelled sets are not there")
@pytest.mark.parametrize("name", ["diabetes", "digital_work"])
def test_labelled(name):
    made = read_records(name)
    print(f"\n{name}, {len(made):,} records")
    ours = timed(
        "keys_of and find_duplicates", len(made), lambda: find_duplicates([keys_of(record) for record in made])
    )
    assert ours.merges
    python = os.environ.get("BIB_DEDUPE_PYTHON")
    if not python:
        print("  (bib-dedupe was not run: set BIB_DEDUPE_PYTHON to a Python that has bib-dedupe 0.11.0)")
        return
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([python, "-c", _BIB_DEDUPE, FOLDER / name / "records.csv"], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"  {'bib-dedupe, with its imports':<28} {spent:8.2f} s CPU  {1e6 * spent / len(made):8.1f} µs a record")


_BIB_DEDUPE = """
import sys
import pandas
from bib_dedupe.bib_dedupe import block, match, prep
records = pandas.read_csv(sys.argv[1], dtype=str, keep_default_na=False)
for column in ("abstract", "doi", "isbn", "booktitle", "ENTRYTYPE"):
    if column not in records:
        records[column] = "article" if column == "ENTRYTYPE" else ""
match(block(prep(records, cpu=1), cpu=1), cpu=1)
"""
