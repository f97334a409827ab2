"""Sets of records with the verdicts of a finished review, and how ASReview orders them; `../shared/labelled` has them.

`ELAS_U4` was measured with ASReview 3.0.8, its default model, refitted after each decision, from the same two records
(`priors`): mean time to discovery and recall at 20 %, for the seeds 0, 1, 2.
"""

import csv
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from core.ranking.features import Features, features, text_of
from core.ranking.slices import whole
from core.records.record import Record

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "labelled"
SETS = ("Nagtegaal_2019", "Cohen_2006_ADHD", "Cohen_2006_Triptans", "Cohen_2006_CalciumChannelBlockers")
LEVELS = ("label_abstract_screening", "label_included")
SEEDS = (0, 1, 2)
ELAS_U4: dict[tuple[str, str], tuple[tuple[float, ...], tuple[float, ...]]] = {
    ("Nagtegaal_2019", "label_abstract_screening"): ((0.1775, 0.1768, 0.1757), (0.7008, 0.6982, 0.7033)),
    ("Nagtegaal_2019", "label_included"): ((0.0855, 0.0866, 0.0863), (0.93, 0.92, 0.92)),
    ("Cohen_2006_ADHD", "label_abstract_screening"): ((0.1016, 0.0982, 0.104), (0.9157, 0.9157, 0.9157)),
    ("Cohen_2006_ADHD", "label_included"): ((0.0775, 0.0795, 0.0776), (0.8947, 0.8947, 0.8947)),
    ("Cohen_2006_Triptans", "label_abstract_screening"): ((0.2498, 0.2485, 0.2486), (0.4839, 0.4931, 0.4931)),
    ("Cohen_2006_Triptans", "label_included"): ((0.1278, 0.1349, 0.1287), (0.7391, 0.7391, 0.7391)),
    ("Cohen_2006_CalciumChannelBlockers", "label_abstract_screening"): (
        (0.2617, 0.2547, 0.2589),
        (0.4281, 0.5432, 0.4209),
    ),
    ("Cohen_2006_CalciumChannelBlockers", "label_included"): ((0.168, 0.1644, 0.1651), (0.697, 0.7172, 0.7172)),
}

Labels = dict[str, bool]


def load(name: str, level: str) -> tuple[Features, Labels]:
    """The features of a set, and the label of each record, by id."""
    path = FOLDER / f"{name}.csv"
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = {}
    for row in rows:
        keywords = tuple((row.get("keywords") or "").split("; "))
        texts[row["record_id"]] = text_of(Record(title=row["title"], abstract=row["abstract"], keywords=keywords))
    return whole(features(texts)), {row["record_id"]: row[level] == "1" for row in rows}


def priors(labels: Labels, seed: int) -> tuple[str, str]:
    """The two records, one of each label, that a simulated review begins with."""
    draw = random.Random(seed)
    kept, left = ([each for each, label in labels.items() if label is wanted] for wanted in (True, False))
    return draw.choice(kept), draw.choice(left)


def discovery(found: Sequence[str], labels: Labels) -> tuple[float, float]:
    """Mean share of the others read when an included record was found, and the recall when a fifth of them was read.

    Args:
        found: The records in the order read, without the priors.
        labels: Those of all records.
    """
    others, included = len(labels) - 2, sum(labels.values()) - 1
    places = [place for place, each in enumerate(found, start=1) if labels[each]]
    assert len(places) == included
    return sum(places) / included / others, sum(place <= others / 5 for place in places) / included
