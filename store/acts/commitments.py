"""What people have committed to about journals, held against the journals.

A reader's statement names a line of the reader's own journal of a batch and its `~`. Each act names, in `seen`, the
last line of every other person's words that its writer's program had read. A `~` covers all lines before it: so a
journal that became shorter, or was written anew with another chain, no longer has what was stated or seen of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from core.words import count
from store.acts.statements import TABLE as STATEMENTS
from store.folder.people import ACTS, DECISIONS, PEOPLE, batch_folder
from store.journal.line import Event, link_of


class Commitment(NamedTuple):
    """That a line of a journal ended in a `~` when somebody stated or saw it.

    Attributes:
        who: Who says so.
        line: The number of the line of that person's `acts.jsonl` that says it.
        at: When it was said, in UTC, ISO 8601.
        stated: Whether the person says it of their own journal; else they saw another's.
        journal: The journal, below the review folder.
        last: The number of its line.
        link: The `~` of that line.
    """

    who: str
    line: int
    at: str
    stated: bool
    journal: str
    last: int
    link: str

    def __str__(self) -> str:
        """Who stated or saw it, when, and where that stands."""
        verb = "stated" if self.stated else "saw"
        return f"{self.who} {verb} on {self.at[:10]} ({PEOPLE}/{self.who}/{ACTS}, line {self.line})"


class Broken(NamedTuple):
    """A journal that is not as somebody stated or saw it."""

    journal: str
    what: str
    commitment: Commitment


def commitments(words: Iterable[tuple[str, Iterable[Event]]]) -> list[Commitment]:
    """All that people stated and saw, taken back or not.

    Args:
        words: Each person with the events of their words, as their journal holds them.
    """
    return [each for who, events in words for event in events for each in _of_event(who, event)]


def _of_event(who: str, event: Event) -> Iterable[Commitment]:
    after = event.after or {}
    for other, (last, link) in after.get("seen", {}).items():
        yield Commitment(who, event.seq, event.at, False, f"{PEOPLE}/{other}/{ACTS}", last, link)
    says = after.get("says") if event.table == STATEMENTS else None
    if says and says["last"]:
        journal = f"{PEOPLE}/{who}/{batch_folder(says['stage'], says['round'])}/{DECISIONS}"
        yield Commitment(who, event.seq, event.at, True, journal, says["last"], says["link"])


def broken(said: Iterable[Commitment], links: Callable[[str], Sequence[str] | None]) -> list[Broken]:
    """The journals that are not as they were stated or seen: for each, and each person who says so, one finding.

    Args:
        said: What people committed to.
        links: Journal, below the review folder → the `~` of each of its lines, none where it is not there; None where
            it may not be read, and so nothing can be said of it.
    """
    found: dict[tuple[str, str, bool], Broken] = {}
    for each in said:
        there = links(each.journal)
        if there is None or (each.last <= len(there) and there[each.last - 1] == each.link):
            continue
        key = (each.journal, each.who, each.stated)
        if each.last > len(there):
            # Of several, the one that knows of the most lines.
            if key not in found or each.last > found[key].commitment.last:
                lines = f"has {count(len(there), 'line')}" if there else "is missing or empty"
                found[key] = Broken(each.journal, f"{lines}; {each.last:,} were there when {each}", each)
        else:
            what = f"line {each.last} and those before it are not what they were when {each}: it was written anew"
            found.setdefault(key, Broken(each.journal, what, each))
    return list(found.values())


def links_in(path: Path) -> list[str]:
    """The `~` of each whole line of a journal; [] where there is none.

    Raises:
        OSError: It may not be read.
    """
    try:
        with path.open("rb") as file:
            return [link_of(line) for line in file if line.endswith(b"\n")]
    except FileNotFoundError:
        return []
