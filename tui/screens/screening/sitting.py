"""What one sitting at a stage came to: its pace, how long the rest takes, and what comes next when all is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.words import number
from tui.screens.pace import Pace
from tui.words.reading.decisions import nothing_waits
from tui.words.reading.pace import all_read, pace, sitting

if TYPE_CHECKING:
    from tui.screens.screening.screen import ScreeningScreen


class Sitting(Pace):
    """The pace of a screen, in words."""

    def __init__(self, screen: ScreeningScreen, goal: int) -> None:
        """Begin.

        Args:
            screen: The screen that is worked at.
            goal: How many decisions the person wants to make a day; 0 for none.
        """
        super().__init__(screen.clock)
        self._screen = screen
        self._goal = goal

    def top_words(self) -> str:
        """How much was done today, how fast, and how long the rest takes."""
        session = self._screen.session
        left = session.progress.total - session.progress.decided
        return pace(session.decided_on(self._screen.workplace.today()), self._goal, self.per_hour, left)

    def nothing_here(self) -> str:
        """Why there is no record in front, and what to do."""
        screen, session = self._screen, self._screen.session
        if not session.queue:
            return f"{nothing_waits(screen.workplace.waiting_before(session.stage.id))} q goes back."
        if not session.all_read:
            return f"No record here is {session.filter_name}. f then a shows all."
        progress = session.progress
        back = "k goes back to the last record, z takes the last decision back, q leaves."
        if left := progress.total - progress.decided:
            return f"All read. {number(left)} of other lists wait: f then a shows all. {back}"
        look = "A second look at your exclusions: L." if screen.KIND == "screening" else ""
        keys = [f"{screen.key_of('go_on')} goes on to what comes next.", look, back]
        others = screen.workplace.others_reading(session.stage.id)
        return all_read(progress.total, sitting(self.decisions, self.worked, self.per_hour), others, keys)
