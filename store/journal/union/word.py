"""A word: what one person says for a key. Of several words for one key the latest counts.

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

from dataclasses import replace
from typing import NamedTuple

from store.journal.journal import Journal
from store.journal.line import Document, Event

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


def said(event: Event) -> Event:
    """An event whose documents are what was said, without clock and company."""
    before, after = (each and each.get("says") for each in (event.before, event.after))
    return replace(event, before=before, after=after)


def clocks_of(event: Event) -> tuple[int, ...]:
    """The clocks of an event's words, that of one taken back too; 0 first. What is no clock is left to `_word`."""
    clocks = (each.get("clock") for each in (event.before, event.after) if each)
    return (0, *(each for each in clocks if type(each) is int and 0 < each <= LATEST_CLOCK))


def last_clock(journal: Journal) -> int:
    """The highest clock in a journal. Clocks rise within it, so all after the last new word are words taken back."""
    highest = 0
    for event in journal.events_back():
        highest = max(highest, *clocks_of(event))
        if event.undoes is None and event.redoes is None and event.table:
            break
    return highest
