"""A strategy as it was read: its lines, what each means, and what is wrong with each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from core.strategy.dialects import Platform
from core.strategy.tree import Node


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of a line.

    Attributes:
        column: Where in the line's text, counted from 1.
        what: What was found there.
        advice: What would mend it, or how it was read.
    """

    column: int
    what: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line of the file that belongs to no line of the strategy; or the first of a numbered list of so many lines."""

    at: int
    text: str
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a strategy.

    Attributes:
        number: Its number, by which other lines name it.
        text: As written, without its number and the count of results behind it.
        at: The line of the file where it begins, counted from 1.
        tree: What it means, as far as it could be read; None where nothing could.
        understood: The tree in the platform's own writing; None where there is none.
        problems: What is wrong with it, in the order of the text.
        reported: How many results the platform gave, where the line says so.
    """

    number: int
    text: str
    at: int
    tree: Node | None
    understood: str | None
    problems: tuple[Fault, ...]
    reported: int | None = None


@dataclass(frozen=True)
class Strategy:
    """A search strategy: lines in the order of their numbers."""

    dialect: Platform
    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...] = ()

    @cached_property
    def by_number(self) -> Mapping[int, Line]:
        """The lines by their number."""
        return {line.number: line for line in self.lines}

    @property
    def result(self) -> Line | None:
        """The line whose records are the result: the last one that could be read."""
        return next((line for line in reversed(self.lines) if line.tree is not None), None)
