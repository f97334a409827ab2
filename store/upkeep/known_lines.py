"""Tells which journals lack lines that somebody stated or saw, and who mends that."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from store.decisions.stated import known_lines, unlike
from store.folder.people import DECISIONS, PEOPLE
from store.folder.review import Review
from store.journal.errors import LONGER_COPY
from store.upkeep.problem import Problem


def lines_lost(review: Review, sealed: Collection[Path]) -> Iterator[Problem]:
    """The journals that lack lines which are known, one line a journal.

    Args:
        review: The review.
        sealed: The folders that may not be looked into.
    """
    for name, known in known_lines(review).items():
        path = review.folder / PEOPLE / name
        who = name.partition("/")[0]
        # Until its owner's machine hands it out it is there alone, and missed there.
        elsewhere = review.protocol.apart == "machines" and path.name == DECISIONS and not path.parent.exists()
        if path.parent in sealed or (elsewhere and who not in {review.who, *review.acting}):
            continue
        if what := unlike(path, known):
            yield Problem(str(path), what, _advice(review, who))


def _advice(review: Review, who: str) -> str:
    if who == review.who or who in review.acting:
        return LONGER_COPY
    return f"What is there counts. Ask {who} for a copy that has them; {who} mends it with `tamis --as {who} repair`."
