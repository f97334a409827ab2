"""What one sitting at a stage came to: its pace, how long the rest takes, and what comes next when all is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.pace import Pace
from tui.words.phrases import everywhere
from tui.words.phrases import screening as phrases
from tui.words.reading.decisions import nothing_waits
from tui.words.reading.pace import all_read, pace

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
            return phrases.and_goes_back(nothing_waits(screen.workplace.waiting_before(session.stage.id)))
        if not session.all_read:
            return phrases.none_shown(session.filter_name)
        progress = session.progress
        back = phrases.about_going_back()
        if left := progress.total - progress.decided:
            return phrases.others_wait(left, back)
        look = phrases.second_look_waits() if screen.KIND == "screening" else ""
        keys = [everywhere.goes_on(screen.key_of("go_on")), look, back]
        others = screen.workplace.others_reading(session.stage.id)
        return all_read(everywhere.all_read(progress.total), self.came_to, others, keys)

    def leave_for(self, action: str) -> None:
        """Leave the screen, and have the dashboard do what comes next; not before all is read."""
        progress = self._screen.session.progress
        if left := progress.total - progress.decided:
            self._screen.say(everywhere.left_before_that(left))
        else:
            self._screen.leave_for(action)
