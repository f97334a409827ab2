"""Records in an order, and a place among them: what a list and a reader show. No terminal here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.records.record import Record
from core.screening.decision import Decision
from core.walk import Walk


class RecordsInOrder(Walk[str]):
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
        self.decision = decision
        self._record = record
        super().__init__(view, again=True)

    def waits(self, record_id: str) -> bool:
        """Whether the person has still to give a verdict on a record."""
        said = self.decision(record_id)
        return said is None or said.verdict is None

    def record_at(self, position: int) -> Record:
        """The record at a place of the list."""
        return self._record(self.view[position])
