"""What is found on the labelled sets: no publication lost, hardly a duplicate missed, and those on the review list."""

import pytest

from core.dedup.cluster import groups
from core.dedup.find import find_duplicates
from core.dedup.normalise import keys_of
from tests.core.dedup.labelled import FOLDER, gold_of, read_records, score

pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the labelled sets are not here")

MOST_MISSED = {"diabetes": 4, "cytology_screening": 6, "respiratory": 26, "neuroimaging": 7, "digital_work": 6}


@pytest.mark.parametrize(("name", "most_missed"), MOST_MISSED.items())
def test_a_labelled_set(name: str, most_missed: int) -> None:
    records = read_records(name)
    result = find_duplicates(keys_of(record) for record in records)
    found = groups((record.id for record in records), result.merges, {})
    gold = gold_of(name, [record.id for record in records])
    got = score(gold, found)
    assert got.lost == 0 and got.missed <= most_missed, got
    assert len(result.reviews) <= 0.05 * len(records)
    asked = sum(gold[review.a] == gold[review.b] for review in result.reviews)
    assert asked >= got.missed / 2, "at least half of what is missed is on the list"
