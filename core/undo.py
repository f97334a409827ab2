"""Undo and redo: what one step concerns, whether a person is asked first, and what a session does then."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from typing import Protocol as Interface

FEW = 3
"""Up to this many records are taken back without asking."""


@dataclass(frozen=True, slots=True)
class PastAct:
    """One act, as one undo takes it back and one redo does it again.

    Attributes:
        change: The `seq` of its first event in its journal.
        records: How many records (or pairs of records, or studies) it concerns.
        what: That number and what was done, in words: "import of 347 decisions from kbaa.csv".
        command: The command that alone takes it back, where no key does (as for an import).
        elsewhere: Whether it was done on another screen, so that only that one's keys, or a command, take it back.
    """

    change: int
    records: int
    what: str
    command: str = ""
    elsewhere: bool = False

    @property
    def asks(self) -> bool:
        """Whether it concerns so many records that the person is asked first."""
        return self.records > FEW


Sure = Callable[[PastAct], bool]
"""Says, before anything is written, whether to go on with an act; nobody else can write until it has answered."""


def always(_act: PastAct) -> bool:
    """Go on with any act, without asking."""
    return True


Change = TypeVar("Change")


@dataclass(frozen=True, slots=True)
class DoneAct(Generic[Change]):
    """One of a person's acts, whether it holds or is taken back.

    Attributes:
        past: What it was; its `change` is the number by which it is taken back.
        at: When, in UTC, ISO 8601.
        holds: Whether it holds.
        changes: What it changed.
    """

    past: PastAct
    at: str
    holds: bool
    changes: Sequence[Change]


class UndoStore(Interface[Change]):
    """What a session needs of the store to take changes back.

    Every call that changes something returns when the change is on disk, or raises and has changed nothing.
    """

    def undo(self, sure: Sure = always) -> list[Change]:
        """Take back the last change, or the last bulk of changes; [] if there is nothing left, or `sure` says no."""

    def redo(self, sure: Sure = always) -> list[Change]:
        """Do again what was last undone; [] if there is nothing, or `sure` says no."""

    def acts(self) -> Iterator[DoneAct[Change]]:
        """All acts, the one made last first, those taken back too."""

    def replay(self, number: int, *, again: bool, sure: Sure = always) -> list[Change]:
        """Take back the act of that number, or do it again; [] if `sure` says no.

        Raises:
            TamisError: There is no such act, or something stands against it; nothing was changed.
        """

    def refresh(self) -> list[Change]:
        """Take in what another window of the same person has written."""


class UndoSession(Generic[Change]):
    """A session that knows what has changed in its store, whoever changed it."""

    _store: UndoStore[Change]

    def undo(self, sure: Sure = always) -> list[Change]:
        """Take back the last change, or the last bulk of changes, and go to it when the view holds it."""
        return self._replayed(self._store.undo(sure))

    def redo(self, sure: Sure = always) -> list[Change]:
        """Do again what was undone, and go to it."""
        return self._replayed(self._store.redo(sure))

    def acts(self) -> Iterator[DoneAct[Change]]:
        """All acts, the one made last first, those taken back too."""
        return self._store.acts()

    def replay(self, number: int, *, again: bool, sure: Sure = always) -> list[Change]:
        """Take back the act of that number, or do it again, and go to what it concerns; as `UndoStore.replay`."""
        return self._replayed(self._store.replay(number, again=again, sure=sure))

    def refresh(self) -> list[Change]:
        """Take in what another window has written; the place stays."""
        changed = self._store.refresh()
        for each in changed:
            self._take_in(each)
        return changed

    def _replayed(self, changed: list[Change]) -> list[Change]:
        for each in changed:
            self._take_in(each)
        if changed:
            self._go_to_change(changed[0])
        return changed

    def _take_in(self, change: Change) -> None:
        """Count anew what a change concerns."""
        raise NotImplementedError

    def _go_to_change(self, change: Change) -> None:
        """Go to what a change concerns, if there is a place for it."""
