"""What finding duplicates costs; run with `pytest -m benchmark -s`. Nothing is asserted but the result."""

import json
import resource
import time
from collections.abc import Callable
from typing import TypeVar

import pytest

from core.dedup.cluster import groups
from core.dedup.find import find_duplicates
from core.dedup.normalise import Keys, keys_of
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


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the labelled sets are not there")
@pytest.mark.parametrize("name", ["diabetes", "digital_work"])
def test_labelled(name):
    made = read_records(name)
    print(f"\n{name}, {len(made):,} records")
    timed("keys_of and find_duplicates", len(made), lambda: find_duplicates([keys_of(record) for record in made]))
