"""What a person writes on the record in front beside the verdict: a note, and labels."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from tui.finding.filters import CHOICE_KEYS
from tui.words.keys import with_undo
from tui.words.phrases import screening as phrases

if TYPE_CHECKING:
    from tui.screens.screening.screen import ScreeningScreen


class NotesAndLabels:
    """The notes and labels of a screen's records."""

    def __init__(self, screen: ScreeningScreen) -> None:
        self._screen = screen

    def labels(self) -> list[str]:
        """The labels in use at this stage, the most frequent first."""
        decisions = map(self._screen.session.decision, self._screen.session.queue)
        found = Counter(label for decision in decisions if decision for label in decision.labels)
        return [label for label, _uses in found.most_common()]

    def ask_note(self) -> None:
        """Ask for the note."""
        session = self._screen.session
        if session.current is not None:
            before = session.decision(session.current)
            self._screen.ask(phrases.NOTE_QUESTION, self._note, value=before.note if before else "", prose=True)

    def _note(self, text: str) -> None:
        if self._screen.saved(lambda: self._screen.session.set_note(text)) is not None:
            self._screen.say(with_undo(phrases.NOTE_KEPT if text else phrases.NOTE_REMOVED))

    def ask_label(self) -> None:
        """Ask which label to put on or take off, or for a new one."""
        if self._screen.session.current is None:
            return
        ask_new = partial(self._screen.ask, phrases.NEW_LABEL_QUESTION, self._label)
        known = self.labels()[:9]
        if not known:
            ask_new()
            return
        choices = {key: (label, partial(self._label, label)) for key, label in zip(CHOICE_KEYS, known, strict=False)}
        self._screen.choose(phrases.LABEL_QUESTION, {**choices, "l": (phrases.NEW_LABEL, ask_new)})

    def _label(self, label: str) -> None:
        if not label:
            return
        decision = self._screen.saved(lambda: self._screen.session.toggle_label(label))
        if decision is not None:
            done = phrases.PUT_ON if label in decision.labels else phrases.TAKEN_OFF
            self._screen.say(phrases.labelled(label, done))
