"""Which forms are gone through, and the place among them: all, those still open, or those complete."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.finding.meant import place_meant
from tui.words.phrases import charting as phrases
from tui.words.phrases import everywhere
from tui.words.reading.pace import all_read

if TYPE_CHECKING:
    from tui.screens.charting.screen import ChartingScreen


class FormsShown:
    """What a screen's view of the studies is narrowed to."""

    def __init__(self, screen: ChartingScreen) -> None:
        self._screen = screen
        self._shown = ""

    @property
    def place(self) -> str:
        """The place of the study in front: "study 1 of 3 open"."""
        session = self._screen.session
        words = f" {self._shown}" if self._shown else ""
        return phrases.study_of_view(session.position + 1, len(session.view), words)

    def nothing_here(self, nothing: str) -> str:
        """Why no study is in front, and what to do.

        Args:
            nothing: What to say where there is no study at all.
        """
        screen = self._screen
        if screen.session.all_read:
            done = phrases.all_complete(len(screen.session.view))
            keys = [everywhere.goes_on(screen.key_of("fill")), phrases.last_form(screen.key_of("previous_study"))]
            return all_read(done, screen.pace.came_to, (), keys)
        return phrases.none_shown(self._shown, screen.key_of("forms")) if self._shown else nothing

    def ask(self) -> None:
        """Ask which forms to go through."""
        session = self._screen.session
        done = session.done
        self._screen.choose(
            phrases.SHOW,
            {
                "a": (phrases.all_forms(len(session.studies)), self._showing("", None)),
                "o": (
                    phrases.open_forms(len(session.studies) - done),
                    self._showing("open", lambda study: not session.is_complete(study)),
                ),
                "c": (phrases.complete_forms_view(done), self._showing("complete", session.is_complete)),
            },
        )

    def _showing(self, words: str, wanted: Callable[[str], bool] | None) -> Callable[[], None]:
        session = self._screen.session

        def act() -> None:
            session.show(wanted)
            self._shown = words
            self._screen.say("" if session.view else phrases.no_form_is(words))

        return act

    def ask_go(self) -> None:
        """Ask for a study's number or id."""
        self._screen.ask(phrases.GO_TO_STUDY, self._go_to)

    def _go_to(self, text: str) -> None:
        view = self._screen.session.view
        place = place_meant(text, view)
        found = self._screen.session.go_to(text if place is None else view[place])
        self._screen.say("" if found else phrases.no_such_study(text))
