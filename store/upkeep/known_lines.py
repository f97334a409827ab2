"""Holds each journal against what its owner stated and what others saw of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path

from store.decisions.access import is_sealed
from store.folder.journal_memory import JournalMemory, accepted, said_ends
from store.folder.people import ACTS, DECISIONS, PEOPLE
from store.folder.review import Review
from store.journal.errors import LONGER_COPY, LinesMissing
from store.journal.known_ends import KnownEnd, lacking
from store.journal.line import read_lines
from store.upkeep.problem import Problem

Ends = dict[str, list[KnownEnd]]
"""Journal below `people` → the lines that it is known to have had."""


def known_lines(review: Review) -> Ends:
    """All that anybody ever stated of any journal, without what its owner has given up."""
    found: Ends = defaultdict(list)
    for who, journal in review.acts.journals.items():
        for part in (b'"seen":{', b'"holds":{', b'"statements"'):
            for event in journal.events_with(part):
                for name, end in said_ends(who, event):
                    found[name].append(end)
    for who in {review.who, *review.acting}:
        for folder in (each for each in (review.folder / PEOPLE / who).glob("**/") if each.name):
            name = f"{folder.relative_to(review.folder / PEOPLE)}/{ACTS if folder.name == who else DECISIONS}"
            found[name] += JournalMemory(review, name, own=True).known()
    return {name: accepted(review, name, dict.fromkeys(ends)) for name, ends in found.items()}


def lines_lost(review: Review, ends: Ends, sealed: Collection[Path]) -> Iterator[Problem]:
    """The journals that lack lines which are known, one line a journal.

    Args:
        review: The review.
        ends: See `known_lines`.
        sealed: The folders that may not be looked into.
    """
    for name, known in sorted(ends.items()):
        path = review.folder / PEOPLE / name
        who = name.partition("/")[0]
        elsewhere = review.protocol.apart == "machines" and not path.parent.exists() and is_sealed(review, path)
        # What is sealed is on its owner's machine alone, who misses it there.
        if path.parent not in sealed and (not elsewhere or who in {review.who, *review.acting}):
            yield from _lost_in(path, known, _advice(review, who))


def _advice(review: Review, who: str) -> str:
    if who == review.who or who in review.acting:
        return LONGER_COPY
    return f"What is there counts. Ask {who} for a copy that has them; {who} mends it with `tamis --as {who} repair`."


def _lost_in(path: Path, known: list[KnownEnd], advice: str) -> Iterator[Problem]:
    lost, there = missing_in(path, known)
    if not lost:
        return
    error = LinesMissing(path, lost[0].seq, there, lost[0].by)
    first = lost[-1]
    if there is not None and first.seq <= there:
        what = f"line {first.seq:,} is not the one that was there when {first.by}; it was written anew, or replaced"
        yield Problem(error.where, what, advice)
    else:
        yield Problem(error.where, error.what, advice)


def missing_in(path: Path, known: list[KnownEnd]) -> tuple[list[KnownEnd], int | None]:
    """The known lines that a journal does not hold, the last one first, and how many lines it has; None without it."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            lines = [each[:-1] for each in read_lines(file.fileno(), 0, size) if each.endswith(b"\n")]
    except FileNotFoundError:
        return sorted(known, reverse=True), None
    return lacking(len(lines), reversed(lines), known), len(lines)
