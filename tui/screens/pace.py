"""How long a decision takes: per record for the log, and per hour for the person."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from core.pace import PAUSE, RECENT, pace_of
from tui.words.reading.pace import sitting


class Pace:
    """A stopwatch on the record in front of the reviewer.

    Args:
        clock: Gives seconds; only differences matter.
        pause: Milliseconds after which what is looked at counts as left alone.
    """

    def __init__(self, clock: Callable[[], float], pause: int = PAUSE) -> None:
        self._clock = clock
        self._pause = pause
        self._record: str | None = None
        self._since = clock()
        self._recent: deque[int] = deque(maxlen=RECENT)
        self._worked = 0
        self.decisions = 0
        """How many decisions of this sitting were counted."""

    def look_at(self, record: str | None) -> None:
        """Start the watch, unless this record is already looked at."""
        if record != self._record:
            self._record = record
            self._since = self._clock()

    @property
    def spent(self) -> int:
        """Milliseconds since the record came into view."""
        return round((self._clock() - self._since) * 1000)

    def decided(self, spent: int, many: int = 1) -> None:
        """Count a decision that took so many milliseconds; many at once tell no pace."""
        self.decisions += many
        if spent <= self._pause:
            self._worked += spent
            if many == 1:
                self._recent.append(spent)
        self._record = None

    @property
    def worked(self) -> int:
        """Milliseconds of this sitting in which somebody was at work: without the records that were left alone."""
        return self._worked

    @property
    def came_to(self) -> str:
        """What the sitting came to, in words; "" where nothing was decided."""
        return sitting(self.decisions, self.worked, self.per_hour)

    @property
    def per_hour(self) -> int | None:
        """Decisions an hour at the recent pace; None before three minutes of work and five decisions."""
        return pace_of(self._recent, self._worked)
