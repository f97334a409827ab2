"""The second look: the excluded records that are most like the included ones, to be read once more.

Each record is scored by a model that was not told what was decided on it (ten folds). Planted errors are found there:
see docs/decisions/038-ranking.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from core.ranking.features import Features
from core.ranking.machine import Machine, fit
from core.ranking.slices import STEPS, Slices, in_hash_order, in_order

FOLDS = 10
BLOCK = 20
"""How many records are offered at a time."""
TENTH = 10
"""One in so many of the excluded records is listed: the tenth that is most worth it."""


class Suspicion(NamedTuple):
    """An excluded record that looks like an included one.

    Attributes:
        record: Its id.
        speaks_for: Its words that speak most for it, the strongest first.
        nearest_included: The id of the included record with the most similar words.
    """

    record: str
    speaks_for: tuple[str, ...]
    nearest_included: str


def out_of_fold(
    features: Features, included: Mapping[str, bool], seed: str
) -> Slices[dict[str, tuple[float, Machine]]]:
    """The score of each record, with the model that gave it, which has not learnt from that record; {} without a model.

    Args:
        features: The records.
        included: Whether each decided record was included; see `core.ranking.likely_first.lessons`.
        seed: That of the plan; it gives the folds too.
    """
    shuffled = yield from in_hash_order(f"{seed}\nfolds", included)
    # Each fold has its share of the included ones, so that none is without where there are few.
    sorted_by_verdict = yield from in_order((included[each], turn, each) for turn, each in enumerate(shuffled))
    shuffled = [each for _, _, each in sorted_by_verdict]
    scores: dict[str, tuple[float, Machine]] = {}
    for fold in range(FOLDS):
        asked = shuffled[fold::FOLDS]
        left_out = set(asked)
        machine = yield from fit(features, {each: included[each] for each in shuffled if each not in left_out}, seed)
        for turn, each in enumerate(asked):
            if machine is not None:
                scores[each] = machine.score(each), machine
            if turn % STEPS == 0:
                yield
    return scores


def second_look(
    features: Features, included: Mapping[str, bool], seed: str, asked: Sequence[str] | None = None
) -> Slices[list[Suspicion]]:
    """The tenth of the excluded records that look most like the included ones, at least a block, the likeliest first.

    Args:
        features: The records.
        included: Whether each decided record was included.
        seed: That of the plan.
        asked: The excluded records that may be listed; by default all.
    """
    scores = yield from out_of_fold(features, included, seed)
    listed = included if asked is None else asked
    excluded = yield from in_order(
        (-round(scores[each][0], 9), 0, each) for each in listed if each in scores and not included[each]
    )
    found = []
    others = sorted(each for each in included if included[each])
    for _, _, each in excluded[: max(-(-len(excluded) // TENTH), BLOCK)]:
        near = yield from nearest(features, each, others)
        found.append(Suspicion(each, tuple(scores[each][1].speaks_for(each)), near))
    return found


def nearest(features: Features, record: str, others: Sequence[str]) -> Slices[str]:
    """The one of the other records whose words are most similar (cosine); the first of those alike."""
    weights = [0.0] * len(features.squares)
    features.rows[record].add_to(weights, 1.0, features.squares)
    best = (0.0, "")
    for turn, each in enumerate(others):
        similarity = round(features.rows[each].dot(weights), 9)
        if not best[1] or similarity > best[0]:
            best = (similarity, each)
        if turn % (4 * STEPS) == 0:
            yield
    return best[1]
