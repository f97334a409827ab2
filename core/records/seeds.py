"""What citation searching brought, by the record that it started from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.records.imports import Import


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """A record whose references or citations were searched.

    Attributes:
        record: Its id.
        imports: The numbers of the imports that came of it; one that came of several records counts for each.
        records: How many records their files held.
        new: Those that no search before had brought.
        unique: Of these, those that are no duplicates.
        included: Of these, those that came through every stage that excludes.
    """

    record: str
    imports: Sequence[int]
    records: int
    new: Sequence[str]
    unique: Sequence[str]
    included: Sequence[str]


def seeds(
    imports: Iterable[Import],
    brought: Mapping[int, Sequence[str]],
    unique: Collection[str],
    included: Collection[str],
) -> list[Seed]:
    """Each record that citations were searched of, in the order of the imports.

    Args:
        imports: Those that count.
        brought: The records that each was the first to bring, by its number.
        unique: All records without duplicates.
        included: All records that came through every stage that excludes.
    """
    by_seed: dict[str, list[Import]] = {}
    for each in imports:
        for record in each.source.found_by:
            by_seed.setdefault(record, []).append(each)
    unique, included = frozenset(unique), frozenset(included)
    found = []
    for record, those in by_seed.items():
        new = [each for one in those for each in brought[one.number]]
        alone = [each for each in new if each in unique]
        found.append(
            Seed(
                record=record,
                imports=[each.number for each in those],
                records=sum(each.records for each in those),
                new=new,
                unique=alone,
                included=[each for each in alone if each in included],
            )
        )
    return found
