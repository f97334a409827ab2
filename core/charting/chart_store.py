"""Defines what a charting session shows of a form, and what it needs of the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from typing import Protocol as Interface

from core.charting.values import Value, Values
from core.protocol.values import ChartItem
from core.undo import UndoStore
from core.walk import ShownRecords


class Touched(NamedTuple):
    """What an undo, a redo or another window has changed: an item of a study, or ("") whether its form is complete."""

    study: str
    item: str


class ChartStore(ShownRecords, UndoStore[Touched], Interface):
    """What a session needs of the store, for one reviewer at one stage; the record of a study is the one it goes by."""

    @property
    def values(self) -> Mapping[str, Values]:
        """What the reviewer has filled in, by study and item; always up to date."""

    @property
    def complete(self) -> Mapping[str, str]:
        """When each completed form was completed, by study; always up to date."""

    def put(self, values: Sequence[Value], *, completes: str = "") -> list[Value]:
        """Save values, all or none, and with them, where a study is named, that its form is complete."""

    def clear(self, study: str, item: str, *, reopens: bool) -> None:
        """Take an answer off the form, and with it, if so, that the form is complete."""

    def reopen(self, study: str) -> None:
        """Take back that a form is complete."""


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
        complete: Whether the reviewer has said that the form is complete.
    """

    answered: int
    total: int
    missing: int
    complete: bool
