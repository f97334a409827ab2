"""What people stated and saw, held against the journals that are open to all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from store.acts.commitments import Broken, broken, commitments, links_in
from store.decisions.access import is_sealed
from store.folder.review import Review


def compare_with_statements(review: Review) -> tuple[list[Broken], int]:
    """(journals that are not as they were stated or seen, how many statements and sights could be compared)."""
    said = commitments((who, journal.events()) for who, journal in review.acts.journals.items())

    @cache
    def links(journal: str) -> Sequence[str] | None:
        path = review.folder / journal
        return None if is_sealed(review, path) else links_in(path)

    found = broken(said, links)
    return found, sum(links(each.journal) is not None for each in said)
