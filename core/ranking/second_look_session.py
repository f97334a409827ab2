"""Goes through a second look: what a reader has excluded and looks like what was included, a block at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.protocol.values import Stage
from core.ranking.second_look import BLOCK, Suspicion
from core.screening.decision import SECOND_LOOK, Decision, Verdict
from core.screening.session import Changed, DecisionStore, ScreeningSession


class SecondLookSession(ScreeningSession):
    """One reader's second look at a stage; it may be left after any record, and goes on where it was left.

    Args:
        stage: The stage.
        reviewer: Whose exclusions are looked at.
        listed: The records to look at, the likeliest first.
        first: What the reader had said of them.
        store: Keeps what is said now; nothing of `first` changes.

    Attributes:
        block: The place of the block in view, from 0.
    """

    def __init__(
        self,
        stage: Stage,
        reviewer: str,
        listed: Sequence[Suspicion],
        first: Mapping[str, Decision],
        store: DecisionStore,
    ) -> None:
        super().__init__(stage, reviewer, [each.record for each in listed], store, order=SECOND_LOOK)
        self.first = first
        self.why = {each.record: each for each in listed}
        self.block = 0
        if not self.next_block():
            self._show_block(0)

    @property
    def blocks(self) -> int:
        """How many blocks there are."""
        return -(-len(self.queue) // BLOCK)

    @property
    def read_in_block(self) -> int:
        """How many records of the block in view have been read again."""
        return sum(map(self.decided, self.view))

    @property
    def changed(self) -> int:
        """How many records would be included."""
        words = (self.decision(each) for each in self.queue)
        return sum(word is not None and word.verdict not in (None, Verdict.EXCLUDE) for word in words)

    def next_block(self) -> bool:
        """Go to the next block with something to read, from the top again after the last; whether there is one."""
        waiting = [place for place in range(self.blocks) if any(map(self.waits, self._of_block(place)))]
        here = self.block + (self.read_in_block == len(self.view))
        if waiting:
            self._show_block(next((place for place in waiting if place >= here), waiting[0]))
        return bool(waiting)

    def _of_block(self, place: int) -> Sequence[str]:
        return self.queue[place * BLOCK : (place + 1) * BLOCK]

    def _show_block(self, place: int) -> None:
        self.block = place
        self.show(f"block {place + 1}", frozenset(self._of_block(place)).__contains__)
        self._begin_at(self.position)

    def _go_to_change(self, change: Changed) -> None:
        if change.record in self.why:
            self._show_block(self.queue.index(change.record) // BLOCK)
            self.go_to(change.record)
