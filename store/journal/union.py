"""Several people's journals of words as one: of several words for one key the latest counts.

Everybody writes in a journal of their own and in nobody else's; no lock is held between people, and copies of a review
merge by copying files. A word is a document with these fields, and its key is its table and number:

- `clock`: one more than the highest that its writer's program held, so an answer always has a higher one;
- `says`: the document as it is to be, or null where the word removes it;
- `replaces`: the words of others for that key that stood then, each as [who, clock]; left out where there were none;
- `holds`: for each of the writer's own journals that are open to all the number and the checksum of its last line; in
  the first word of an act, if it changed;
- `seen`: for each other person the number and the checksum of their last line that the writer's program had read; in
  the first word of an act, if it changed since the writer's act before.

A word that its writer takes back is gone, and what stood before counts again.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple
from typing import Protocol as Interface

from store.journal.errors import NotSaved, StoreCorrupt, UndoConflict
from store.journal.journal import Change, Journal, as_read_back
from store.journal.line import START, Document, Event
from store.journal.snapshot import Tables, put

LATEST_CLOCK = 1 << 53
"""The highest clock that is no damage: every program reads whole numbers up to it exactly."""


class Word(NamedTuple):
    """What one person says for a key.

    Attributes:
        who: The person.
        clock: See the module.
        says: The document, or None where the word removes it. Not to be altered.
        replaces: The words of others that it answers, each (who, clock).
    """

    who: str
    clock: int
    says: Document | None
    replaces: tuple[tuple[str, int], ...] = ()


class People(Interface):
    """What a union needs to know of the people of a review."""

    def journals(self) -> Mapping[str, Path]:
        """Person → the journal of their words. Of words with one clock, those of the first person count."""

    def open_journal(self, who: str, *, write: bool) -> Journal:
        """Open the journal of a person; with `write`, make it where it is not there."""

    def may_say(self, who: str, table: str, says: Document | None) -> bool:
        """Whether the person is entitled to this word; else it counts for nothing."""

    def holds(self, who: str) -> dict[str, list[int | str]]:
        """The last line of each of the person's own journals that are open to all, and its `~`, by name."""

    def weight(self, who: str, table: str, says: Document) -> int:
        """Words of greater weight count before later words."""


