"""Quality on the labelled sets beside the project; they are read in place and are no part of it."""

import pytest

from core.dedup.cluster import groups
from core.dedup.find import find_duplicates
from core.dedup.normalise import keys_of
from tests.core.dedup.labelled import FOLDER, gold_of, read_records, score

LIMITS = {
    "diabetes": (0, 3),
    "cytology_screening": (0, 4),
    "respiratory": (0, 9),
    "neuroimaging": (0, 3),
    "digital_work": (0, 5),
}
"""Unique publications that may be lost, and duplicates that may be missed, of each set."""


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the labelled sets are not there")
@pytest.mark.parametrize("name", LIMITS)
def test_few_missed_none_lost_and_the_rest_to_review(name):
    records = read_records(name)
    ids = [record.id for record in records]
    gold = gold_of(name, ids)
    found = find_duplicates(map(keys_of, records))
    result = score(gold, groups(ids, found.merges, {}))
    lost, missed = LIMITS[name]
    assert result.lost <= lost
    assert result.missed <= missed
    assert len(found.reviews) <= 5 * len(records) / 100
    answers = {(pair.a, pair.b): gold[pair.a] == gold[pair.b] for pair in found.reviews}
    reviewed = score(gold, groups(ids, found.merges, answers))
    assert reviewed.missed <= result.missed / 2, "at least half of what is missed must be on the review list"
    assert reviewed.lost == result.lost
