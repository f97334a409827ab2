"""The duplicate groups, which follow from what searches found and from people's verdicts."""

from __future__ import annotations

import hashlib
import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, compress

from core.dedup.cluster import by_certainty
from core.dedup.cluster import groups as cluster
from core.dedup.merge import best_fields, precedence
from core.dedup.pairs import RecordPair
from core.records.groups import MembersOf, PlacedGroups, SurvivorOf, homes_of
from core.records.order import LookedUp
from core.records.record import Record
from core.screening.placed import PlacedRecords
from store.acts.duplicates.searches import (
    SEARCHES,
    Found,
    automatic_pairs,
    found_by,
    found_pairs,
    pairs_of,
    searches,
)
from store.acts.duplicates.verdicts import VERDICTS, verdicts, verdicts_in
from store.acts.imports import TABLE as IMPORTS
from store.acts.imports import WITHDRAWALS, imports, sources_by_file
from store.folder.review import Review
from store.journal.journal import Change
from store.journal.line import Document, canonical
from store.journal.past import words_seen
from store.journal.snapshot import put

WORTH_KEEPING = 50
"""Groups above which they are kept in the account's cache: fewer are derived as quickly as they are read."""


@dataclass(frozen=True, eq=False)
class Groups:
    """Which records report the same publication.

    Attributes:
        placed: The groups, by the places of their records.
        origin: All that they follow from, as a checksum; "" where that is not known, as of those that are supposed.
        basis: What the groups and the questions between them follow from, but not `unique`; "" of those at another
            moment too.
    """

    placed: PlacedGroups
    origin: str = ""
    basis: str = ""

    @cached_property
    def survivor(self) -> LookedUp[str]:
        """Merged record → survivor of its group."""
        return SurvivorOf(self.placed)

    @cached_property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """Survivor of a group → all records of the group, the survivor first."""
        return MembersOf(self.placed)

    @cached_property
    def unique(self) -> PlacedRecords:
        """The survivors and the single records, in the order of import."""
        return PlacedRecords(self.placed.order, self.placed.unique)

    def of(self, record: str) -> str:
        """The survivor of a record; the record itself where it is not merged."""
        survivor: str = self.survivor.get(record, record)
        return survivor

    def of_all(self, records: Sequence[str]) -> list[str]:
        """As `of`, of many records."""
        return homes_of(self.survivor, records)

    def mask_of(self, records: Sequence[str]) -> bytes:
        """1 at the places of the survivors of some records, else 0."""
        order = self.placed.order
        mask = bytearray(len(order))
        for home in compress(self.placed.homes, order.mask(records)):
            mask[home] = 1
        return bytes(mask)

    def around(self, record: str) -> tuple[str, ...]:
        """All members of a record's group."""
        survivor = self.of(record)
        return self.members.get(survivor, (survivor,))


def duplicate_groups(review: Review, changes: Iterable[Change] = ()) -> Groups:
    """The duplicate groups, derived from the merges and the verdicts.

    The survivor of a group is its record of the earliest search round; among those the one with the most information;
    among those the one with the smallest id. So a search update never replaces a record that has been screened.

    Args:
        review: The review.
        changes: Verdicts, or verdicts taken back, that are taken as said.
    """
    supposed = list(changes)
    if not supposed:
        return review.once(_groups_now, VERDICTS, SEARCHES, IMPORTS, WITHDRAWALS)
    given: MutableMapping[str, Document] = {**_given(review)}
    for each in supposed:
        put({VERDICTS: given}, *each)
    return Groups(_groups(review, given, found_pairs(review)))


def duplicate_groups_seen(review: Review, seen: Mapping[str, int]) -> Groups:
    """The duplicate groups of the records that there are now, as whoever has read people's words so far knows them.

    Args:
        review: The review.
        seen: Person → the number of the last line that was read.
    """
    verdicts, those = (words_seen(review.acts, table, seen) for table in (VERDICTS, SEARCHES))
    given = {key: word.says for key, word in verdicts.items() if word.says is not None}
    if given == _given(review) and those.keys() == review.acts.tables.get(SEARCHES, {}).keys():
        return duplicate_groups(review)
    return Groups(_groups(review, given, found_by(searches(review, those))))


def _given(review: Review) -> MutableMapping[str, Document]:
    return review.acts.tables.get(VERDICTS, {})


def _groups_now(review: Review) -> Groups:
    basis = _basis(review)
    if (placed := _kept(review, basis)) is None:
        placed = _groups(review, _given(review), found_pairs(review))
        if len(placed) > WORTH_KEEPING:
            _keep(review, basis, placed)
    rounds = {part: each.round for each in imports(review) for part in each.parts}
    origin = hashlib.sha256(canonical([review.records.checksum(), rounds, basis])).hexdigest()
    return Groups(placed, origin, basis)


def _kept(review: Review, basis: str) -> PlacedGroups | None:
    """The groups that were kept over the same basis, and the same records with the same places."""
    head, _, content = (review.cache.get("groups", basis) or b"").partition(b"\n")
    if not head:
        return None
    count, records, checksum = json.loads(head)
    if records > len(review.records) or review.records.checksum_of_first(records) != checksum:
        return None
    numbers = array("I", content)
    return PlacedGroups(review.records.order, numbers[count:], numbers[:count])


