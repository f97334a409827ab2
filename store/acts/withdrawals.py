"""Takes an import back and restores it; both are events, and the files of the import stay."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace

from core.errors import TamisError
from core.records.imports import Import
from store.acts.imports import WITHDRAWALS, imports
from store.folder.records import RecordStore
from store.folder.review import Review
from store.journal.journal import Change, utc_now


def withdraw(review: Review, number: int, *, screened: Iterable[str] = ()) -> Import:
    """Take an import back; its files stay on disk, and its records are no longer part of the review.

    Args:
        review: The review.
        number: The import's number, as `tamis sources` shows it.
        screened: The ids of records that somebody has decided on.

    Raises:
        TamisError: There is no such import, or a record of it has been screened.
    """
    found = next((each for each in imports(review) if each.number == number), None)
    if found is None:
        raise TamisError(f"there is no import {number}", advice="“tamis sources” lists the imports.")
    if found.file:
        paths = {review.folder / each for each in found.parts}
        decided = set(screened)
        records = review.records
        touched = [each for each in records if each in decided and records.file_of(each) in paths]
        if touched:
            raise TamisError(
                f"import {number} cannot be taken back: {len(touched)} of its records have been screened",
                where=f"import {number} ({found.source.name})",
                advice=f"The first of them is {touched[0]}.",
            )
    return _set(review, found, withdrawn=True)


def restore(review: Review, number: int) -> Import:
    """Make an import that was taken back part of the review again.

    Args:
        review: The review.
        number: The import's number, as `tamis sources` shows it.

    Raises:
        TamisError: It was not taken back, or its records have been imported again since.
    """
    found = next((each for each in imports(review, withdrawn=True) if each.number == number), None)
    if found is None or not found.withdrawn:
        raise TamisError(f"there is no import {number} that was taken back", advice="“tamis sources” lists them.")
    if found.file:
        with closing(RecordStore([review.folder / part for part in found.parts])) as records:
            there = [each for each in records if each in review.records]
        if there:
            raise TamisError(
                f"import {number} cannot be brought back: {len(there)} of its records have been imported again since",
                where=f"import {number} ({found.source.name})",
                advice=f"The first of them is {there[0]}.",
            )
    return _set(review, found, withdrawn=False)


def _set(review: Review, found: Import, *, withdrawn: bool) -> Import:
    said = {"withdrawn": withdrawn, "by": review.role or review.login, "at": utc_now()}
    review.say([Change(WITHDRAWALS, int(found.id), said)], act="withdraw" if withdrawn else "restore")
    return replace(found, withdrawn=withdrawn)
