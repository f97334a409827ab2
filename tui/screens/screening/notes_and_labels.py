"""What a person writes on the record in front beside the verdict: a note, and labels."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from tui.finding.filters import CHOICE_KEYS

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
            self._screen.ask("note:", self._note, value=before.note if before else "", prose=True)

    def _note(self, text: str) -> None:
        if self._screen.saved(lambda: self._screen.session.set_note(text)) is not None:
            self._screen.say("note kept — z undo" if text else "note removed — z undo")

    def ask_label(self) -> None:
        """Ask which label to put on or take off, or for a new one."""
        if self._screen.session.current is None:
            return
        ask_new = partial(self._screen.ask, "new label:", self._label)
        known = self.labels()[:9]
        if not known:
            ask_new()
            return
        choices = {key: (label, partial(self._label, label)) for key, label in zip(CHOICE_KEYS, known, strict=False)}
        self._screen.choose("label?", {**choices, "l": ("new", ask_new)})

    def _label(self, label: str) -> None:
        if not label:
            return
        decision = self._screen.saved(lambda: self._screen.session.toggle_label(label))
        if decision is not None:
            done = "put on" if label in decision.labels else "taken off"
            self._screen.say(f"label “{label}” {done} — z undo")
