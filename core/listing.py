"""Records in an order, and a place among them: what a list and a reader show. No terminal here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.record import Record
from core.screening import Decision


class Listing:
    """A list of records that a person goes through.

    Args:
        view: The ids, in their order.
        record: Gives the record of an id.
        decision: Gives what the person has said of a record so far, where that is of interest.
    """

    def __init__(
        self,
        view: Sequence[str],
        record: Callable[[str], Record],
        decision: Callable[[str], Decision | None] = lambda _record: None,
    ) -> None:
        self.view = view
        self.position = 0
        self.decision = decision
        self._record = record

    @property
    def current(self) -> str | None:
        """The id of the record in front of the person; None when there is none."""
        return self.view[self.position] if self.view else None

    def record_at(self, position: int) -> Record:
        """The record at a place of the list."""
        return self._record(self.view[position])

    def move(self, steps: int) -> None:
        """Go a number of records on (or back, when negative), stopping at the ends."""
        self.position = max(min(self.position + steps, len(self.view) - 1), 0)

    def go_to(self, record_id: str) -> bool:
        """Go to a record; whether it is in the list."""
        try:
            self.position = self.view.index(record_id)
        except ValueError:
            return False
        return True

    def next_undecided(self) -> bool:
        """Go to the next record without a verdict, from the top again after the end; whether there is one."""
        total = len(self.view)
        for steps in range(1, total + 1):
            place = (self.position + steps) % total
            said = self.decision(self.view[place])
            if said is None or said.verdict is None:
                self.position = place
                return True
        return False
