"""Measures how long what a key decides on has been on the terminal."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

LEAST = 0.15
"""Seconds: what was shown for less cannot have been read."""


class Seen:
    """A stopwatch on what is in front of the person, started by the frame that shows it.

    Args:
        clock: Gives seconds; only differences matter.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._since: dict[Hashable, float] = {}

    def written(self, things: Iterable[Hashable]) -> None:
        """Note that a frame with these things has been written; the time of all others is forgotten."""
        now = self._clock()
        self._since = {each: self._since.get(each, now) for each in things}

    def long_enough(self, things: Iterable[Hashable], pressed: float) -> bool:
        """Whether each of them had been shown for long enough when a key was pressed."""
        return all(round(pressed - self._since.get(each, pressed), 6) >= LEAST for each in things)
