"""The searches that a person keeps by name: take one, keep the one that is shown, forget one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from tui.finding.filters import CHOICE_KEYS
from tui.settings.searches import keep_searches, kept_searches, searches_path
from tui.text.plain import clean
from tui.words import finding as words

if TYPE_CHECKING:
    from tui.screens.screening.screen import ScreeningScreen


class KeptSearches:
    """The menu of kept searches of a screen."""

    def __init__(self, screen: ScreeningScreen) -> None:
        self._screen = screen

    def ask(self) -> None:
        """Choose a search that was kept, or keep the one that is shown."""
        with self._screen.saying_why():
            self._choose_of(kept_searches(searches_path()))

    def _choose_of(self, kept: Mapping[str, str]) -> None:
        shown = zip(CHOICE_KEYS[:9], kept.items(), strict=False)
        choices: dict[str, tuple[str, Callable[[], None]]] = {
            key: (clean(name), partial(self._screen.finding.type_search, text)) for key, (name, text) in shown
        }
        if text := self._screen.finding.text:
            choices["k"] = (words.KEEP, partial(self._screen.ask, words.NAME, partial(self._keep_as, text)))
        if kept:
            choices["d"] = (words.FORGET, partial(self._screen.ask, words.NAME, self._forget))
        if choices:
            self._screen.choose(words.KEPT, choices)
        else:
            self._screen.say(words.nothing_kept())

    def _keep_as(self, text: str, name: str) -> None:
        if name:
            with self._screen.saying_why():
                keep_searches(searches_path(), {**kept_searches(searches_path()), name: text})
                self._screen.say(words.kept(name, text))

    def _forget(self, name: str) -> None:
        with self._screen.saying_why():
            kept = kept_searches(searches_path())
            if name not in kept:
                self._screen.say(words.no_search(name))
                return
            keep_searches(searches_path(), {each: text for each, text in kept.items() if each != name})
            self._screen.say(words.forgotten(name))
