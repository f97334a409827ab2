"""What searches found and what people said of duplicates, and the duplicate groups that follow from both."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from core.dedup.cluster import by_certainty
from core.dedup.cluster import groups as cluster
from core.dedup.merge import Member, best_fields, richness, survivor_of
from core.dedup.pairs import REVIEW, SPARE, RecordPair
from core.errors import TamisError
from core.records.imports import Import
from core.records.record import Record
from core.undo import PastAct, Sure, always
from core.words import count
from store.acts.imports import TABLE as IMPORTS
from store.acts.imports import WITHDRAWALS, imports, sources_by_file
from store.folder.people import PEOPLE, own_folder
from store.folder.review import Review, document_id
from store.journal.errors import StoreCorrupt, StoreUnreadable
from store.journal.files import atomic_write, make_own_dir
from store.journal.journal import Change, utc_now
from store.journal.line import Document, Event, canonical
from store.journal.snapshot import put
from store.journal.union import Word

VERDICTS, SEARCHES = "verdicts", "searches"
FOUND = "duplicates"
"""The folder of what a person's searches for duplicates found, below that person's own."""
_FILE = re.compile(r"duplicates/[0-9a-f]{15}\.json")


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
    return _verdicts_in(review.db.table(VERDICTS).all())


def _verdicts_in(documents: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], PairVerdict]:
    found = (
        PairVerdict(**{name: document[name] for name in PairVerdict.__dataclass_fields__}) for document in documents
    )
    return {(each.a, each.b): each for each in found}


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateSearch:
    """One search for duplicates.

    Attributes:
        id: The number of its word, as text.
        imports: The ids of the imports that it read.
        replaces: The ids of the searches whose findings it holds too, as far as they still count.
        path: The file of what it found.
        sha256: The checksum of that file.
    """

    id: str
    imports: frozenset[str]
    replaces: frozenset[str]
    path: Path
    sha256: str

    def found(self) -> dict[str, dict[str, Document]]:
        """Table → number as text → pair: "merges" were merged, "reviews" wait for a person, "rest" may once.

        Raises:
            StoreCorrupt: The file is gone, or is not what the search wrote.
        """
        try:
            text = self.path.read_bytes()
        except FileNotFoundError:
            text = b""
        except PermissionError:
            raise StoreUnreadable("you may not read this file", where=str(self.path)) from None
        if hashlib.sha256(text).hexdigest() != self.sha256:
            what = "it is not what the search for duplicates wrote" if text else "the file is not there"
            raise StoreCorrupt(what, where=str(self.path), advice="Restore it from a backup, or search again.")
        found: dict[str, dict[str, Document]] = json.loads(text)
        return found


def searches(review: Review) -> list[DuplicateSearch]:
    """The searches for duplicates whose findings count, in their order: those that no other one replaces.

    There are several where people have searched at the same time.
    """
    said = [search_of(review, key, word) for key, word in review.in_order(SEARCHES)]
    replaced = {each for search in said for each in search.replaces}
    return [each for each in said if each.id not in replaced]


def search_of(review: Review, key: str, word: Word) -> DuplicateSearch:
    """The search that a word speaks of.

    Raises:
        StoreCorrupt: It names a file that no search writes.
    """
    says, person = word.says or {}, review.folder / PEOPLE / word.who
    if not _FILE.fullmatch(says["file"]):
        raise StoreCorrupt(
            f"a search for duplicates names the file {says['file']!a}, which is none of the review's",
            where=str(person / "acts.jsonl"),
            advice="Do not trust this review folder: tamis never writes that.",
        )
    return DuplicateSearch(
        id=key,
        imports=frozenset(map(str, says["imports"])),
        replaces=frozenset(map(str, says["replaces"])),
        path=person / says["file"],
        sha256=says["sha256"],
    )


def store_search(
    review: Review,
    found: Mapping[str, Mapping[int, Document]],
    *,
    read: Iterable[Import],
    replaced: Iterable[DuplicateSearch],
) -> None:
    """Store what a search for duplicates found; nothing is said where it is what the search before it found.

    Args:
        review: The review.
        found: The tables "merges", "reviews" and "rest", each number → pair.
        read: The imports that the search read.
        replaced: The searches that counted when it began, and whose findings it has taken over.
    """
    text = canonical({table: {str(key): each for key, each in pairs.items()} for table, pairs in found.items()})
    sha256, ids, before = hashlib.sha256(text).hexdigest(), frozenset(each.id for each in read), list(replaced)
    if [(sha256, ids)] == [(each.sha256, each.imports) for each in before]:
        return
    with review.saying():
        number = document_id(str(review.acts.clock + 1), sha256)
        path = own_folder(review, review.who) / FOUND / f"{number:015x}.json"
        make_own_dir(path.parent)
        atomic_write(path, [text], 0o444)
        said = {
            "imports": sorted(map(int, ids)),
            "file": f"{FOUND}/{path.name}",
            "sha256": sha256,
            "merges": len(found["merges"]),
            "reviews": len(found["reviews"]),
            "replaces": [int(each.id) for each in before],
        }
        review.say([Change(SEARCHES, number, said)], act="dedup")


def stored_pairs(review: Review, table: str) -> list[RecordPair]:
    """The pairs that searches found: "merges" were merged, "reviews" wait for a person, "rest" is no question now."""
    return _pairs_in(_found(review), table)


def automatic_pairs(review: Review) -> list[RecordPair]:
    """The pairs that are one publication by rule, spare ones too, whatever people said."""
    spare = (pair for table in ("reviews", "rest") for pair in stored_pairs(review, table) if pair.outcome == SPARE)
    return [*stored_pairs(review, "merges"), *spare]


def _found(review: Review) -> dict[str, dict[str, Document]]:
    """What the searches that count found; where two searched at the same time, what either found."""
    return review.once(_search_results, SEARCHES)


def _search_results(review: Review) -> dict[str, dict[str, Document]]:
    together: dict[str, dict[str, Document]] = {"merges": {}, "reviews": {}, "rest": {}}
    for search in searches(review):
        for table, pairs in search.found().items():
            together[table] |= pairs
    return together


def _pairs_in(found: Mapping[str, Mapping[str, Document]], table: str) -> list[RecordPair]:
    documents = sorted(found.get(table, {}).values(), key=lambda each: (each["a"], each["b"]))
    return [RecordPair(each["a"], each["b"], each["rule"], each["evidence"], each["outcome"]) for each in documents]


def imports_to_search(review: Review) -> list[Import]:
    """The imports that brought records, and that no search for duplicates has read together with all the others.

    Of two searches at the same time only the one that read most counts here: neither compared its imports with those
    that the other one alone read.
    """
    done: Set[str] = max((each.imports for each in searches(review)), key=len, default=frozenset())
    return [each for each in imports(review) if each.new and each.id not in done]


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
    stored = [pair for table in ("reviews", "rest", "merges") for pair in stored_pairs(review, table)]
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
        changes: Verdicts, or verdicts taken back, that are taken as said.
    """
    supposed = list(changes)
    return _groups(review, supposed) if supposed else review.once(_groups, VERDICTS, SEARCHES, IMPORTS, WITHDRAWALS)


