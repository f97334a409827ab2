"""Which change an undo takes back and a redo makes again, found by reading a journal from its end.

An undo is itself a batch of events that names the change it takes back by the `seq` of that change's first event; so
is a redo. The newest batch that belongs to a change says whether the change now holds. Nothing else is remembered, and
so undo works tomorrow and from another window.
"""

from __future__ import annotations

from collections.abc import Iterator

from store.chain import FORMAT_ACT, Event
from store.errors import UndoConflict

Batches = Iterator[list[Event]]


def batches_back(events: Iterator[Event]) -> Batches:
    """The batches, the last one first, each in its own order, from events in backward order; without format lines."""
    batch: list[Event] = []
    for event in events:
        if event.act == FORMAT_ACT:
            continue
        batch.append(event)
        if event.batch is None or event.batch[0] == 1:
            yield batch[::-1]
            batch = []


def to_undo(batches: Batches, by: str | None = None) -> list[Event]:
    """The batch to invert for an undo: the last change, or redone change, that holds; [] when there is none.

    Args:
        batches: From `batches_back`.
        by: Only changes made by this login.
    """
    settled = set()
    for batch in batches:
        first = batch[0]
        change = first.change
        if change in settled:
            continue
        settled.add(change)
        if first.undoes is None and by in (None, first.who):
            return batch
    return []


def to_redo(batches: Batches, by: str | None = None) -> list[Event]:
    """The batch to invert for a redo: the last undo since the last new change; [] when there is none.

    Args:
        batches: From `batches_back`.
        by: Only undone by this login; only this login's new changes end the line of redos.
    """
    settled = set()
    for batch in batches:
        first = batch[0]
        change = first.change
        if change == first.seq and by in (None, first.who):
            return []
        if change in settled:
            continue
        settled.add(change)
        if first.undoes is not None and by in (None, first.who):
            return batch
    return []


def to_take_back(batches: Batches, seq: int) -> list[Event]:
    """The batch to invert to take back the change whose first event has that `seq`.

    Raises:
        UndoConflict: There is no such change, or it is taken back already.
    """
    newest: list[Event] = []
    for batch in batches:
        first = batch[0]
        if first.seq < seq:
            break
        if first.change == seq:
            newest = newest or batch
            if first.seq == seq:
                break
    if not newest:
        raise UndoConflict(f"no change begins at line {seq}")
    if newest[0].undoes is not None:
        raise UndoConflict(f"the change of line {seq} is taken back already")
    return newest
