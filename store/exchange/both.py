"""Says again what another machine of one's own said after the two went apart, so that nothing of it is lost.

What others have had of a journal can never be another line, so the journal here stays, and the other side becomes new
lines behind it. Where both sides spoke of the same thing, what was said last by the clock of the day stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby
from typing import NamedTuple

from store.acts.openings import OPENINGS
from store.acts.statements import TABLE as STATEMENTS
from store.decisions.access import decisions_of
from store.exchange.files import Named
from store.folder.people import ACTS, batch_of_folder
from store.folder.review import Review
from store.journal.journal import Change
from store.journal.line import Document, Event, canonical

FOLLOWS = (STATEMENTS, OPENINGS)
"""Tables that follow from the journals: the program says them anew, of the lines that are here."""


class Fork(NamedTuple):
    """What two machines wrote in one journal after the lines that both have."""

    here: list[Event]
    there: list[Event]


def say_again(review: Review, forks: Mapping[Named, Fork]) -> int:
    """Write the other side of each fork as new lines of the journal here: its decisions, then its words.

    Returns:
        How many lines of the other side these are.

    Raises:
        TamisError: It could not be saved; what was said until then stands.
    """
    lines = 0
    for journal, fork in sorted(forks.items(), key=lambda each: each[0].file.endswith(ACTS)):
        here = [each for each in fork.here if each.table]  # a journal that both machines began has a first line on each
        said = {_word(each) for each in here}  # that pack may have been taken before
        there = [each for each in fork.there if each.table not in (*FOLLOWS, "") and _word(each) not in said]
        lines += len(there)
        last_there = {(each.table, each.id): each.at for each in there}
        last_here = {(each.table, each.id): each for each in here}
        stays = [each for key, each in last_here.items() if each.at > last_there.get(key, each.at)]
        for act, note, changes in chain(_acts(there), _acts(stays)):
            if journal.batch:
                stage, batch = journal.batch.rpartition(".")[0], str(batch_of_folder(journal.batch))
                journals = decisions_of(review, journal.who, stage)
                journals.commit({batch: changes}, act=act, note=note)
            else:
                review.acts.commit(journal.who, changes, act=act, note=note)
    return lines


def _acts(events: Iterable[Event]) -> Iterator[tuple[str, str, list[Change]]]:
    """(act, note, changes) of each act among these lines."""
    for (_, act, note), lines in groupby(events, key=lambda each: (each.first, each.act, each.note)):
        changes = [Change(each.table, each.id, _says(each)) for each in lines]
        yield ("edit" if act in ("undo", "redo") else act), note, changes


def _word(event: Event) -> tuple[str, int, bytes]:
    return event.table, event.id, canonical(_says(event))


def _says(event: Event) -> Document | None:
    return event.after and event.after["says"]
