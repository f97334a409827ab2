"""The tag–value pairs of a record: as they are collected line by line, and as they are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import NamedTuple, Self, overload

from core.records.record import RawField

_SEPARATOR = "\x1e"


class RawPairs(Sequence[RawField]):
    """Pairs, kept as their tags and their values: a fifth of the memory of a tuple of them, which it equals.

    Attributes:
        values: The value of each pair.
    """

    __slots__ = ("_tags", "values")

    def __init__(self, tags: Sequence[str], values: Iterable[str]) -> None:
        self._tags = _SEPARATOR.join(tags)
        self.values = tuple(values)
        if self._tags.count(_SEPARATOR) >= max(len(tags), 1):  # only a table's header can hold one itself
            self._tags = _SEPARATOR.join(tag.replace(_SEPARATOR, " ") for tag in tags)

    @property
    def tags(self) -> list[str]:
        """The tag of each pair."""
        return self._tags.split(_SEPARATOR) if self.values else []

    def _pairs(self) -> tuple[RawField, ...]:
        # As RawField(tag, value) for each, without a call in Python for each.
        return tuple(map(tuple.__new__, repeat(RawField), zip(self.tags, self.values, strict=True)))

    @overload
    def __getitem__(self, index: int) -> RawField: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[RawField]: ...
    def __getitem__(self, index: int | slice) -> RawField | Sequence[RawField]:
        return self._pairs()[index]

    def __len__(self) -> int:
        return len(self.values)

    def __iter__(self) -> Iterator[RawField]:
        return iter(self._pairs())

    def __eq__(self, other: object) -> bool:
        return self._pairs() == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._pairs())

    def __repr__(self) -> str:
        return repr(self._pairs())


class RawRecord(NamedTuple):
    """What a reader finds for one reference, before the fields are derived.

    Attributes:
        line: The line where it starts, counted from 1.
        own: How many of the pairs, from the first, are the record's own; None for all. Those after them count for
            its id alone.
        plain: Whether no value has anything to be cleaned of but spaces; None where the reader did not look.
    """

    line: int
    pairs: RawPairs
    own: int | None = None
    plain: bool | None = None

    @classmethod
    def of(cls, line: int, pairs: Iterable[RawField]) -> Self:
        """The raw record of these pairs."""
        listed = list(pairs)
        return cls(line, RawPairs([pair.tag for pair in listed], [pair.value for pair in listed]))


def outdented(lines: Iterable[str], start: re.Pattern[str]) -> Iterator[str]:
    """The lines without the blanks that stand before the first line that starts a record, if all of them have these."""
    indent: str | None = None
    for line in lines:
        if indent is None and start.match(line.lstrip(" \t")):
            indent = line[: len(line) - len(line.lstrip(" \t"))]
        yield line.removeprefix(indent) if indent else line


class OpenRecord:
    """The pairs of the record being read, and what its reader has to remember of it.

    Attributes:
        line: The line where it starts, counted from 1.
        typed: Whether a line that starts records began it.
        loose: Whether its lines may be less than well-formed, as its first was.
        gap: How many pairs there were at the last empty line.
        lead: How many pairs came before the line that starts records.
        own: Set to the number of pairs that are surely the record's own, once others follow.
    """

    __slots__ = ("_wrapped", "gap", "lead", "line", "loose", "own", "tags", "typed", "values")

    def __init__(self, line: int, *, typed: bool = True, loose: bool = False) -> None:
        self.line = line
        self.typed = typed
        self.loose = loose
        self.gap = 0
        self.lead = 0
        self.own: int | None = None
        self.tags: list[str] = []
        self.values: list[str] = []
        self._wrapped: dict[int, list[str]] = {}

    def add(self, tag: str, value: str) -> None:
        """Add a pair."""
        self.tags.append(tag)
        self.values.append(value)

    def extend(self, text: str) -> None:
        """Add a line that continues the last value."""
        # Joined once, at the end: a file of nothing but such lines must not take quadratic time.
        self._wrapped.setdefault(len(self.values) - 1, [self.values[-1]]).append(text)

    @property
    def is_empty(self) -> bool:
        """Whether the last pair has no value yet."""
        return not self.values[-1] and len(self.values) - 1 not in self._wrapped

    def note_gap(self) -> None:
        """Remember an empty line."""
        self.gap = len(self.tags)

    def lost_start(self, tag: str) -> bool:
        """Whether this tag is the first to show that what follows the last empty line is of another record.

        That is so when the tag was there before that line: the start of the other record was lost. What follows is
        kept, but the fields are not derived from it.
        """
        if self.own is not None or not self.gap or tag not in self.tags[: self.gap]:
            return False
        self.own = self.gap
        return True

    @property
    def after_gap(self) -> bool:
        """Whether an empty line came after the last pair."""
        return self.gap == len(self.tags)

    def raw(self) -> RawRecord:
        """What was collected."""
        for index, lines in self._wrapped.items():
            self.values[index] = " ".join(line for line in lines if line)
        return RawRecord(self.line, RawPairs(self.tags, self.values), self.own)