def _groups(review: Review, changes: Iterable[Change] = ()) -> Groups:
    records = review.records
    given: dict[str, Document] = {str(each.doc_id): dict(each) for each in review.db.table(VERDICTS).all()}
    for each in changes:
        put({VERDICTS: given}, *each)
    found = _found(review)
    merges = automatic_pairs(review)
    said = {pair: verdict.same for pair, verdict in _verdicts_in(given.values()).items()}
    touched = {each for pair in merges for each in (pair.a, pair.b)} | {each for pair in said for each in pair}
    present = [each for each in touched if each in records]
    gathered: defaultdict[str, list[str]] = defaultdict(list)
    for record, key in cluster(present, merges, said).items():
        gathered[key].append(record)
    weights = _weights((*chain.from_iterable(each.values() for each in found.values()), *given.values()))
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
    review.say(changes, act="verdict", note=note)
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
            changes.append(Change(VERDICTS, number, document))
        elif (first, second) in given:
            changes.append(Change(VERDICTS, number, None))
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
    review.say(verdict_changes(review, pairs, same=None), act="undo")


def changes_of_undo(review: Review) -> list[Change]:
    """The verdicts that `undo_last` would change."""
    act = review.acts.next_undo(review.who, (VERDICTS, SEARCHES))
    return [Change(event.table, event.id, event.before) for event in act if event.table == VERDICTS]


def undo_last(review: Review, sure: Sure = always) -> int:
    """Take back one's own last search for duplicates or verdict, whichever came later.

    Returns:
        How many events were written; 0 when there is nothing to take back, or `sure` declined.
    """

    def past(end: Event) -> PastAct:
        if end.table == VERDICTS:
            given = end.seq - end.first + 1
            return PastAct(end.change, given, count(given, "verdict"))
        merges, doubtful = ((end.after or {}).get(table, 0) for table in ("merges", "reviews"))
        what = f"search for duplicates with {count(merges, 'merge')} and {count(doubtful, 'doubtful pair')}"
        return PastAct(end.change, merges + doubtful, what)

    return len(review.take_back((VERDICTS, SEARCHES), lambda end: sure(past(end))))


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


def _weights(pairs: Iterable[Document]) -> dict[str, int]:
    weights: dict[str, int] = {}
    for document in pairs:
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