class Union:
    """The words of all people as one set of tables.

    Args:
        people: Whose words they are.
        answering: Whether words state what they answer, and what their writer had seen of others.

    Attributes:
        journals: Person → their journal, in the people's order.
        tables: Table → number as text → the document that counts. Not to be altered. Tables have no particular order.
        generation: Grows when a journal came, went or was replaced; whatever was derived must then be derived anew.
    """

    def __init__(self, people: People, *, answering: bool = True) -> None:
        self._people = people
        self._answering = answering
        self.journals: dict[str, Journal] = {}
        self._generations: dict[str, int] = {}
        self._writable: set[str] = set()
        self._clock = 0
        self._count_of_changes: dict[str, int] = {}
        self.generation = 0
        self._whole = False
        # Person → how many lines of theirs were read for it, and what they stated last of others' and of their own.
        self._stated: dict[str, tuple[int, Document]] = {}
        self.tables: Tables = {}
        self._reopen()

    def close(self) -> None:
        """Close every journal."""
        for journal in self.journals.values():
            journal.close()
        self.journals.clear()
        self._writable.clear()

    # -- reading

    @property
    def clock(self) -> int:
        """The highest clock of all words so far; 0 where there are none."""
        return self._clock

    @property
    def changes(self) -> int:
        """Grows with each change of any table, as long as `generation` stays."""
        return sum(self._count_of_changes.values())

    def state(self, *tables: str) -> tuple[int, ...]:
        """A value that changes whenever one of these tables changes."""
        return (self.generation, *(self._count_of_changes.get(each, 0) for each in tables))

    def document(self, table: str, number: int) -> Document | None:
        """The document that counts, not to be altered, or None."""
        return self.tables.get(table, {}).get(str(number))

    def word(self, table: str, key: str) -> Word | None:
        """The word that counts for a key, also one that removes the document; None where nothing was said."""
        best, order = None, (0, 0)
        for word in self.words(table, key):
            # A word that removes weighs nothing: once it counts, anybody may say something anew.
            this = (self._weight(word.who, table, word.says), word.clock)
            if best is None or this > order:
                best, order = word, this
        return best

    def _weight(self, who: str, table: str, says: Document | None) -> int:
        return 0 if says is None else self._people.weight(who, table, says)

    def words(self, table: str, key: str) -> list[Word]:
        """Each person's word for a key, of those who are entitled to it, in the people's order."""
        found = (self._word(who, table, key) for who in self.journals)
        return [each for each in found if each is not None and self._people.may_say(each.who, table, each.says)]

    def at_once(self, table: str, key: str) -> list[Word]:
        """The words for a key of which none answers another, in the people's order; [] where fewer than two do so."""
        words = self.words(table, key)
        if len(words) < 2:
            return []
        answered = {each for word in words for each in self._answered(word.who, table, key)}
        standing = [each for each in words if (each.who, each.clock) not in answered]
        return standing if len(standing) > 1 else []

    def _answered(self, who: str, table: str, key: str) -> set[tuple[str, int]]:
        """The words of others that a person's words for a key have answered, those before the last one too."""
        held: list[Document] = []
        for event in self.journals[who].events([f'"id":{key}']):
            if (event.table, str(event.id)) != (table, key):
                continue
            if event.undoes is None:
                held.append(event.after or {})
            elif held:
                held.pop()
        return {(str(each), int(clock)) for document in held for each, clock in document.get("replaces", ())}

    def in_order(self, table: str, keys: Iterable[str]) -> list[tuple[str, Word]]:
        """Keys of a table, as text, with the words that count, in the order in which these were said."""
        found = [(key, word) for key in keys if (word := self.word(table, key)) is not None]
        places = {who: place for place, who in enumerate(self.journals)}
        return sorted(found, key=lambda each: (each[1].clock, places[each[1].who], int(each[0])))

    def events(self, holding: Collection[str] = ()) -> Iterator[tuple[str, Iterator[Event]]]:
        """Each person with the events of their journal, the first one first; the documents are what was said.

        Args:
            holding: Words of which a line must have one somewhere, so that the others need not be parsed; () for all.
        """
        for who, journal in self.journals.items():
            yield who, map(said, journal.events(holding))

    def last_at(self) -> str:
        """The time of the latest event of each journal's last ones, in UTC, ISO 8601; "" where there is none."""
        ends = (next((event.at for event in journal.events_back()), "") for journal in self.journals.values())
        return max(ends, default="")

    def refresh(self) -> list[Event]:
        """Read what others have written since.

        Returns:
            Their events, or [] where a journal came, went or was replaced; `generation` has then changed.
        """
        # What follows from words of which one could not be read is derived anew, until it can be.
        if not self._whole or self.journals.keys() != self._people.journals().keys():
            self._reopen()
            return []
        self._whole = False
        found: list[Event] = []
        for who, journal in self.journals.items():
            events = journal.refresh()
            if journal.generation != self._generations[who]:
                self._derive_all()
                return []
            self._take_in(who, events)
            found += map(said, events)
        self._whole = True
        return found

    def _word(self, who: str, table: str, key: str) -> Word | None:
        document = self.journals[who].tables.get(table, {}).get(key)
        if document is None:
            return None
        try:
            clock, says = document["clock"], document["says"]
            answered = tuple((str(each), int(at)) for each, at in document.get("replaces", ()))
        except (KeyError, TypeError, ValueError, OverflowError):
            clock, says, answered = 0, None, ()
        if type(clock) is not int or not 0 < clock <= LATEST_CLOCK or not (says is None or isinstance(says, dict)):
            raise StoreCorrupt(
                f"document {key} of “{table}” is no word: it lacks a clock from 1 to 2^53 and what is said",
                where=str(self.journals[who].path),
                advice="Was it written by another program? Compare it with a backup.",
            )
        self._clock = max(self._clock, clock)
        return Word(who, clock, says, answered)

    def _reopen(self) -> None:
        files, kept = self._people.journals(), self.journals
        for who in kept.keys() - files.keys():
            kept.pop(who).close()
            self._writable.discard(who)
        self.journals = {who: kept.get(who) or self._people.open_journal(who, write=False) for who in files}
        self._derive_all()

    def _derive_all(self) -> None:
        self.generation += 1
        self._whole = False
        self._stated.clear()
        self._clock = 0
        self.tables = {}
        self._generations = {who: journal.generation for who, journal in self.journals.items()}
        for journal in self.journals.values():
            journal.refresh()
            self._clock = max(self._clock, _last_clock(journal))
        for table in dict.fromkeys(name for journal in self.journals.values() for name in journal.tables):
            self._derive(table)
        self._whole = True

    def _derive(self, table: str) -> None:
        """Derive a table anew: at once what only one person speaks of, and key by key what several do."""
        found: dict[str, Document] = {}
        several: set[str] = set()
        seen: set[str] = set()
        for who, journal in self.journals.items():
            documents = journal.tables.get(table, {})
            several |= seen & documents.keys()
            seen |= documents.keys()
            for key, document in documents.items():
                says, clock = document.get("says"), document.get("clock")
                usual = type(clock) is int and self._clock >= clock > 0 and type(says) is dict
                if not usual or "replaces" in document:
                    self._word(who, table, key)  # an error where it is none
                if says is not None and self._people.may_say(who, table, says):
                    found[key] = says
        for key in several:
            word = self.word(table, key)
            found.pop(key, None)
            if word is not None and word.says is not None:
                found[key] = word.says
        if found:
            self.tables[table] = found

    def _count(self, table: str, key: str) -> None:
        word = self.word(table, key)
        put(self.tables, table, int(key), word and word.says)

    def _take_in(self, who: str, events: Iterable[Event]) -> None:
        for event in events:
            if not event.table:
                continue
            self._count_of_changes[event.table] = self._count_of_changes.get(event.table, 0) + 1
            self._clock = max(self._clock, *_clocks(event))
            self._count(event.table, str(event.id))

    # -- writing

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
            last = max(self.journals.values(), key=_last_clock)
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


def said(event: Event) -> Event:
    """An event whose documents are what was said, without clock and company."""
    before, after = (each and each.get("says") for each in (event.before, event.after))
    return replace(event, before=before, after=after)


def _clocks(event: Event) -> tuple[int, ...]:
    """The clocks of an event's words, that of one taken back too; 0 first. What is no clock is left to `_word`."""
    clocks = (each.get("clock") for each in (event.before, event.after) if each)
    return (0, *(each for each in clocks if type(each) is int and 0 < each <= LATEST_CLOCK))


def _last_clock(journal: Journal) -> int:
    """The highest clock in a journal. Clocks rise within it, so all after the last new word are words taken back."""
    highest = 0
    for event in journal.events_back():
        highest = max(highest, *_clocks(event))
        if event.undoes is None and event.redoes is None and event.table:
            break
    return highest
