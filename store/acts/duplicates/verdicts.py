"""People's verdicts on pairs of records: whether both report the same publication."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.dedup.merge import richness
from core.errors import TamisError
from core.undo import PastAct, Sure, always
from core.words import count
from store.acts.duplicates.searches import SEARCHES
from store.folder.review import Review
from store.journal.journal import Change, document_id, utc_now
from store.journal.line import Event

VERDICTS = "verdicts"


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
    return verdicts_in(review.db.table(VERDICTS).all())


def verdicts_in(documents: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], PairVerdict]:
    """The verdicts that documents of the table `VERDICTS` hold, by pair."""
    found = (
        PairVerdict(**{name: document[name] for name in PairVerdict.__dataclass_fields__}) for document in documents
    )
    return {(each.a, each.b): each for each in found}


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
    review.say(verdict_changes(review, [(a, b)], same=None), act="undo")


def changes_of_undo(review: Review) -> list[Change]:
    """The verdicts that `undo_last` would change."""
    act = review.acts.next_undo(review.who, (VERDICTS, SEARCHES))
    return [Change(event.table, event.id, event.before) for event in act if event.table == VERDICTS]


def undo_last(review: Review, sure: Sure = always, tables: Collection[str] = (VERDICTS, SEARCHES)) -> list[Event]:
    """Take back one's own last search for duplicates or verdict, whichever came later.

    Returns:
        The events that were written; [] when there is nothing to take back, or `sure` declined.
    """

    def past(end: Event) -> PastAct:
        if end.table == VERDICTS:
            given = end.seq - end.first + 1
            return PastAct(end.change, given, count(given, "verdict"))
        merges, doubtful = ((end.after or {}).get(table, 0) for table in ("merges", "reviews"))
        what = f"search for duplicates with {count(merges, 'merge')} and {count(doubtful, 'doubtful pair')}"
        return PastAct(end.change, merges + doubtful, what)

    return review.take_back(tables, lambda end: sure(past(end)))


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
