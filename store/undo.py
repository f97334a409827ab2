"""Which change an undo takes back and a redo makes again, found by reading a journal from its end.

An undo is itself a batch of events that names the change it takes back by the `seq` of that change's first event; so
is a redo. The newest batch that belongs to a change says whether the change now holds. Nothing else is remembered, and
so undo works tomorrow and from another window.

Of a batch only the last line is parsed, so that finding one costs the same however many decisions came at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from store.chain import FORMAT_ACT, Event
from store.errors import UndoConflict

Ends = Iterator[Event]
"""The last event of each batch, the last batch first."""


def ends_back(lines: Iterator[bytes]) -> Ends:
    """The ends of the batches, from lines in backward order; without format lines."""
    for line in lines:
        end = Event.from_line(line)
        if end.act != FORMAT_ACT:
            yield end
            next(islice(lines, end.seq - end.first, end.seq - end.first), None)


def to_undo(ends: Ends, by: str | None = None) -> Event | None:
    """The end of the batch to invert for an undo: of the last change, or redone change, that holds.

    Args:
        ends: From `ends_back`.
        by: Only changes made by this login.
    """
    settled = set()
    for end in ends:
        if end.change in settled:
            continue
        settled.add(end.change)
        if end.undoes is None and by in (None, end.who):
            return end
    return None


def to_redo(ends: Ends, by: str | None = None) -> Event | None:
    """The end of the batch to invert for a redo: of the last undo since the last new change.

    Args:
        ends: From `ends_back`.
        by: Only undone by this login; only this login's new changes end the line of redos.
    """
    settled = set()
    for end in ends:
        if end.change == end.first and by in (None, end.who):
            return None
        if end.change in settled:
            continue
        settled.add(end.change)
        if end.undoes is not None and by in (None, end.who):
            return end
    return None


def to_take_back(ends: Ends, seq: int) -> Event:
    """The end of the batch to invert to take back the change whose first event has that `seq`.

    Raises:
        UndoConflict: There is no such change, or it is taken back already.
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
    if newest.undoes is not None:
        raise UndoConflict(f"the change of line {seq} is taken back already")
    return newest


def made(end: Event, ends: Ends) -> Event:
    """The end of the batch that first made a change: what it says of itself, an undo or a redo does not repeat.

    Args:
        end: What one of the functions above has found.
        ends: The rest of what it was found in.
    """
    return end if end.first == end.change else next(each for each in ends if each.first == end.change)
