"""How much of what was written has arrived at the terminal, by questions that it answers, and how much may follow."""

from __future__ import annotations

from collections import deque
from math import inf

PROMPT = 0.25
"""Seconds within which a terminal answers that is not behind: all may be written to it."""
_STAND = 0.4
"""Seconds for which a question should stand behind other output: less, and more may be on its way."""
_LEAST, _FIRST = 768, 1024
"""Bytes that may be on their way, at least and before it is known how many are too many."""
_PARTS = 3
"""Questions among the bytes that may be on their way: while one part arrives the next ones follow."""
_REST = 10.0
"""Seconds without a question to a terminal that answers promptly."""
_GONE = 30.0
"""Seconds after which an answer is no longer waited for."""
UNBOUNDED = 1 << 30
"""Bytes: as many as there are."""


class Arrivals:
    """Counts what is on its way. A terminal that has answered nothing may be written to without bound.

    All times are in seconds, by one clock.
    """

    def __init__(self) -> None:
        self._asked: deque[tuple[float, int]] = deque()
        """When a question was written, and how many bytes had been by then."""
        self._written = self._arrived = 0
        self._answers = False
        self._last = -inf
        self._took = 0.0
        self._quickest = inf
        self._bound = _FIRST

    @property
    def due(self) -> bool:
        """Whether an answer may come."""
        return self._answers and bool(self._asked)

    def wrote(self, size: int) -> None:
        """Count bytes that were written."""
        self._written += size

    def asked(self, now: float) -> None:
        """Note that a question was written, after all that was counted."""
        self._asked.append((now, self._written))
        self._last = now

    def answered(self, now: float) -> None:
        """Note an answer, to the oldest question."""
        if not self._asked:
            return
        when, size = self._asked.popleft()
        if not self._answers:  # a question in another form, which this terminal may not know, is not answered
            self._asked.clear()
        self._answers = True
        self._took = now - when
        self._quickest = min(self._quickest, self._took)
        stood = self._took - self._quickest
        if stood < _STAND:
            self._bound = max(self._bound, size - self._arrived)
        factor = min(max(_STAND / max(stood, 0.01), 0.5), 2) ** (1 / _PARTS)
        self._bound = min(max(int(self._bound * factor), _LEAST), UNBOUNDED)
        self._arrived = size

    def late(self, now: float) -> bool:
        """Whether the terminal takes its time, so that what is on its way to it is counted."""
        if self._asked and now - self._asked[0][0] > _GONE:
            self._asked.clear()
            self._answers, self._took = False, 0.0
        return self._answers and max(self._took, now - self._asked[0][0] if self._asked else 0.0) > PROMPT

    def to_ask(self, now: float) -> bool:
        """Whether to ask after what is written next."""
        return self.late(now) or bool(self._asked) or now - self._last > _REST

    def unasked(self, now: float) -> bool:
        """Whether to ask at once: what is on its way was written before it was known that the terminal is slow."""
        return self.late(now) and not self._asked and self._written > self._arrived

    def room(self, now: float) -> int:
        """How many bytes may be written before it is asked whether they have arrived; 0 for none now."""
        if not self.late(now):
            return UNBOUNDED
        return self._bound // _PARTS if self._written - self._arrived < self._bound else 0
