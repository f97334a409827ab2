"""Studies: several reports of one study count as one study. A report stays a record; nothing is merged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Studies:
    """Which records report the same study.

    A study's id is the smallest id of its reports, so that it does not depend on the order in which they were grouped.

    Attributes:
        study_of: For each report that does not give its study the id, that id.
        reports: For each study of two reports or more, all of them in the order of their ids, the one of that id first.
    """

    study_of: Mapping[str, str] = field(default_factory=dict)
    reports: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, record: str) -> str:
        """The id of the study that a record reports."""
        return self.study_of.get(record, record)

    def around(self, record: str) -> tuple[str, ...]:
        """All reports of a record's study, itself included."""
        study = self.of(record)
        return self.reports.get(study, (study,))

    def among(self, records: Iterable[str]) -> list[str]:
        """The ids of the studies that these records report, each once, in the order of the records."""
        return list(dict.fromkeys(self.of(each) for each in records))


def studies(groups: Iterable[Sequence[str]], survivor: Callable[[str], str] = lambda record: record) -> Studies:
    """The studies from the groups that people have made.

    Args:
        groups: Records said to report one study; groups with a record in common are one.
        survivor: The record under which a record goes on, where duplicates have been merged.
    """
    parent: dict[str, str] = {}

    def root(record: str) -> str:
        while parent.setdefault(record, record) != record:
            record = parent[record]
        return record

    for group in groups:
        first, *others = (root(survivor(each)) for each in group)
        for other in others:
            low, high = sorted((root(first), root(other)))
            parent[high] = low
    members: dict[str, list[str]] = {}
    for record in parent:
        members.setdefault(root(record), []).append(record)
    reports = {study: tuple(sorted(each)) for study, each in members.items() if len(each) > 1}
    return Studies({each: study for study, all_of in reports.items() for each in all_of if each != study}, reports)
