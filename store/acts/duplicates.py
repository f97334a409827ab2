"""Stores automatic merges and people's verdicts on duplicates as events, and derives the duplicate groups from both."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.dedup.cluster import by_certainty
from core.dedup.cluster import groups as cluster
from core.dedup.decide import REVIEW, SPARE
from core.dedup.merge import Member, best_fields, richness, survivor_of
from core.dedup.pairs import RecordPair
from core.errors import TamisError
from core.records.imports import Import
from core.records.record import Record
from core.undo import PastAct, Sure, always
from core.words import count
from store.acts.imports import imports, sources_by_file
from store.folder.review import Review, document_id
from store.journal.journal import Change, utc_now
from store.journal.line import Event
from store.journal.snapshot import Tables, put

if TYPE_CHECKING:
    pass

JOURNAL = "events/dedup"
LAST_SEARCH = 1
"""The one document of the table "searches"."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Which records report the same publication.

    Attributes:
        survivor: Merged record → survivor of its group.
        members: Survivor of a group → all records of the group, the survivor first.
        unique: The survivors and the single records, in the order of import.
    """

    survivor: Mapping[str, str]
    members: Mapping[str, tuple[str, ...]]
    unique: Sequence[str]

    def of(self, record: str) -> str:
        """The survivor of a record; the record itself where it is not merged."""
        return self.survivor.get(record, record)

    def around(self, record: str) -> tuple[str, ...]:
        """All members of a record's group."""
        survivor = self.of(record)
        return self.members.get(survivor, (survivor,))


@dataclass(frozen=True, slots=True, kw_only=True)
class PairVerdict:
    """A person's verdict on two records: the same publication or not. Every later search for duplicates keeps it."""

    a: str
    b: str
    same: bool
    note: str
    by: str
    at: str


def verdicts(review: Review) -> dict[tuple[str, str], PairVerdict]:
    """People's verdicts by pair of ids, the smaller first."""
    return _verdicts_in(review.journal(JOURNAL).tables)


def _verdicts_in(tables: Tables) -> dict[tuple[str, str], PairVerdict]:
    table = tables.get("verdicts", {})
    found = (
        PairVerdict(**{name: document[name] for name in PairVerdict.__dataclass_fields__})
        for document in table.values()
    )
    return {(each.a, each.b): each for each in found}


def stored_pairs(review: Review, table: str) -> list[RecordPair]:
    """The pairs in a table of the last search: "merges" were merged, "reviews" wait for a person or are spare."""
    return _pairs_in(review.journal(JOURNAL).tables, table)


def automatic_pairs(review: Review) -> list[RecordPair]:
    """The pairs that are one publication by rule, spare ones too, whatever people said."""
    return _automatic_in(review.journal(JOURNAL).tables)


def _automatic_in(tables: Tables) -> list[RecordPair]:
    spare = (pair for pair in _pairs_in(tables, "reviews") if pair.outcome == SPARE)
    return [*_pairs_in(tables, "merges"), *spare]


def _pairs_in(tables: Tables, table: str) -> list[RecordPair]:
    documents = tables.get(table, {}).values()
    return [RecordPair(each["a"], each["b"], each["rule"], each["evidence"], each["outcome"]) for each in documents]


def imports_to_search(review: Review) -> list[Import]:
    """The imports that came after the last search for duplicates and brought records."""
    searches = review.journal(JOURNAL).tables.get("searches", {})
    done = {number for search in searches.values() for number in search["imports"]}
    return [each for each in imports(review) if each.new and each.number not in done]


