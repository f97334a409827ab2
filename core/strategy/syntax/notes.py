"""What is noted while a line is read: its faults with their places, and the lines that it names."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.strategy.values import Fault

MOST_PROBLEMS = 20
"""Faults of a line that are named."""


@dataclass(slots=True)
class Notes:
    """The faults of one line.

    Attributes:
        problems: The faults, in the order of finding.
        mended: (place among the faults, advice) of those whose advice shall say how the line was read.
        named: The lines that it names: first, last, and the column.
    """

    problems: list[Fault] = field(default_factory=list)
    mended: list[tuple[int, str]] = field(default_factory=list)
    named: list[tuple[int, int, int]] = field(default_factory=list)

    def problem(self, at: int, what: str, advice: str = "", *, mended: bool = False) -> None:
        """Note a fault at a place; `mended` where the advice shall say how the line was read."""
        if len(self.problems) < 3 * MOST_PROBLEMS:
            if mended:
                self.mended.append((len(self.problems), advice))
            self.problems.append(Fault(at + 1, what, advice))
