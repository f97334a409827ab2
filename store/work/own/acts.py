"""What one reader did at a stage, to be taken back or done again: the last act, or any other by its number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from core.undo import DoneAct, PastAct, Sure, always
from store.decisions.reader_journals import ReaderAct, ReaderJournals
from store.journal.line import Event
from store.state.shown_records import DiskShownRecords

Changed = TypeVar("Changed")


class OwnActs(DiskShownRecords, Generic[Changed]):
    """A store on the journals of one reader at one stage, whose acts are known by their clock there."""

    _journal: ReaderJournals

    def undo(self, sure: Sure = always) -> list[Changed]:
        """Take back the last act; [] when there is none, or `sure` says no."""
        self._ready()
        return self._taken_in(self._journal.undo(lambda act: sure(self._past(act))))

    def redo(self, sure: Sure = always) -> list[Changed]:
        """Do again what was last undone."""
        self._ready()
        return self._taken_in(self._journal.redo(lambda act: sure(self._past(act))))

    def acts(self) -> Iterator[DoneAct[Changed]]:
        """All acts, the one made last first, those taken back too."""
        for act in self._journal.acts():
            yield DoneAct(self._past(act), act.end.at, act.holds, self._concerned(act.events()))

    def replay(self, number: int, *, again: bool, sure: Sure = always) -> list[Changed]:
        """Take back the act of that number, or do it again; [] if `sure` says no.

        Raises:
            TamisError: As `ReaderJournals.replay`.
        """
        self._ready()
        return self._taken_in(self._journal.replay(number, again=again, sure=lambda act: sure(self._past(act))))

    def _ready(self) -> None:
        """Make ready for a change of the journal: the plan is in force, and what counts before is read."""
        self._review.log_amendment()

    def _past(self, act: ReaderAct) -> PastAct:
        """The act in words."""
        raise NotImplementedError

    def _taken_in(self, events: Iterable[Event]) -> list[Changed]:
        """Count anew what events concern; what that is."""
        raise NotImplementedError

    def _concerned(self, events: Iterable[Event]) -> list[Changed]:
        """What events concern."""
        raise NotImplementedError


def past_act(act: ReaderAct, records: int, what: str, stage: str) -> PastAct:
    """A reviewer's past act at a stage, in words; for an import with the name of the file.

    Args:
        act: The act.
        records: How many records or studies it concerns.
        what: That number and what was done, in words.
        stage: The stage's id.
    """
    if act.end.act == "import":
        return PastAct(act.clock, records, f"import of {what} from {act.end.note}", f"tamis undo {stage}")
    return PastAct(act.clock, records, what)
