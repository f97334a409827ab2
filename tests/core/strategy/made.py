"""Records made by hand for strategies, named by letters."""

from __future__ import annotations

from core.records.record import RawField, Record
from core.strategy.found.evaluate import Found, evaluate, places
from core.strategy.read import read_strategy

ENGLISH = (RawField("LA", "eng"),)
GERMAN = (RawField("LA", "ger"),)


def record(title: str, abstract: str = "", *keywords: str, languages: tuple[RawField, ...] = ENGLISH) -> Record:
    return Record(title=title, abstract=abstract, keywords=keywords, languages=languages)


def found(text: str, records: list[Record], platform: str = "Ovid") -> dict[int, Found]:
    return evaluate(read_strategy(text, platform), records)[1]


def surely(text: str, records: list[Record], platform: str = "Ovid") -> dict[int, list[int]]:
    return {number: places(each.surely) for number, each in found(text, records, platform).items()}
