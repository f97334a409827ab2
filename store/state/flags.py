"""What speaks against each record: by its own words, by a notice among the records, by a database of retractions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from core.dedup.pairs import NOTICE
from core.records.flags import CORRECTION, OF_ITS_WORK, own_flags
from core.records.record import Flag, Record
from store.acts.duplicates.groups import Groups
from store.acts.duplicates.searches import SEARCHES, stored_pairs
from store.acts.imports import TABLE as IMPORTS
from store.acts.imports import WITHDRAWALS
from store.acts.retractions import TABLE as RETRACTIONS
from store.acts.retractions import retraction_file
from store.folder.review import Review

_SPEAKS = re.compile(rb'"f":"[a-z]*f')
"""What the keys hold of a record that says something of itself; see `core.dedup.normalise.Keys.form`."""


def flags(review: Review) -> Mapping[str, tuple[Flag, ...]]:
    """Record → what speaks against it; without the records of which nothing does, and whatever is merged."""
    return review.once(_flags, SEARCHES, RETRACTIONS, IMPORTS, WITHDRAWALS)


def flags_among(review: Review, records: Collection[str]) -> Mapping[str, tuple[Flag, ...]]:
    """As `flags`, of these records alone: without looking at the others."""
    return _flags(review, records)


def flags_of(
    review: Review, groups: Groups, record: str, known: Mapping[str, tuple[Flag, ...]] | None = None
) -> tuple[Flag, ...]:
    """What speaks against a record or any of its duplicates, each thing once.

    Args:
        review: The review.
        groups: The duplicate groups.
        record: The record.
        known: What speaks against its duplicates, where that is known; by default what `flags` gives.
    """
    every, around = flags(review) if known is None else known, groups.around(record)
    found: dict[tuple[str, ...], Flag] = {}
    for flag in (flag for member in around for flag in every.get(member, ())):
        other = groups.of(flag.record) if flag.record else ""
        if flag.record not in around:
            found.setdefault((flag.what, other) if other else tuple(flag), flag)
    return tuple(found.values())


def flagged(review: Review, groups: Groups, record: Record) -> Record:
    """A record as it is shown: with what speaks against it."""
    found = flags_of(review, groups, record.id)
    return record._replace(flags=found) if found else record


def _flags(review: Review, among: Collection[str] | None = None) -> dict[str, tuple[Flag, ...]]:
    found: defaultdict[str, list[Flag]] = defaultdict(list)
    for record in review.records.with_keys(_SPEAKS) if among is None else among:
        found[record] += own_flags(review.records.get(record))
    for record, flag in _of_notices(review, among):
        found[record].append(flag)
    file = retraction_file(review)
    for record, flag in file.found if file else ():
        if record in review.records:
            found[record].append(flag)
    return {record: tuple(each) for record, each in found.items() if each and (among is None or record in among)}


def _of_notices(review: Review, among: Collection[str] | None) -> Iterator[tuple[str, Flag]]:
    """What follows from notices that were imported beside what they are about; of these records, unless of all."""
    records = review.records
    for pair in (*stored_pairs(review, "links"), *stored_pairs(review, "reviews"), *stored_pairs(review, "rest")):
        if pair.rule != NOTICE or "notice" not in pair.evidence or pair.a not in records or pair.b not in records:
            continue
        if among is not None and pair.a not in among and pair.b not in among:
            continue
        notices = [each for each in (pair.a, pair.b) if str(records.dedup_keys_of(each).get("f", "")).startswith("e")]
        if len(notices) == 1:
            notice, work = records.get(notices[0]), records.get(pair.a if notices[0] == pair.b else pair.b)
            said = (each.what for each in own_flags(notice) if each.what in OF_ITS_WORK)
            what = next(said, CORRECTION)
            yield work.id, Flag(OF_ITS_WORK[what], "notice", notice.title, notice.id)
            yield notice.id, Flag(what, "notice", work.title, work.id)