def pairs_to_review(review: Review, groups: Groups | None = None) -> list[RecordPair]:
    """The pairs that still wait for a person, one for two groups of which nobody has said that they differ.

    Args:
        review: The review.
        groups: Its duplicate groups, where they are known already.
    """
    groups = groups or duplicate_groups(review)
    said = verdicts(review)

    def between(pair: tuple[str, str]) -> frozenset[str]:
        return frozenset(map(groups.of, pair))

    answered = {between(pair) for pair, verdict in said.items() if not verdict.same}
    first: dict[frozenset[str], RecordPair] = {}
    stored = [pair for table in ("reviews", "merges") for pair in stored_pairs(review, table)]
    for pair in sorted(stored, key=by_certainty):
        groups_of = between((pair.a, pair.b))
        if len(groups_of) == 2 and groups_of not in answered and pair.a in review.records and pair.b in review.records:
            first.setdefault(groups_of, pair)
    return [pair for pair in stored if first.get(between((pair.a, pair.b))) is pair]


def duplicate_groups(review: Review, changes: Iterable[Change] = ()) -> Groups:
    """The duplicate groups, derived from the merges and the verdicts.

    The survivor of a group is its record of the earliest search round; among those the one with the most information;
    among those the one with the smallest id. So a search update never replaces a record that has been screened.

    Args:
        review: The review.
        changes: Changes of the journal that are taken as made.
    """
    records = review.records
    tables = {name: dict(table) for name, table in review.journal(JOURNAL).tables.items()}
    for each in changes:
        put(tables, *each)
    merges = _automatic_in(tables)
    said = {pair: verdict.same for pair, verdict in _verdicts_in(tables).items()}
    touched = {each for pair in merges for each in (pair.a, pair.b)} | {each for pair in said for each in pair}
    present = [each for each in touched if each in records]
    gathered: defaultdict[str, list[str]] = defaultdict(list)
    for record, key in cluster(present, merges, said).items():
        gathered[key].append(record)
    weights = _weights(tables)
    rounds = {path: each.round for path, each in sources_by_file(review).items()}
    survivor: dict[str, str] = {}
    members: dict[str, tuple[str, ...]] = {}
    for group in gathered.values():
        if len(group) < 2:
            continue
        first = survivor_of(Member(each, rounds[records.file_of(each)], weights.get(each, 0)) for each in group)
        rest = sorted(each for each in group if each != first)
        members[first] = (first, *rest)
        survivor.update(dict.fromkeys(rest, first))
    unique = [each for each in records if each not in survivor]
    return Groups(survivor, members, unique)


def shown_record(review: Review, groups: Groups, record: str) -> Record:
    """The record with the best field of each member of its group."""
    members = groups.members.get(record)
    if members is None:
        return review.records.get(record)
    return best_fields([review.records.get(each) for each in members])[0]


def give_verdict(review: Review, a: str, b: str, *, same: bool, note: str = "") -> PairVerdict:
    """Say of two records that they report the same publication, or that they do not.

    Raises:
        TamisError: A record is unknown, or both are the same record.
    """
    return give_verdicts(review, [(a, b)], same=same, note=note)[0]


def give_verdicts(review: Review, pairs: Iterable[tuple[str, str]], *, same: bool, note: str = "") -> list[PairVerdict]:
    """Say the same of several pairs of records, as one batch: all of them or none.

    Raises:
        TamisError: A record is unknown, or a pair is one record twice.
    """
    changes = verdict_changes(review, pairs, same=same, note=note)
    review.journal(JOURNAL, write=True).commit(changes, act="verdict", note=note)
    given = verdicts(review)
    return [given[each.after["a"], each.after["b"]] for each in changes if each.after is not None]


def verdict_changes(
    review: Review, pairs: Iterable[tuple[str, str]], *, same: bool | None, note: str = ""
) -> list[Change]:
    """The changes that give one verdict on pairs of records, or with None take the verdicts on them back.

    Raises:
        TamisError: A record is unknown, a pair is one record twice, or there is no verdict to take back.
    """
    given = verdicts(review)
    changes = []
    for pair in pairs:
        first, second = known_pair(review, *pair)
        number = document_id(f"{first} {second}")
        if same is not None:
            verdict = PairVerdict(a=first, b=second, same=same, note=note, by=review.role or review.login, at=utc_now())
            document = {name: getattr(verdict, name) for name in PairVerdict.__dataclass_fields__}
            document["weights"] = richness_of(review, {first, second}) if same else {}
            changes.append(Change("verdicts", number, document))
        elif (first, second) in given:
            changes.append(Change("verdicts", number, None))
        else:
            raise TamisError(
                "nobody has given a verdict on these two",
                where=f"records {first}, {second}",
                advice="To part records that were merged automatically, say --not-same; it is kept for good.",
            )
    return changes


