"""What people stated and saw of journals, held against the journals."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from store.decisions.access import is_sealed
from store.folder.journal_memory import accepted, remembered_ends, said_ends
from store.folder.people import PEOPLE
from store.folder.review import Review
from store.journal.errors import LinesMissing
from store.journal.known_ends import KnownEnd, missing_in

Ends = dict[str, list[KnownEnd]]
"""Journal below `people` → the lines that it is known to have had."""


class Unlike(NamedTuple):
    """A journal, named below the review folder, that is not as somebody stated or saw it, and what is wrong with it."""

    journal: str
    what: str


def known_lines(review: Review) -> Ends:
    """All that anybody ever stated of any journal, taken back or not, without what its owner has given up."""
    found: Ends = defaultdict(list)
    for who, journal in review.acts.journals.items():
        for part in (b'"seen":{', b'"holds":{', b'"statements"'):
            for event in journal.events_with(part):
                for name, end in said_ends(who, event):
                    found[name].append(end)
    for name, end in remembered_ends(review.folder).items():
        if name.partition("/")[0] in {review.who, *review.acting}:
            found[name].append(end)
    return {name: accepted(review, name, dict.fromkeys(ends)) for name, ends in sorted(found.items())}


def unlike(path: Path, known: list[KnownEnd]) -> str:
    """What a journal lacks of what is known of it, and who knows that; "" where it lacks nothing.

    Raises:
        OSError: It may not be read.
    """
    lost, there = missing_in(path, known)
    if not lost:
        return ""
    first = lost[-1]
    if there is not None and first.seq <= there:
        return f"line {first.seq:,} is not the one that was there when {first.by}; it was written anew, or replaced"
    return LinesMissing(path, lost[0].seq, there, lost[0].by).what


def compare_with_statements(review: Review) -> tuple[list[Unlike], int]:
    """(journals that are not as they were stated or seen, how many statements and sights could be compared).

    Sealed journals are not looked into.
    """
    ends = {name: each for name, each in known_lines(review).items() if not is_sealed(review, _path(review, name))}
    found = [
        Unlike(f"{PEOPLE}/{name}", what) for name, known in ends.items() if (what := unlike(_path(review, name), known))
    ]
    return found, sum(map(len, ends.values()))


def _path(review: Review, name: str) -> Path:
    return review.folder / PEOPLE / name
