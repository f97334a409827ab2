"""What one reader says at one stage: several journals, one a batch, as one.

A reader writes the words on a record in the folder of the record's batch, so that a batch can be opened by itself. Of
the reader's words on a record the latest counts, in whichever batch it was written, since merges move records. One act
may concern several batches: its words have one clock, and it is taken back as one.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from heapq import merge
from itertools import groupby, takewhile

from store.journal.errors import UndoConflict
from store.journal.journal import Change, Journal
from store.journal.known_ends import KnownEnd
from store.journal.line import MOVED_ACT, Document, Event
from store.journal.past import documents_at
from store.journal.snapshot import StoredTable, Tables
from store.journal.union.read import People
from store.journal.union.union import Union
from store.journal.union.word import said


@dataclass(frozen=True, slots=True)
class ReaderAct:
    """An act of a reader that an undo takes back, or a redo makes again.

    Attributes:
        clock: Its clock, by which it is known.
        ends: Batch → the last event of the act there, as it was made.
        holds: Whether it holds, and is not taken back.
    """

    clock: int
    ends: Mapping[str, Event]
    _batch: Callable[[str, Event], list[Event]]
    holds: bool = True

    @property
    def end(self) -> Event:
        """The last event of the act in one of its batches."""
        return next(iter(self.ends.values()))

    @property
    def size(self) -> int:
        """How many events it has."""
        return sum(end.seq - end.first + 1 for end in self.ends.values())

    def events(self) -> list[Event]:
        """All its events."""
        if self.size == len(self.ends):
            return list(self.ends.values())
        return [event for batch, end in self.ends.items() for event in self._batch(batch, end)]


class ReaderJournals:
    """The journals of one reader at one stage.

    Args:
        batches: The journals by batch, as a union's people.
    """

    def __init__(self, batches: People) -> None:
        self._batches = Union(batches, answering=False)

    @property
    def tables(self) -> Tables:
        """Table → number as text → the document that counts. Not to be altered."""
        return self._batches.tables

    @property
    def generation(self) -> int:
        """Grows when whatever was derived from `tables` or `refresh` must be derived anew."""
        return self._batches.generation

    @property
    def clock(self) -> int:
        """The highest clock of all words so far; 0 where there are none."""
        return self._batches.clock

    def state(self, table: str) -> tuple[int, ...]:
        """A value that changes whenever that table changes."""
        return self._batches.state(table)

    def document(self, table: str, number: int) -> Document | None:
        """The document that counts, not to be altered, or None."""
        return self._batches.document(table, number)

    def document_in(self, batch: str, table: str, number: int) -> Document | None:
        """What was said in that batch, whether it counts or not; None where nothing was."""
        word = next((each for each in self._batches.words(table, str(number)) if each.who == batch), None)
        return word and word.says

    def each(self) -> Iterable[tuple[str, Journal]]:
        """The journals, each with its batch."""
        return self._batches.journals.items()

    def ends(self) -> dict[str, tuple[int, str]]:
        """Batch → (number of the last line, its `~`)."""
        return {batch: (each.end.seq, each.end.chain) for batch, each in self._batches.journals.items()}

    def events(self, holding: Collection[str] = ()) -> Iterator[tuple[str, Event]]:
        """All events, each with its batch, as they were written; `holding` as in `ReadUnion.events`."""
        told = ([(batch, event) for event in events] for batch, events in self._batches.events(holding))
        return merge(*told, key=lambda each: each[1].at)

    def last_at(self) -> str:
        """As `Union.last_at`."""
        return self._batches.last_at()

    def lacks(self, batch: str, end: KnownEnd) -> bool:
        """Whether the journal of a batch is not there, or does not hold a line that is known of it."""
        journal = self._batches.journals.get(batch)
        return journal is None or bool(journal.lacking([end]))

    def documents_at(self, batch: str, seq: int, table: str) -> Mapping[str, Document]:
        """The documents of a table in one batch as they stood after event number `seq` of its journal."""
        journal = self._batches.journals.get(batch)
        documents = {} if journal is None else documents_at(journal, seq, table)
        if isinstance(documents, StoredTable):
            return documents.told(_what_is_said)
        return _what_is_said(documents)

    def refresh(self) -> list[Event]:
        """Read what other windows have written; see `ReadUnion.refresh`."""
        return self._as_counts(self._batches.refresh())

    def commit(
        self, changes: Mapping[str, Iterable[Change]], *, act: str, note: str = "", spent: int | None = None
    ) -> list[Event]:
        """Say words, by batch; in each batch all or none.

        Raises:
            TamisError: As `Journal.commit`. What was said in the batches before it stands.
        """
        events: list[Event] = []
        with self._locked(changes):
            clock = self._batches.clock + 1
            for batch, those in changes.items():
                events += self._batches.commit(batch, those, act=act, note=note, spent=spent, clock=clock)
        return events

    def repeat(self, batch: str, changes: Iterable[Change], *, act: str) -> None:
        """Say in a batch what counts already but was said in another one.

        Raises:
            TamisError: As `Journal.commit`.
        """
        self._batches.commit(batch, changes, act=act, again=True)

    def undo(self, sure: Callable[[ReaderAct], bool] | None = None) -> list[Event]:
        """Take back the last act; [] when there is none, or `sure` declined."""
        with self._locked():
            act = self._last_act()
            if act is None or (sure is not None and not sure(act)):
                return []
            return self._followed(act, [event for batch in act.ends for event in self._batches.undo(batch, ())])

    def redo(self, sure: Callable[[ReaderAct], bool] | None = None) -> list[Event]:
        """Do again the act that was last taken back, as long as no new one was made; otherwise as `undo`."""
        with self._locked():
            ends = {batch: end for batch, each in self._batches.journals.items() if (end := each.next_redo())}
            # Of those taken back the last: a new act ends the ones before it, even when it is itself taken back.
            undone = {batch: self._batches.journals[batch].changed_at(end) for batch, end in ends.items()}
            last_undone = {_clock(ends[batch]) for batch, at in undone.items() if at == max(undone.values())}
            act = self._act(ends, min(last_undone, default=0))
            last = self._last_act()
            if act is None or (last and last.clock > act.clock) or (sure is not None and not sure(act)):
                return []
            return self._followed(act, [event for batch in act.ends for event in self._batches.redo(batch)])

    def acts(self) -> Iterator[ReaderAct]:
        """All acts, the one made last first, those taken back too; read only as far as one goes."""

        def told(batch: str, journal: Journal) -> Iterator[tuple[int, str, Event, bool]]:
            return ((_clock(end), batch, said(end), holds) for end, holds in journal.changes_back())

        parts = merge(*(told(*each) for each in self.each()), key=lambda part: part[0], reverse=True)
        for clock, group in groupby(parts, key=lambda part: part[0]):
            found = list(group)
            ends = {batch: end for _clock, batch, end, _holds in found}
            yield ReaderAct(clock, ends, self._batches.batch, holds=found[0][3])

    def replay(self, clock: int, *, again: bool, sure: Callable[[ReaderAct], bool] | None = None) -> list[Event]:
        """Take back the act of that clock, or make it again; [] when `sure` declined.

        Raises:
            UndoConflict: There is no such act, it is taken back (or holds) already, or something was said since of what
                it concerns; nothing was changed.
            TamisError: As `Journal.commit`.
        """
        with self._locked():
            act = next((each for each in self.acts() if each.clock <= clock), None)
            if act is None or act.clock != clock:
                raise UndoConflict(f"there is no act {clock} of yours here", advice="“tamis acts STAGE” lists them.")
            if act.holds is again:
                raise UndoConflict(f"act {clock} {'holds' if again else 'is taken back'} already")
            self._refuse_changed(act, again=again)
            if sure is not None and not sure(act):
                return []
            events = []
            for batch, end in act.ends.items():
                events += self._batches.undo_batch(batch, end.first, again=again)
            return self._followed(act, events)

    def _refuse_changed(self, act: ReaderAct, *, again: bool) -> None:
        """Make sure that what an act said, or what stood before it, is still what counts."""
        events = act.events()
        stale = {
            (each.table, each.id)
            for each in events
            if self.document(each.table, each.id) != (each.before if again else each.after)
        }
        try:
            for batch, end in act.ends.items():
                # A trial in each batch before the first is written.
                self._batches.journals[batch].undo_batch(end.first, again=again, sure=lambda _end: False)
        except UndoConflict:
            stale = stale or {(each.table, each.id) for each in events}
        concerned = {(each.table, each.id) for each in events}
        later = takewhile(lambda each: each.clock > act.clock, self.acts())
        # Also where it said the same in another batch: what it said counts, and must not be lost with the earlier act.
        touching = [each for each in later if each.holds and any((e.table, e.id) in concerned for e in each.events())]
        if not stale and not touching:
            return
        since = next((f"act {each.clock} of {each.end.at[:10]} said otherwise" for each in touching), "it was changed")
        raise UndoConflict(
            f"{since} since, of what act {act.clock} concerns", advice="Take back the later act first, or decide anew."
        )

    def leave_uncached(self) -> None:
        """Do not write to the cache, at the end, what was read of them."""
        for _, journal in self.each():
            journal.worth_caching = False

    def close(self) -> None:
        """Close all journals."""
        self._batches.close()

    def _followed(self, act: ReaderAct, events: list[Event]) -> list[Event]:
        """Let what was said again elsewhere since an act say what counts, now that the act was undone or redone."""
        changes: dict[str, list[Change]] = {}
        for event in events:
            word = self._batches.word(event.table, str(event.id))
            if word is not None and word.clock > act.clock:
                words = [each for each in self._batches.words(event.table, str(event.id)) if each.clock <= act.clock]
                says = max(words, key=lambda each: each.clock).says if words else None
                changes.setdefault(word.who, []).append(Change(event.table, event.id, says))
        for batch, those in changes.items():
            self.repeat(batch, those, act=MOVED_ACT)
        return self._as_counts(events)

    def _as_counts(self, events: Iterable[Event]) -> list[Event]:
        """The events with what counts after them, which another batch may say."""
        return [replace(each, after=self.document(each.table, each.id)) for each in events]

    def _last_act(self) -> ReaderAct | None:
        ends = {batch: end for batch, each in self._batches.journals.items() if (end := each.next_undo())}
        return self._act(ends, max(map(_clock, ends.values()), default=0))

    def _act(self, ends: Mapping[str, Event], clock: int) -> ReaderAct | None:
        parts = {batch: said(end) for batch, end in ends.items() if _clock(end) == clock}
        return ReaderAct(clock, parts, self._batches.batch) if parts else None

    @contextlib.contextmanager
    def _locked(self, batches: Iterable[str] = ()) -> Iterator[None]:
        self._batches.refresh()  # another window may have begun a batch
        with contextlib.ExitStack() as stack:
            for batch in sorted({*batches, *self._batches.journals}):
                stack.enter_context(self._batches.locked(batch))
            yield


def _what_is_said(words: Mapping[str, Document]) -> dict[str, Document]:
    return {key: each["says"] for key, each in words.items() if each["says"] is not None}


def _clock(end: Event) -> int:
    return int((end.after or {})["clock"])
