"""Seeded chance that gives the same draws on every version of Python."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A stream of draws named by labels; equal labels give equal streams.

    Only `Random.random()` is used, the one method whose sequence Python promises to keep for a seed. Every part of the
    review has its own stream, so that a change in one part leaves the others as they were.

    Attributes:
        real: Gives a number from 0 to 1, 1 excluded.
    """

    def __init__(self, *labels: object) -> None:
        self._labels = labels
        name = "\x1f".join(str(label) for label in labels)
        self.real = random.Random(int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")).random

    def child(self, *labels: object) -> Chance:
        """A stream of its own, which does not depend on how much was drawn from this one."""
        return Chance(*self._labels, *labels)

    def happens(self, probability: float) -> bool:
        """True with that probability."""
        return self.real() < probability

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both possible."""
        return low + int(self.real() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[int(self.real() * len(items))]

    def weighted(self, weights: Mapping[T, float]) -> T:
        """One of the keys, each as likely as its weight says."""
        mark = self.real() * sum(weights.values())
        for item, weight in weights.items():
            mark -= weight
            if mark < 0:
                return item
        return next(reversed(list(weights)))

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """That many different items, in random order; all of them when there are fewer."""
        if count * 2 > len(items):
            return self.shuffled(items)[:count]
        places: dict[int, None] = {}
        while len(places) < count:
            places[int(self.real() * len(items))] = None
        return [items[place] for place in places]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """All the items in random order (Fisher–Yates)."""
        result = list(items)
        for last in range(len(result) - 1, 0, -1):
            other = int(self.real() * (last + 1))
            result[last], result[other] = result[other], result[last]
        return result
