"""What the charting session shows of a form, and what it needs of the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from typing import Protocol as Interface

from core.charting.values import Value, Values
from core.protocol.values import ChartItem
from core.records.record import Record
from core.undo import Sure, always


class Touched(NamedTuple):
    """What an undo, a redo or another window has changed: an item of a study, or ("") whether its form is complete."""

    study: str
    item: str


class ChartStore(Interface):
    """What a session needs of the store, for one charter at one stage.

    Every call that changes something returns when the change is on disk, or raises and has changed nothing.
    """

    @property
    def values(self) -> Mapping[str, Values]:
        """What the charter has filled in, by study and item; always up to date."""

    @property
    def complete(self) -> Mapping[str, str]:
        """When each completed form was completed, by study; always up to date."""

    def record(self, study: str) -> Record:
        """The record that stands for a study, with the best field of each member of its duplicate group."""

    def sources(self, study: str) -> tuple[str, ...]:
        """The names of the sources of that record and its duplicates."""

    def put(self, values: Sequence[Value], *, completes: str = "") -> list[Value]:
        """Save values, all or none, and with them, where a study is named, that its form is complete."""

    def clear(self, study: str, item: str, *, reopens: bool) -> None:
        """Take an answer off the form, and with it, if so, that the form is complete."""

    def reopen(self, study: str) -> None:
        """Take back that a form is complete."""

    def undo(self, sure: Sure = always) -> list[Touched]:
        """Take back the last change; [] if there is nothing left, or it is not sure."""

    def redo(self, sure: Sure = always) -> list[Touched]:
        """Do again what was last undone; [] if there is nothing, or it is not sure."""

    def refresh(self) -> list[Touched]:
        """Take in what another window of the same charter has written."""


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the form, as it stands for a study.

    Attributes:
        value: What was filled in; None when nothing was.
        proposal: What the record proposes; "" where there is an answer, or nothing to propose.
        missing: Whether an answer is required and there is neither one nor a proposal.
        outdated: The parts of the answer that the form no longer allows.
    """

    item: ChartItem
    value: Value | None
    proposal: str
    missing: bool
    outdated: tuple[str, ...]

    @property
    def text(self) -> str:
        """The answer as one text; "" when there is none."""
        return self.value.text if self.value is not None else ""


@dataclass(frozen=True, slots=True)
class StudyProgress:
    """How far one form is.

    Attributes:
        answered: Items with an answer or a proposal.
        total: Items of the form.
        missing: Required items with neither.
        complete: Whether the charter has said that the form is complete.
    """

    answered: int
    total: int
    missing: int
    complete: bool