def take_back_verdict(review: Review, a: str, b: str) -> None:
    """Take back a person's verdict on two records; the outcome of the search counts again.

    Raises:
        TamisError: Nobody has given a verdict on them.
    """
    take_back_verdicts(review, [(a, b)])


def take_back_verdicts(review: Review, pairs: Iterable[tuple[str, str]]) -> None:
    """Take back people's verdicts on several pairs, as one batch: all of them or none.

    Raises:
        TamisError: Nobody has given a verdict on one of the pairs.
    """
    review.journal(JOURNAL, write=True).commit(verdict_changes(review, pairs, same=None), act="undo")


def changes_of_undo(review: Review) -> list[Change]:
    """What `undo_last` would change."""
    return [Change(event.table, event.id, event.before) for event in review.journal(JOURNAL).next_undo()]


def undo_last(review: Review, sure: Sure = always) -> int:
    """Take back the last search for duplicates or the last verdict, whichever came later.

    Returns:
        How many events were written; 0 when there is nothing to take back, or `sure` declined.
    """
    journal = review.journal(JOURNAL, write=True)

    def past(end: Event) -> PastAct:
        events = journal.batch(end)
        pairs = Counter(event.table for event in events)
        given, merges = pairs["verdicts"], pairs["merges"]
        touched = {event.id for event in events if event.table == "reviews"}
        doubtful = sum(document_id(f"{each.a} {each.b}") in touched for each in pairs_to_review(review))
        if given:
            return PastAct(end.change, given, count(given, "verdict"))
        what = f"search for duplicates with {count(merges, 'merge')} and {count(doubtful, 'doubtful pair')}"
        return PastAct(end.change, merges + doubtful, what)

    return len(journal.undo(sure=lambda end: sure(past(end))))


def known_record(review: Review, record: str) -> str:
    """The id of a record that the review has.

    Raises:
        TamisError: The review does not have it.
    """
    if record not in review.records:
        raise TamisError(
            "there is no record of that id in this review",
            where=f"record {record}",
            advice="Ids are 16 hexadecimal digits; “tamis dedup --groups” lists them with their accession numbers.",
        )
    return record


def known_pair(review: Review, a: str, b: str) -> tuple[str, str]:
    """The ids of two records that the review has, the smaller first.

    Raises:
        TamisError: A record is unknown, or both are the same record.
    """
    first, second = sorted((known_record(review, a), known_record(review, b)))
    if first == second:
        raise TamisError("a record cannot be compared with itself", where=f"record {first}", advice="Name two records.")
    return first, second


def richness_of(review: Review, records: Iterable[str]) -> dict[str, int]:
    """Record → how much it tells, by which the survivor of a group is chosen."""
    return {each: richness(review.records.get(each)) for each in sorted(records)}


def _weights(tables: Mapping[str, Mapping[str, dict[str, Any]]]) -> dict[str, int]:
    weights: dict[str, int] = {}
    for table in ("merges", "reviews", "verdicts"):
        for document in tables.get(table, {}).values():
            weights |= document.get("weights", {})
    return weights


def pair_document(pair: RecordPair, weights: Mapping[str, int]) -> dict[str, Any]:
    """The document of a pair that a search found; with the richness of its records where they may be merged."""
    document: dict[str, Any] = {
        "a": pair.a,
        "b": pair.b,
        "rule": pair.rule,
        "evidence": dict(pair.evidence),
        "outcome": pair.outcome,
    }
    if pair.outcome != REVIEW:
        document["weights"] = {each: weights[each] for each in (pair.a, pair.b)}
    return document
