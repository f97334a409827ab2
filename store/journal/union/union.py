"""Says words in a person's name, and takes them back, with the words of all people read."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import takewhile

from store.journal.errors import NotSaved, UndoConflict
from store.journal.journal import Change, Journal, as_read_back
from store.journal.line import START, Document, Event
from store.journal.union.read import ReadUnion
from store.journal.union.word import LATEST_CLOCK, Word, last_clock, said


class Union(ReadUnion):
    """The words of all people, and what somebody says now."""

    @contextlib.contextmanager
    def locked(self, who: str) -> Iterator[Journal]:
        """Holds a person's own journal, with all that others have written read; gives the journal.

        Raises:
            TamisError: As `Journal.commit`.
        """
        if who not in self._writable:
            before = self.journals.get(who)
            end = START if before is None else before.end
            if before is not None:
                before.close()
            journal = self.journals[who] = self._people.open_journal(who, write=True)
            self._writable.add(who)
            if journal.end == end and self.journals.keys() == self._people.journals().keys():
                # Nothing was said meanwhile: what was derived still holds.
                self.journals = {each: self.journals[each] for each in self._people.journals()}
                self._generations[who] = journal.generation
            else:
                self._reopen()
        with self.journals[who].locked():
            self.refresh()
            yield self.journals[who]

    def commit(
        self,
        who: str,
        changes: Iterable[Change],
        *,
        act: str,
        note: str = "",
        spent: int | None = None,
        clock: int = 0,
        again: bool = False,
    ) -> list[Event]:
        """Says words in a person's name, all or none; returns when they are on the disk.

        What counts already is not said again.

        Args:
            who: The person.
            changes: The documents as they are to be.
            act: What is being done.
            note: Why, in the person's words.
            spent: Milliseconds the person spent on it.
            clock: The clock of these words, where they belong to an act that has one already.
            again: Whether to say what counts already too.

        Raises:
            TamisError: As `Journal.commit`.
        """
        with self.locked(who) as journal:
            wanted = {(each.table, each.id): as_read_back(each.after) for each in changes}
            wanted = {key: after for key, after in wanted.items() if again or self.document(*key) != after}
            clock, stated = clock or self._next_clock(), self._to_state(who)
            words: list[Change] = []
            for (table, number), says in wanted.items():
                self._refuse_outweighed(who, table, str(number), says)
                document: Document = {"clock": clock, "says": says}
                if answered := [[each.who, each.clock] for each in self._others(who, table, str(number))]:
                    document["replaces"] = answered
                if not words:
                    document |= stated
                words.append(Change(table, number, document))
            events = journal.commit(words, act=act, note=note, spent=spent)
            self._take_in(who, events)
        return [said(each) for each in events]

    def undo(self, who: str, tables: Collection[str], sure: Callable[[Event], bool] | None = None) -> list[Event]:
        """Takes back the person's last act in these tables that holds; what stood before it counts again.

        Args:
            who: The person: one takes back one's own words only.
            tables: The tables.
            sure: Given the last event of the act as it was made: whether to go on.

        Raises:
            UndoConflict: Somebody has said otherwise since; nothing was changed.
            TamisError: As `Journal.commit`.
        """
        with self.locked(who) as journal:
            if (end := journal.next_undo(tables)) is not None:
                self._refuse_answered(who, journal.batch(end))
            return self._took_back(who, journal.undo(tables, sure=sure and (lambda end: sure(said(end)))))

    def redo(self, who: str) -> list[Event]:
        """Makes again the person's act that was last taken back."""
        with self.locked(who) as journal:
            return self._took_back(who, journal.redo())

    def undo_batch(
        self, who: str, first_seq: int, *, again: bool = False, sure: Callable[[Event], bool] | None = None
    ) -> list[Event]:
        """Takes back one particular act of the person, or makes it again; as `Journal.undo_batch`, and as `undo`."""
        with self.locked(who) as journal:

            def unanswered(end: Event) -> bool:
                self._refuse_answered(who, journal.batch(end))
                return sure is None or sure(said(end))

            return self._took_back(who, journal.undo_batch(first_seq, again=again, sure=unanswered))

    def next_undo(self, who: str, tables: Collection[str]) -> list[Event]:
        """The act that `undo` would take back; [] when there is none."""
        end = self.journals[who].next_undo(tables) if who in self.journals else None
        return [] if end is None else self.batch(who, end)

    def batch(self, who: str, end: Event) -> list[Event]:
        """All events of the person's act that ends with this one."""
        return [said(each) for each in self.journals[who].batch(end)]

    def _took_back(self, who: str, events: list[Event]) -> list[Event]:
        self._take_in(who, events)
        return [said(each) for each in events]

    def _refuse_outweighed(self, who: str, table: str, key: str, says: Document | None) -> None:
        word = self.word(table, key)
        if word and word.who != who and self._weight(word.who, table, word.says) > self._weight(who, table, says):
            raise NotSaved(
                f"NOT SAVED: {word.who} has ruled on this, and a ruling counts before what others say",
                where=str(self.journals[who].path),
                advice=f"Have {word.who} take it back, or rule anew.",
            )

    def _next_clock(self) -> int:
        if self._clock == LATEST_CLOCK:
            last = max(self.journals.values(), key=last_clock)
            advice = "No tamis counts so far: compare this journal with a backup. Nothing can be said after it."
            raise NotSaved("NOT SAVED: a word has the last clock there is, 2^53", where=str(last.path), advice=advice)
        return self._clock + 1

    def _refuse_answered(self, who: str, batch: Iterable[Event]) -> None:
        for event in batch if self._answering else ():
            word = self.word(event.table, str(event.id))
            if word is not None and word.who != who:
                raise UndoConflict(
                    f"{word.who} has said otherwise since, of document {event.id} of “{event.table}”",
                    where=str(self.journals[who].path),
                    advice="Say the opposite, if that is what you mean: what was said last counts.",
                )

    def _others(self, who: str, table: str, key: str) -> list[Word]:
        """The words of others for a key that stand: those that no word of this person has answered yet."""
        if not self._answering:
            return []
        own = self._word(who, table, key)
        answered = set(own.replaces) if own else set()
        return [each for each in self.words(table, key) if each.who != who and (each.who, each.clock) not in answered]

    def _to_state(self, who: str) -> Document:
        """The last line of each other person's words (`seen`) and of one's own journals (`holds`), where it changed."""
        if not self._answering:
            return {}
        ends = {each: journal.end for each, journal in self.journals.items() if each != who}
        seen = {each: [end.seq, end.chain] for each, end in ends.items() if end.seq}
        now: Document = {name: each for name, each in (("seen", seen), ("holds", self._people.holds(who))) if each}
        read, before = self._stated.get(who, (0, {}))
        found: Document = {}
        for event in takewhile(lambda event: event.seq > read, self.journals[who].events_back()):
            found = {name: each for name in now if (each := (event.after or {}).get(name))} | found
            if found.keys() == now.keys():
                break
        stated = before | found
        self._stated[who] = self.journals[who].seq, stated
        return {name: each for name, each in now.items() if each != stated.get(name)}