def _keep(review: Review, basis: str, placed: PlacedGroups) -> None:
    records = max(placed.places) + 1
    head = canonical([len(placed.ends), records, review.records.checksum_of_first(records)])
    content = placed.ends.tobytes() + placed.places.tobytes()
    review.cache.keep("groups", basis, b"\n".join((head, content)))


def _basis(review: Review) -> str:
    """A checksum of all that groups and questions follow from: the words and files that their functions are given.

    Searches pair none but records of the imports that they read, so that an import after them changes nothing. Where an
    import that they read is withdrawn, or one before them is there that they did not read, all records count.
    """
    records, there, those = review.records, imports(review), searches(review)
    read = frozenset[str]().union(*(each.imports for each in those))
    last = max((word.clock for _, word in review.in_order(SEARCHES)), default=0)
    later = {key for key, word in review.in_order(IMPORTS) if word.clock > last}
    if read <= {each.id for each in there} <= read | later:
        there = [each for each in there if each.id in read]
    rounds = {part: each.round for each in there for part in each.parts}
    sources, given = sources_by_file(review), sorted(_given(review).items())
    said_of = {record for _, each in given for record in (each["a"], each["b"]) if record in records}
    told = [
        records.checksum({review.folder / part for part in rounds}),
        rounds,
        [each.checksum() for each in those],
        given,
        {record: sources[records.file_of(record)].round for record in said_of},
    ]
    return hashlib.sha256(canonical(told)).hexdigest()


def _groups(review: Review, given: Mapping[str, Document], found: Found) -> PlacedGroups:
    records = review.records
    merges = automatic_pairs(found)
    said = {pair: verdict.same for pair, verdict in verdicts_in(given.values()).items()}
    touched = {each for pair in merges for each in (pair.a, pair.b)} | {each for pair in said for each in pair}
    named = list(touched)
    there = {each for each, place in zip(named, records.order.places(named), strict=True) if place is not None}
    gathered: defaultdict[str, list[str]] = defaultdict(list)
    for record, key in cluster(there, merges, said).items():
        gathered[key].append(record)
    weights = weights_in(found, given.values())
    rounds = {path: each.round for path, each in sources_by_file(review).items()}

    several = len(set(rounds.values())) > 1  # else nobody need look up in which round a record was found

    def first_of_all(record: str) -> tuple[int, int, str]:
        return precedence(record, rounds[records.file_of(record)] if several else 1, weights.get(record, 0))

    groups = []
    for group in gathered.values():
        if len(group) > 1:
            first = min(group, key=first_of_all)
            group.remove(first)
            groups.append((first, *sorted(group)))
    return PlacedGroups.of(records.order, groups)


def at_one_record(said: Sequence[Document], groups: Groups) -> list[Document]:
    """Of what was said of records each, all that is said of a publication of which something else is said too."""
    homes = groups.of_all([each["record"] for each in said])
    times = Counter(homes)
    return [each for each, home in zip(said, homes, strict=True) if times[home] > 1]


def weights_in(found: Found, given: Iterable[Document] = ()) -> dict[str, int]:
    """Record → how much it tells, as searches and people's verdicts noted it of what they merged."""
    weights: dict[str, int] = {}
    for document in (*chain.from_iterable(each.values() for each in found.values()), *given):
        weights |= document.get("weights", {})
    return weights


def shown_record(review: Review, groups: Groups, record: str, wanted: Container[str] = Record._fields) -> Record:
    """The record with the best field of each member of its group; `wanted` as for `best_fields`."""
    members = groups.members.get(record)
    if members is None:
        return review.records.get(record)
    return best_fields([review.records.get(each) for each in members], wanted)[0]


def pairs_to_review(review: Review, groups: Groups | None = None) -> list[RecordPair]:
    """The pairs that still wait for a person, one for two groups of which nobody has said that they differ.

    Args:
        review: The review.
        groups: Its duplicate groups, where they are known already.
    """
    groups = groups or duplicate_groups(review)
    if groups.basis and (kept := review.cache.get("questions", groups.basis)) is not None:
        return [RecordPair(*each) for each in json.loads(kept)]
    questions = _pairs_to_review(review, groups)
    if groups.basis and len(groups.members) > WORTH_KEEPING:
        kept = canonical([(each.a, each.b, each.rule, dict(each.evidence), each.outcome) for each in questions])
        review.cache.keep("questions", groups.basis, kept)
    return questions


def _pairs_to_review(review: Review, groups: Groups) -> list[RecordPair]:
    said, found, survivor = verdicts(review), found_pairs(review), groups.survivor.get

    def between(pair: tuple[str, str]) -> frozenset[str]:
        return frozenset(map(groups.of, pair))

    answered = {between(pair) for pair, verdict in said.items() if not verdict.same}
    first: dict[frozenset[str], RecordPair] = {}
    apart = [
        pair
        for table in ("reviews", "rest", "merges")
        for pair in pairs_of(
            each for each in found[table].values() if survivor(each["a"], each["a"]) != survivor(each["b"], each["b"])
        )
        if pair.a in review.records and pair.b in review.records
    ]
    for pair in sorted(apart, key=by_certainty):
        first.setdefault(between((pair.a, pair.b)), pair)
    return [
        pair for pair in apart if first[groups_of := between((pair.a, pair.b))] is pair and groups_of not in answered
    ]
