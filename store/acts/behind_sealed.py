"""Refuses a word for all to see that would tell what is sealed."""

from __future__ import annotations

from collections.abc import Iterable

from core.errors import TamisError
from core.protocol.values import Stage
from store.acts.duplicates.groups import Groups
from store.acts.imports import sources_by_file
from store.acts.openings import begun, hides, openings
from store.folder.review import Review


def refuse_behind_sealed(review: Review, groups: Groups, records: Iterable[str], stage: Stage | None = None) -> None:
    """Refuse a word for all to see on records that would tell what a reader of a sealed stage has included there.

    Args:
        review: The review.
        groups: Its duplicate groups.
        records: The records that the word is on.
        stage: The stage that it is about; None where it is about no stage.

    Raises:
        TamisError: This session acts for somebody who has begun to read at an earlier stage, sealed for one of them.
    """
    sources = sources_by_file(review)
    for record in records:
        search_round = min(sources[review.records.file_of(each)].round for each in groups.around(record))
        for each in review.protocol.stages:
            if stage is not None and each.id == stage.id:
                break
            reads = not review.acting.isdisjoint(begun(review, each.id, search_round))
            if reads and hides(review, each) and (each.id, search_round) not in openings(review):
                raise TamisError(
                    f"{each.id} is still blind, and this would tell the others what you have included there",
                    where=f"record {record}",
                    advice=f"Say it when all have read {each.id}; “tamis status” says whom it waits for.",
                )
