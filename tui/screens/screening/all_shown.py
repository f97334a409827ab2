"""One verdict on all that the list shows and is undecided: it says how many, and asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from core.screening.decision import Verdict
from tui.words import finding as words
from tui.words.phrases import everywhere

if TYPE_CHECKING:
    from tui.screens.screening.screen import ScreeningScreen


class AllShown:
    """What decides on all that a screen's list shows."""

    def __init__(self, screen: ScreeningScreen) -> None:
        self._screen = screen

    def ask(self, needed: bool) -> None:
        """Ask for a verdict on all that the list shows and is undecided, then whether that is meant."""
        session = self._screen.session
        records = session.undecided
        if not self._screen.finding.narrowed:
            self._screen.say(words.narrow_first())
        elif self._screen.finding.goes_on:
            self._screen.say(words.STILL_SEARCHING)
        elif not records:
            self._screen.say(words.NONE_UNDECIDED)
        else:
            act = partial(self._ask_sure, records)
            exclude = partial(self._screen.ask_reason, session.stage, partial(act, Verdict.EXCLUDE), needed=needed)
            keys = self._screen.keymap
            choices: dict[str, tuple[str, Callable[[], None]]] = {
                keys["include"][0]: ("include", partial(act, Verdict.INCLUDE, "")),
                keys["exclude"][0]: ("exclude", exclude),
                keys["maybe"][0]: ("maybe", partial(act, Verdict.MAYBE, "")),
            }
            self._screen.choose(words.all_of(len(records), session.filter_name), choices)

    def _ask_sure(self, records: Sequence[str], verdict: Verdict, reason: str) -> None:
        session = self._screen.session
        decided = len(session.view) - len(records)
        self._screen.say(words.about_to(verdict, session.stage, reason, len(records), decided))
        key = self._screen.keymap["decide_all"][0]
        act = partial(self._decide_all, records, verdict, reason)
        self._screen.choose(everywhere.SURE_QUESTION, {key: (words.DO_IT, act)}, confirms=True)

    def _decide_all(self, records: Sequence[str], verdict: Verdict, reason: str) -> None:
        session = self._screen.session
        done = self._screen.saved(lambda: session.decide_all(records, verdict, reason))
        if done is not None:
            self._screen.likely.count()
            self._screen.say(words.done_to(verdict, session.stage, reason, len(done)))
