"""The parts that a report is made of, whatever it is written as: HTML, Markdown or the text of a terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from core.sentences import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRecords:
    """The records behind a number.

    Attributes:
        key: Its name in links and files, such as "title-abstract-excluded"; small letters, digits and hyphens.
        title: What the records are, in words.
        ids: The records.
        note: Says something of a record in this list, such as who said what; None for nothing.
        unit: What they are, in the singular: "record", "report", "study".
    """

    key: str
    title: str
    ids: Sequence[str]
    note: Callable[[str], str] | None = None
    unit: str = "record"


class CountedRecords(NamedTuple):
    """A count, and the records behind it; without a list where the records may not be shown, or are none."""

    value: int
    behind: ListedRecords | None = None


class PartOfWhole(NamedTuple):
    """A part of a whole, to be drawn as a bar beside the numbers of its row."""

    part: int
    whole: int


Cell = str | CountedRecords | PartOfWhole


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Words, and numbers that have records or a value behind them; a notice is what the reader must not miss."""

    parts: tuple[str | CountedRecords | Sentence, ...]
    notice: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list of points."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableBlock:
    """Rows below a head; the first cell of a row names it."""

    caption: str | Sentence
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, what it shows, and the same as text.

    Attributes:
        draw: Gives the SVG, from the address that each of its numbers links to.
        lists: The records behind its numbers, by the keys that `draw` knows them by.
    """

    draw: Callable[[Mapping[str, str]], str]
    caption: str | Sentence
    text: str
    lists: Mapping[str, ListedRecords] = field(default_factory=dict)


Block = TextBlock | Items | TableBlock | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it; `key` is its name in links."""

    key: str
    title: str
    blocks: Sequence[Block | Section]


def said(*parts: str | CountedRecords | Sentence) -> TextBlock:
    """A paragraph."""
    return TextBlock(parts)


def notice(*parts: str | CountedRecords | Sentence) -> TextBlock:
    """A paragraph that the reader must not miss."""
    return TextBlock(parts, notice=True)


def listed_number(
    key: str, title: str, ids: Sequence[str], note: Callable[[str], str] | None = None, unit: str = "record"
) -> CountedRecords:
    """The number of the records, with their list."""
    behind = ListedRecords(key=key, title=title, ids=ids, note=note, unit=unit) if ids else None
    return CountedRecords(len(ids), behind)
