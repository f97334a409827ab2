"""Goes through a list, one thing after the other: which is current, what comes next, when all have been read."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import chain
from typing import Generic, TypeVar
from typing import Protocol as Interface

from core.records.record import Record

Thing = TypeVar("Thing", bound=Hashable)


class ShownRecords(Interface):
    """The part of the store that every session needs: the records, as they are shown to a person."""

    def record(self, record_id: str) -> Record:
        """The record of that id, with the best field of each member of its duplicate group."""

    def sources(self, record_id: str) -> tuple[str, ...]:
        """The names of the sources that the record, or a duplicate of it, came from."""


class Walk(Generic[Thing]):
    """The way through a view: from one thing that waits to the next, and from the end to the top, until none is left.

    Then the place is after the last thing, where there is nothing to decide on: at the end of a list the next key must
    not decide again what was decided. A view that was narrowed to decided things is meant to be gone through once more;
    in it each waits until it has had its turn.

    Attributes:
        noun: What one of the things is called.
    """

    noun = "record"
    _store: ShownRecords

    def __init__(self, view: Sequence[Thing], store: ShownRecords, *, again: bool = False) -> None:
        self._store = store
        self.view: Sequence[Thing] = ()
        self.position = 0
        self._left: Thing | None = None
        self._look_at(view, again=again)

    @property
    def current(self) -> Thing | None:
        """The current thing; None when the view is empty, and after the last one."""
        return self.view[self.position] if self.position < len(self.view) else None

    @property
    def here(self) -> Thing:
        """The current thing, to be decided on.

        Raises:
            LookupError: There is none.
        """
        if self.current is None:
            raise LookupError(f"there is no {self.noun} here")
        return self.current

    @property
    def all_read(self) -> bool:
        """Whether the place is after the last of the view."""
        return 0 < len(self.view) <= self.position

    def record(self, record_id: str) -> Record:
        """The record of that id."""
        return self._store.record(record_id)

    def sources(self, record_id: str) -> tuple[str, ...]:
        """Where the record came from."""
        return self._store.sources(record_id)

    def waits(self, thing: Thing) -> bool:
        """Whether a thing has still to be decided on."""
        raise NotImplementedError

    def move(self, steps: int) -> bool:
        """Go a number of things on (or back, when negative), stopping at the ends; whether the place changed."""
        place = max(min(self.position + steps, len(self.view) - 1), 0)
        moved = place != self.position
        self.position = place
        return moved

    def go_to(self, thing: Thing) -> bool:
        """Go to a thing of the view, whose turn it is then; whether it is there."""
        try:
            self.position = self.view.index(thing)
        except ValueError:
            return False
        self._had_turn.discard(thing)
        return True

    def advance(self) -> None:
        """Go on from what has had its turn to the next that waits, else after the last."""
        self._left = self.current
        if self._left is not None:
            self._had_turn.add(self._left)
        waits = (lambda thing: thing not in self._had_turn) if self._again else self.waits
        place = self._next(self.position + 1, waits)
        self.position = len(self.view) if place is None else place

    def next_undecided(self) -> bool:
        """Go to the next that waits, from the top again after the end; whether there is one."""
        return self._begin_at(self.position + 1)

    def _begin_at(self, start: int) -> bool:
        """Go to what waits at a place or after it, or else before it; whether there is any."""
        place = self._next(start, self.waits)
        if place is not None:
            self.position = place
        return place is not None

    def _look_at(self, view: Sequence[Thing], *, again: bool) -> None:
        """Take another view, and keep the place if possible; with all read, that is where one would have gone on.

        `again` is whether a view in which nothing waits is there to be gone through.
        """
        here, left = self.current, self._left
        self.view = view
        self.position = 0
        self._had_turn: set[Thing] = set()
        self._again = again and not any(map(self.waits, view))
        if here is not None:
            self.go_to(here)
        elif left is not None and not self._again and self.go_to(left):
            self._begin_at(self.position)

    def _next(self, start: int, waits: Callable[[Thing], bool]) -> int | None:
        places = chain(range(start, len(self.view)), range(min(start, len(self.view))))
        return next((place for place in places if waits(self.view[place])), None)
