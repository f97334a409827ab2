"""What speaks against each record: by its own words, by a notice among the records, by a database of retractions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

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


def flags_of(review: Review, groups: Groups, record: str) -> tuple[Flag, ...]:
    """What speaks against a record or any of its duplicates, each thing once."""
    every, around = flags(review), groups.around(record)
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


def _flags(review: Review) -> dict[str, tuple[Flag, ...]]:
    found: defaultdict[str, list[Flag]] = defaultdict(list)
    for record in review.records.with_keys(_SPEAKS):
        found[record] += own_flags(review.records.get(record))
    for record, flag in _of_notices(review):
        found[record].append(flag)
    file = retraction_file(review)
    for record, flag in file.found if file else ():
        if record in review.records:
            found[record].append(flag)
    return {record: tuple(each) for record, each in found.items()}


def _of_notices(review: Review) -> Iterator[tuple[str, Flag]]:
    """What follows from notices that were imported beside what they are about."""
    records = review.records
    for pair in (*stored_pairs(review, "links"), *stored_pairs(review, "reviews"), *stored_pairs(review, "rest")):
        if pair.rule != NOTICE or "notice" not in pair.evidence or pair.a not in records or pair.b not in records:
            continue
        notices = [each for each in (pair.a, pair.b) if str(records.dedup_keys_of(each).get("f", "")).startswith("e")]
        if len(notices) == 1:
            notice, work = records.get(notices[0]), records.get(pair.a if notices[0] == pair.b else pair.b)
            said = (each.what for each in own_flags(notice) if each.what in OF_ITS_WORK)
            what = next(said, CORRECTION)
            yield work.id, Flag(OF_ITS_WORK[what], "notice", notice.title, notice.id)
            yield notice.id, Flag(what, "notice", work.title, work.id)
