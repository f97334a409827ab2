"""Compares what studies say: each combination of answers to several items, with its studies and their quotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import NamedTuple

from core.charting.answers import NOT_REPORTED
from core.charting.charted import Charted, ChartedStudy
from core.charting.quotes import Quote
from core.charting.tables import labels_of, ordered, placed
from core.errors import TamisError
from core.protocol.values import ChartItem

MOST = 100_000
"""Combinations that are looked at."""


class StudyQuote(NamedTuple):
    """A quote of a study, from its answer to an item."""

    study: str
    item: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Combination:
    """One combination of answers.

    Attributes:
        values: An answer to each item; of a text that is coded a category.
        studies: Those that gave all of them; where several answers may apply a study stands in several combinations.
        quotes: What these rest on: where quotes were coded, those of the category.
        by: With a further item, how many of the studies gave each answer to it.
    """

    values: tuple[str, ...]
    studies: Sequence[str]
    quotes: Sequence[StudyQuote]
    by: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class StudyComparison:
    """What is compared.

    Attributes:
        items: The items.
        by: The further item, or None.
        combinations: Those with studies, in the order of the items' answers.
        gaps: The combinations of answers that no study gave.
        studies: All that are counted.
        names: How each is called.
    """

    items: tuple[ChartItem, ...]
    by: ChartItem | None
    combinations: Sequence[Combination]
    gaps: Sequence[tuple[str, ...]]
    studies: Sequence[str]
    names: Mapping[str, str]


def comparison(charted: Charted, items: Sequence[str], by: str = "") -> StudyComparison:
    """Compare the studies whose forms are complete; “not reported” is an answer where it occurs.

    Args:
        charted: What was charted and coded.
        items: The ids of the items, two or more.
        by: The id of a further item; "" for none.

    Raises:
        TamisError: There is no such item, one is named twice, or they have too many answers.
    """
    if len({*items}) < len(items) or len(items) < 2:
        raise TamisError("two items or more are compared, each named once", where="ITEM", advice="Name two.")
    chosen = tuple(charted.counted(charted.form.item(each)) for each in items)
    third = charted.counted(charted.form.item(by)) if by else None
    lines = zip(*(placed(charted, item) for item in chosen), strict=True)
    given = {study.study: list(its) for study, its in zip(charted.complete, lines, strict=True)}
    values = [_values(item, [answers[n] for answers in given.values()]) for n, item in enumerate(chosen)]
    if prod(map(len, values)) > MOST:
        many = ", ".join(f"{item.id} {len(each):,}" for item, each in zip(chosen, values, strict=True))
        raise TamisError(
            f"there are more than {MOST:,} combinations of answers ({many})",
            where=" × ".join(items),
            advice="Code the texts among them first (tamis chart code), or compare fewer.",
        )
    studies: dict[tuple[str, ...], list[ChartedStudy]] = {}
    for study in charted.complete:
        for each in product(*given[study.study]):
            studies.setdefault(each, []).append(study)
    found, gaps = [], []
    for each in product(*values):
        if each not in studies:
            gaps.append(each)
            continue
        quotes = [
            quote
            for study in studies[each]
            for item, value in zip(chosen, each, strict=True)
            for quote in _quotes(charted, study, item, value)
        ]
        found.append(
            Combination(each, [one.study for one in studies[each]], quotes, _by(charted, studies[each], third))
        )
    names = {study.study: study.name for study in charted.complete}
    return StudyComparison(chosen, third, found, gaps, list(given), names)


def _values(item: ChartItem, given: Sequence[Sequence[str]]) -> list[str]:
    """The answers to an item in their order, those that nobody gave too where the plan or the team names them."""
    counted: dict[str, list[str]] = {}
    for answers in given:
        for answer in answers:
            counted.setdefault(answer, []).append("")
    last = [NOT_REPORTED] if NOT_REPORTED in counted and NOT_REPORTED not in item.choices else []
    return [*ordered(item, {answer: ids for answer, ids in counted.items() if answer not in last}), *last]


def _by(charted: Charted, studies: Sequence[ChartedStudy], item: ChartItem | None) -> dict[str, int]:
    counts: dict[str, int] = {}
    for study in studies if item is not None else ():
        assert item is not None
        labels, why = labels_of(charted, study, item)
        for label in labels or [why]:
            counts[label] = counts.get(label, 0) + 1
    return counts


def _quotes(charted: Charted, study: ChartedStudy, item: ChartItem, value: str) -> Iterator[StudyQuote]:
    """The quotes of an answer, each once, of all who charted it; where quotes were coded, those of the category."""
    coded: dict[Quote, None] = {}
    if charted.is_coded(item) and (coding := charted.coded(study, item)) is not None:
        values = coding.sides.values() if coding.settled is None else (coding.settled,)
        coded = dict.fromkeys(quote for each in values if each is not None for quote in each.quotes if quote.category)
    if coded:
        found = [quote for quote in coded if quote.category == value]
    else:
        compared = charted.item(study, item)
        sides = (*compared.sides.values(), compared.settled)
        found = [quote for each in sides if each is not None for quote in each.quotes if quote.text]
    for quote in dict.fromkeys(found):
        yield StudyQuote(study.study, item.id, quote)
