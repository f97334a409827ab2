"""Finds the change that an undo takes back or a redo makes again, by reading a journal from its end.

An undo is itself a batch of events that names the change it takes back by the `seq` of that change's first event; so
is a redo. The newest batch that belongs to a change says whether the change holds. Nothing else is remembered, so that
undo works in a later session and in another process.

Of a batch only the last line is parsed, so that finding one costs the same however many decisions came at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice

from store.journal.errors import UndoConflict
from store.journal.line import FORMAT_ACT, MOVED_ACT, Event

Ends = Iterator[Event]
"""The last event of each batch, the last batch first."""


def ends_back(lines: Iterator[bytes]) -> Ends:
    """The last event of each batch, from lines in backward order; without format lines."""
    for line in lines:
        end = Event.from_line(line)
        if end.act != FORMAT_ACT:
            yield end
            next(islice(lines, end.seq - end.first, end.seq - end.first), None)


def to_undo(ends: Ends, tables: Collection[str] = ()) -> Event | None:
    """The last event of the batch to invert for an undo: of the last change, or redone change, that holds.

    Args:
        ends: From `ends_back`.
        tables: Only changes of these tables; () for all.
    """
    settled = set()
    for end in ends:
        if end.change in settled:
            continue
        settled.add(end.change)
        if end.undoes is None and end.act != MOVED_ACT and (not tables or end.table in tables):
            return end
    return None


def to_redo(ends: Ends) -> Event | None:
    """The last event of the batch to invert for a redo: of the last undo since the last new change.

    Args:
        ends: From `ends_back`.
    """
    settled = set()
    for end in ends:
        if end.change == end.first and end.act != MOVED_ACT:
            return None
        if end.change in settled:
            continue
        settled.add(end.change)
        if end.undoes is not None:
            return end
    return None


def changes_back(ends: Ends) -> Iterator[tuple[Event, bool]]:
    """Each change, the one made last first: its last event as it was made, and whether it holds."""
    holds: dict[int, bool] = {}
    for end in ends:
        holds.setdefault(end.change, end.undoes is None)
        if end.first == end.change and end.act != MOVED_ACT:
            yield end, holds.pop(end.change)


def to_invert(ends: Ends, seq: int, *, again: bool) -> Event:
    """The last event of the batch to invert to take back the change whose first event has that `seq`.

    Args:
        ends: From `ends_back`.
        seq: The number of the change.
        again: Whether to make it again instead.

    Raises:
        UndoConflict: There is no such change, or it is taken back already, or holds already.
    """
    newest: Event | None = None
    for end in ends:
        if end.first < seq:
            break
        if end.change == seq:
            newest = newest or end
            if end.first == seq:
                break
    if newest is None:
        raise UndoConflict(f"no change begins at line {seq}")
    if again is (newest.undoes is None):
        raise UndoConflict(f"the change of line {seq} {'holds' if again else 'is taken back'} already")
    return newest


def made(end: Event, ends: Ends) -> Event:
    """The last event of the batch that first made a change; undo and redo do not repeat its act and note.

    Args:
        end: The event that one of the functions above returned.
        ends: The rest of the events that it was found in.
    """
    return end if end.first == end.change else next(each for each in ends if each.first == end.change)
