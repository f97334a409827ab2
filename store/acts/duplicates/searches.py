"""The searches for duplicates, and the pairs that they found."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from io import BufferedReader
from itertools import chain
from pathlib import Path
from typing import Any

from core.dedup.pairs import MERGE, SPARE, RecordPair
from core.records.imports import Import
from store.acts.imports import imports
from store.folder.people import PEOPLE, own_folder
from store.folder.review import Review
from store.journal.errors import StoreCorrupt, StoreUnreadable
from store.journal.files import atomic_write, make_own_dir, open_regular
from store.journal.journal import Change, document_id
from store.journal.line import Document, canonical
from store.journal.union.word import Word

SEARCHES = "searches"
FOUND = "duplicates"
"""The folder of what a person's searches for duplicates found, below that person's own."""
_FILE = re.compile(r"duplicates/[0-9a-f]{15}\.json")
_AGAIN = "Restore it from a backup, or search again."
TABLES = ("merges", "reviews", "rest", "links")
Found = dict[str, dict[str, Document]]
"""Table → number as text → pair, as `DedupResult` has them."""


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
        with self._opened() as file:
            text = file.read()
        self._compare(hashlib.sha256(text).hexdigest())
        found: dict[str, dict[str, Document]] = json.loads(text)
        return found

    def checksum(self) -> str:
        """The checksum of the file, which was verified.

        Raises:
            StoreCorrupt: As `found`.
        """
        with self._opened() as file:
            self._compare(hashlib.file_digest(file, "sha256").hexdigest())
        return self.sha256

    def _opened(self) -> BufferedReader:
        try:
            return open(open_regular(self.path, os.O_RDONLY), "rb")
        except FileNotFoundError:
            raise StoreCorrupt("the file is not there", where=str(self.path), advice=_AGAIN) from None
        except PermissionError:
            advice = "Ask its owner for the right to read it."
            raise StoreUnreadable("you may not read this file", where=str(self.path), advice=advice) from None

    def _compare(self, sha256: str) -> None:
        if sha256 != self.sha256:
            what = "it is not what the search for duplicates wrote"
            raise StoreCorrupt(what, where=str(self.path), advice=_AGAIN)


def searches(review: Review, words: Mapping[str, Word] | None = None) -> list[DuplicateSearch]:
    """The searches for duplicates whose findings count, in their order: those that no other one replaces.

    There are several where people have searched at the same time.

    Args:
        review: The review.
        words: Id → the word of a search, as they stood at an earlier moment; by default those that stand now.
    """
    those = review.in_order(SEARCHES) if words is None else words.items()
    said = [search_of(review, key, word) for key, word in those]
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
            f"a search for duplicates names the file “{ascii(says['file'])[1:-1]}”, which is none of the review's",
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


def search_files(review: Review) -> dict[Path, str]:
    """The file of what each search for duplicates found → its SHA-256, of those too that others replace."""
    said = (
        search_of(review, str(event.id), Word(who, 0, event.after["says"]))
        for who, journal in review.acts.journals.items()
        for event in journal.events()
        if event.table == SEARCHES and event.after and event.after["says"]
    )
    return {each.path: each.sha256 for each in said}


def store_search(
    review: Review,
    found: Found,
    *,
    read: Iterable[Import],
    replaced: Iterable[DuplicateSearch],
) -> None:
    """Store what a search for duplicates found; nothing is said where it is what the search before it found.

    Args:
        review: The review.
        found: What the search found, with what still counts of those before it.
        read: The imports that the search read.
        replaced: The searches that counted when it began, and whose findings it has taken over.
    """
    text = canonical(found)
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


def pair_document(pair: RecordPair, weights: Mapping[str, int]) -> dict[str, Any]:
    """The document of a pair that a search found; with the richness of its records where they may be merged."""
    document: dict[str, Any] = {
        "a": pair.a,
        "b": pair.b,
        "rule": pair.rule,
        "evidence": dict(pair.evidence),
        "outcome": pair.outcome,
    }
    if pair.outcome in (MERGE, SPARE):
        document["weights"] = {each: weights[each] for each in (pair.a, pair.b)}
    return document


def stored_pairs(review: Review, table: str) -> list[RecordPair]:
    """The pairs that searches found: "merges" were merged, "reviews" wait for a person, "rest" is no question now.

    "links" are two publications that belong together, and never were a question.
    """
    return pairs_of(found_pairs(review)[table].values())


def automatic_pairs(found: Found) -> list[RecordPair]:
    """The pairs that are one publication by rule, spare ones too, whatever people said."""
    doubtful = chain(found["reviews"].values(), found["rest"].values())
    spare = (each for each in doubtful if each["outcome"] == SPARE)
    return [_pair(each) for each in chain(found["merges"].values(), spare)]


def found_pairs(review: Review) -> Found:
    """What the searches that count found; where two searched at the same time, what either found."""
    return review.once(_found_now, SEARCHES)


def let_go_found(review: Review) -> None:
    """Hold no longer what `found_pairs` gives: of 100,000 records 60 MB."""
    review.let_go(_found_now)


def _found_now(review: Review) -> Found:
    return found_by(searches(review))


def found_by(those: Iterable[DuplicateSearch]) -> Found:
    """What some searches found together."""
    together: Found = {table: {} for table in TABLES}
    for search in those:
        for table, pairs in search.found().items():
            together[table] |= pairs
    return together


def pairs_of(documents: Iterable[Document]) -> list[RecordPair]:
    """The pairs that documents of `Found` hold, in the order of their ids."""
    return [_pair(each) for each in sorted(documents, key=lambda each: (each["a"], each["b"]))]


def _pair(document: Document) -> RecordPair:
    return RecordPair(document["a"], document["b"], document["rule"], document["evidence"], document["outcome"])


def imports_to_search(review: Review) -> list[Import]:
    """The imports that brought records, and that no search for duplicates has read together with all the others.

    Of two searches at the same time only the one that read most counts here: neither compared its imports with those
    that the other one alone read.
    """
    done: Set[str] = max((each.imports for each in searches(review)), key=len, default=frozenset())
    return [each for each in imports(review) if each.new and each.id not in done]
