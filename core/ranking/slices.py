"""Work that gives way: a generator that yields after each few milliseconds of work, and returns its result."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

Result = TypeVar("Result")
Slices = Generator[None, None, Result]
STEPS = 128
"""After how many records work gives way; one takes 0.005 to 0.02 ms."""


def whole(work: Slices[Result]) -> Result:
    """Does the work without giving way."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: Result = end.value
            return result
