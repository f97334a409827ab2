"""A linear support vector machine with squared hinge loss, fitted by dual coordinate descent.

The method is Hsieh, Chang, Lin, Keerthi & Sundararajan 2008 (ICML, doi 10.1145/1390156.1390208), algorithm 1 for the
L2 loss. Cost and weights are those of ASReview's default model (ELAS u4). It is fitted anew each time, from nothing, in
an order that the seed gives: the same decisions give the same order of records, whatever was undone in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import log
from typing import NamedTuple

from core.ranking.features import Features, Weights
from core.ranking.slices import STEPS, Slices, in_hash_order, in_order

COST = 0.11
RATIO = 9.8
"""How much more all the included records weigh than all the excluded ones."""
_TELLING = (log(1 / 0.3) + 1) ** 2
"""The square of the idf of a word that three records in ten have."""
PASSES = 5
"""How often each record is gone through; further passes change the order of next to none (038-ranking.md)."""


class Machine(NamedTuple):
    """A fitted model.

    Attributes:
        features: What it was fitted on.
        weights: The weight of each word, times its idf.
        bias: What is added to each score.
    """

    features: Features
    weights: Weights
    bias: float

    def score(self, record: str) -> float:
        """How much a record is like the included ones; only the order of scores means anything."""
        return self.features.rows[record].dot(self.weights) + self.bias

    def speaks_for(self, record: str, most: int = 5) -> list[str]:
        """The words of a record that speak most for it, the strongest first.

        A word of most records (“and”) tells a person nothing: it is named only where no other speaks for the record.
        """
        words, squares = self.features.words, self.features.squares
        parts = [(-part, place) for part, place in self.features.rows[record].parts(self.weights) if part > 0]
        telling = [(part, place) for part, place in parts if squares[place] >= _TELLING]
        return [word for _, word in sorted((part, words[place]) for part, place in telling or parts)[:most]]


def fit(features: Features, included: Mapping[str, bool], seed: str) -> Slices[Machine | None]:
    """Fits the model to decisions; None until there is an included and an excluded record.

    Args:
        features: The records.
        included: Whether each decided record was included.
        seed: Fixes the order in which they are gone through.
    """
    for_it = sum(included.values())
    against = len(included) - for_it
    if not for_it or not against:
        return None
    cost = COST * len(included) / (for_it * (1 + 1 / RATIO))
    # What stands in for the diagonal of the dual: 1 / (2 C), by whether the record was included.
    slack = {True: 0.5 / cost, False: 0.5 * RATIO * against / (cost * for_it)}
    rows, squares = features.rows, features.squares
    weights: Weights = [0.0] * len(squares)
    bias = 0.0
    turns = []
    for turn, each in enumerate((yield from in_hash_order(seed, included))):
        turns.append((rows[each], 1.0 if included[each] else -1.0, slack[included[each]]))
        if turn % (16 * STEPS) == 0:
            yield
    multipliers = [0.0] * len(turns)
    done = 0
    for _ in range(PASSES):
        for turn, (row, sign, diagonal) in enumerate(turns):
            before = multipliers[turn]
            gradient = sign * (row.dot(weights) + bias) - 1 + diagonal * before
            # The vector has length 1, and the bias counts as a word that each record has: 1 + 1.
            after = max(before - gradient / (2 + diagonal), 0.0)
            if after != before:
                multipliers[turn] = after
                step = sign * (after - before)
                row.add_to(weights, step, squares)
                bias += step
            done += 1
            if done % STEPS == 0:
                yield
    return Machine(features, weights, bias)


def best_first(machine: Machine, records: Iterable[str]) -> Slices[list[str]]:
    """Records by their score, the highest first; those alike stay in the order in which they come."""
    scores = []
    for turn, each in enumerate(records):
        # Rounded, for Python 3.12 and later add up differently in the last digit.
        scores.append((-round(machine.score(each), 9), turn, each))
        if turn % (4 * STEPS) == 0:
            yield
    ranked = yield from in_order(scores)
    found = [each for _, _, each in ranked]
    yield
    return found
