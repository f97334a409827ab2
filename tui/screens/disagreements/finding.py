"""Searches the disagreements of the screen, and goes to one by its number or id."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from core.screening.disagreement import Disagreement, State
from core.words import number
from tui.finding.meant import place_meant
from tui.finding.query import FIELDS, Query
from tui.finding.spoken import Spoken, spoken
from tui.text.content import short
from tui.text.plain import clean
from tui.words.finding import hits
from tui.words.phrases import disagreements as phrases
from tui.words.phrases import everywhere
from tui.words.reading.disagreements import no_such_disagreement

if TYPE_CHECKING:
    from tui.screens.disagreements.screen import DisagreementsScreen


class FindingDisagreements:
    """What is searched for among the disagreements that the screen shows.

    Attributes:
        text: The search; "" for none.
    """

    def __init__(self, screen: DisagreementsScreen) -> None:
        self._screen = screen
        self.text = ""

    def ask_search(self) -> None:
        """Type words; the list follows: those of the record, and note:, reason:, label: and decided: of either side."""
        here = self._screen.session.current
        self._screen.ask("/", self._search, value=self.text, changed=self._search, cancelled=lambda: self._drop(here))

    def clear(self) -> None:
        """End the search."""
        self._drop(self._screen.session.current)

    def _search(self, text: str) -> None:
        session = self._screen.session
        self.text = text
        query = Query(text, session.sources, self._spoken)
        self._show(lambda each: query.matches(session.record(each.record))) if query else self._show(None)
        self._screen.reader.mark_with(self._screen.highlighter(query.sought))
        self._screen.say(hits(len(session.view), text, query.unknown, FIELDS, done=True) if query else "")

    def _drop(self, here: Disagreement | None) -> None:
        self._search("")
        if here is not None:
            self._screen.session.go_to(here)
        self._screen.say_place()

    def _show(self, wanted: Callable[[Disagreement], bool] | None) -> None:
        session = self._screen.session
        session.show(session.shown, stark_first=session.stark_first, wanted=wanted)

    def _spoken(self, record: str) -> Spoken:
        session = self._screen.session
        disagreement = next(each for each in session.disputes if each.record == record)
        resolution = session.resolution(disagreement)
        notes = [resolution.rationale] if resolution else []
        return spoken([side.decision for side in disagreement.sides], session.stage, notes)

    def ask_go(self) -> None:
        """Ask for a disagreement's number in the list, or its record's id, and go to it."""
        self._screen.ask(everywhere.go_to(len(self._screen.session.view)), self._go)

    def _go(self, text: str) -> None:
        view = self._screen.session.view
        place = place_meant(text, [each.record for each in view])
        if place is not None and self._screen.session.go_to(view[place]):
            self._screen.say_place()
        elif text:
            self._screen.say(no_such_disagreement(text))

    # Which are shown

    @property
    def view_name(self) -> str:
        """The name of what the list shows, with a space before it."""
        session = self._screen.session
        name = f" {session.shown}" if session.shown else ""
        name += f" /{short(clean(self.text), 20)}" if self.text else ""
        return phrases.clear_first(name) if session.stark_first else name

    def ask_shown(self) -> None:
        """Choose which disagreements are shown."""
        session = self._screen.session
        states = {"o": State.OPEN, "e": State.ESCALATED, "r": State.RESOLVED}
        choices = {
            key: (f"{state.value} {number(session.count(state))}", partial(self._narrow, state))
            for key, state in states.items()
        }
        choices["a"] = (phrases.all_shown(len(session.disputes)), partial(self._narrow, None))
        order = phrases.IN_ORDER if session.stark_first else phrases.CLEAR_FIRST
        choices["i"] = (order, partial(self._narrow, session.shown, not session.stark_first))
        self._screen.choose(everywhere.SHOW_QUESTION, choices)

    def _narrow(self, state: State | None, stark_first: bool | None = None) -> None:
        session = self._screen.session
        session.show(state, stark_first=session.stark_first if stark_first is None else stark_first)
        self._screen.say(phrases.disagreements_shown(len(session.view), self.view_name))
