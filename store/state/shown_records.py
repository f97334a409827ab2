"""Gives the records of a review as they are shown to a person: each duplicate group, or study, as one record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from core.records.record import Record
from store.acts.duplicates.groups import Groups, shown_record
from store.acts.imports import source_names
from store.folder.review import Review
from store.state.flags import flagged

KEPT = 500
"""How many combined records are cached."""
_ALONE: Mapping[str, Sequence[str]] = MappingProxyType({})


class DiskShownRecords:
    """The records of a review; a `ShownRecords` of the core.

    Args:
        review: The review.
        groups: The duplicate groups.
        reports: Where studies are shown: study → its reports, for studies with several, the study's own record first.
    """

    def __init__(self, review: Review, groups: Groups, reports: Mapping[str, Sequence[str]] = _ALONE) -> None:
        self._review = review
        self._groups = groups
        self._reports = reports
        self._source_names = source_names(review)
        self._shown: dict[str, Record] = {}

    def record(self, record_id: str) -> Record:
        """The record with the best field of each member of its group, and what speaks against it."""
        report = self._reports.get(record_id, (record_id,))[0]
        if report not in self._groups.members:
            return flagged(self._review, self._groups, self._review.records.get(report))
        if report not in self._shown:
            if len(self._shown) >= KEPT:
                self._shown.clear()
            self._shown[report] = flagged(self._review, self._groups, shown_record(self._review, self._groups, report))
        return self._shown[report]

    def sources(self, record_id: str) -> tuple[str, ...]:
        """The names of the sources of the record and of its duplicates."""
        reports = self._reports.get(record_id, (record_id,))
        return self._source_names(member for report in reports for member in self._groups.around(report))
