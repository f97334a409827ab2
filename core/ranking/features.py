"""What a record is to the model: its words, each weighted by how often it is there and how rare it is (tf-idf).

As scikit-learn's `TfidfVectorizer(sublinear_tf=True, max_df=0.95)`, which ASReview's default model stands on, but on
single words: pairs of words cost three times the memory and find no more (docs/decisions/038-ranking.md).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import compress
from math import log, sqrt
from operator import itemgetter, mul
from typing import NamedTuple

from core.ranking.slices import STEPS, Slices, in_order
from core.records.record import Record

MOST_RECORDS = 0.95
"""A word of more than this share of the records tells none from another."""

Weights = list[float]
"""A number for each word of the vocabulary."""
_WORD = re.compile(r"\w\w+")


def _pick(places: Sequence[int]) -> Callable[[Weights], Sequence[float]]:
    """What gives the weights at some places. `itemgetter` is the fastest way, and has two special cases."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda weights: tuple(weights[each] for each in places)


class Row(NamedTuple):
    """One record's words.

    The weight of a word is (1 + log times) × idf × scale. Where weights are multiplied by the idf beforehand, a score
    is mostly a sum over the words, since few of them are there more than once.

    Attributes:
        places: The places of its words in the vocabulary.
        pick: Gives the weights at these places.
        repeated: The places of the words that are there more than once.
        pick_repeated: Gives the weights at those.
        logs: The logarithm of how often each of those is there.
        scale: One over the length of the vector, so that long records weigh no more.
    """

    places: tuple[int, ...]
    pick: Callable[[Weights], Sequence[float]]
    repeated: tuple[int, ...]
    pick_repeated: Callable[[Weights], Sequence[float]]
    logs: tuple[float, ...]
    scale: float

    def dot(self, weights: Weights) -> float:
        """The product with weights that have been multiplied by the idf."""
        total = sum(self.pick(weights))
        if self.logs:
            total += sum(map(mul, self.logs, self.pick_repeated(weights)))
        return total * self.scale

    def add_to(self, weights: Weights, times: float, squares: Weights) -> None:
        """Add the record to weights that have been multiplied by the idf; `squares` are the idf's."""
        step = times * self.scale
        for place, square in zip(self.places, self.pick(squares), strict=True):
            weights[place] += step * square
        for place, square, more in zip(self.repeated, self.pick_repeated(squares), self.logs, strict=True):
            weights[place] += step * square * more

    def parts(self, weights: Weights) -> list[tuple[float, int]]:
        """What each word adds to `dot`, with its place."""
        more = dict(zip(self.repeated, self.logs, strict=True))
        return [
            (weight * (1 + more.get(place, 0.0)) * self.scale, place)
            for place, weight in zip(self.places, self.pick(weights), strict=True)
        ]


class Features(NamedTuple):
    """The records as rows of words.

    Attributes:
        words: The vocabulary.
        squares: The square of the idf of each word.
        rows: A row for each record, by id.
    """

    words: list[str]
    squares: Weights
    rows: Mapping[str, Row]


def text_of(record: Record) -> str:
    """The text that the model reads: title, abstract and keywords."""
    return " ".join((record.title, record.abstract, *record.keywords))


def texts_of(ids: Iterable[str], record: Callable[[str], Record]) -> Slices[dict[str, str]]:
    """The texts of records, by id.

    Args:
        ids: Their ids.
        record: Gives one by its id; it may have to be read from the disk.
    """
    found = {}
    for turn, each in enumerate(ids):
        found[each] = text_of(record(each))
        if turn % (STEPS // 8) == 0:
            yield
    return found


def features(texts: Mapping[str, str]) -> Slices[Features]:
    """The features of records; the same for the same texts, in whatever order they come.

    Args:
        texts: The text of each record, by id.
    """
    ids = yield from in_order(texts)
    # Words are numbered as they come, so that a record is kept as a few numbers while all are counted.
    numbers: dict[str, int] = {}
    held: list[int] = []
    counted: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    shared: dict[int, int] = {}
    most = 1
    for turn, each in enumerate(ids):
        counts = Counter(_WORD.findall(texts[each].casefold()))
        found = []
        for word in counts:
            place = numbers.setdefault(word, len(numbers))
            if place == len(held):
                held.append(0)
                shared[place] = place
            held[place] += 1
            found.append(shared[place])  # one object for a number, however many records have the word
        counted.append((tuple(found), tuple(counts.values())))
        most = max((most, *counts.values()))
        if turn % (STEPS // 4) == 0:
            yield
    tells: list[bool] = []
    idf: Weights = []
    for turn, count in enumerate(held):
        tells.append(count <= MOST_RECORDS * len(ids))
        idf.append(log((1 + len(ids)) / (1 + count)) + 1)
        if turn % (16 * STEPS) == 0:
            yield
    logs = [log(times) for times in range(1, 2 + most)]
    rows = {}
    for turn, (each, (places, times)) in enumerate(zip(ids, counted, strict=True)):
        told = [tells[place] for place in places]
        kept, often = tuple(compress(places, told)), tuple(compress(times, told))
        many = [count > 1 for count in often]
        repeated, weights = tuple(compress(kept, many)), tuple(logs[count - 1] for count in often if count > 1)
        length = sqrt(sum(((1 + logs[count - 1]) * idf[place]) ** 2 for place, count in zip(kept, often, strict=True)))
        rows[each] = Row(kept, _pick(kept), repeated, _pick(repeated), weights, 1 / length if length else 0.0)
        if turn % (STEPS // 4) == 0:
            yield
    return Features(list(numbers), [each * each for each in idf], rows)
