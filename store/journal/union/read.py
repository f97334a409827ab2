"""Reads several people's journals of words as one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Protocol as Interface

from store.journal.errors import StoreCorrupt
from store.journal.journal import Journal
from store.journal.line import Document, Event
from store.journal.snapshot import StoredTable, Tables, put
from store.journal.union.word import LATEST_CLOCK, Word, clocks_of, last_clock, said


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


class ReadUnion:
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
        self.tables = {}  # what it tells of them refers to it, and would be held as long

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
            self._clock = max(self._clock, last_clock(journal))
        for table in dict.fromkeys(name for journal in self.journals.values() for name in journal.tables):
            self._derive(table)
        self._whole = True

    def _derive(self, table: str) -> None:
        """Derive a table anew: at once what only one person speaks of, and key by key what several do."""
        speaking = [(who, each.tables[table]) for who, each in self.journals.items() if table in each.tables]
        if len(speaking) == 1 and isinstance(documents := speaking[0][1], StoredTable):
            self.tables[table] = documents.told(partial(self._alone, speaking[0][0], table))
            return
        found: dict[str, Document] = {}
        several: set[str] = set()
        seen: set[str] = set()
        for who, documents in speaking:
            several |= seen & documents.keys()
            seen |= documents.keys()
            found |= self._alone(who, table, documents)
        for key in several:
            word = self.word(table, key)
            found.pop(key, None)
            if word is not None and word.says is not None:
                found[key] = word.says
        if found:
            self.tables[table] = found

    def _alone(self, who: str, table: str, documents: Mapping[str, Document]) -> dict[str, Document]:
        """What words say beside which nobody has another; without those that count for nothing."""
        found: dict[str, Document] = {}
        latest, may_say = self._clock, self._people.may_say
        for key, document in documents.items():
            says, clock = document.get("says"), document.get("clock")
            usual = type(clock) is int and latest >= clock > 0 and type(says) is dict
            if not usual or "replaces" in document:
                self._word(who, table, key)  # an error where it is none
            if says is not None and may_say(who, table, says):
                found[key] = says
        return found

    def _count(self, table: str, key: str) -> None:
        word = self.word(table, key)
        put(self.tables, table, int(key), word and word.says)

    def _take_in(self, who: str, events: Iterable[Event]) -> None:
        for event in events:
            if not event.table:
                continue
            self._count_of_changes[event.table] = self._count_of_changes.get(event.table, 0) + 1
            self._clock = max(self._clock, *clocks_of(event))
            self._count(event.table, str(event.id))
