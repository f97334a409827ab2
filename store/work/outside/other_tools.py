"""Imports decisions made in Rayyan, Covidence, ASReview or EPPI-Reviewer as a reviewer's decisions at a stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from core.dedup.normalise import Keys, keys_of
from core.errors import TamisError
from core.formats.readers.foreign_decisions import OtherToolDecision, foreign_decisions
from core.formats.readers.read import read_file
from core.protocol.values import Stage
from core.records.record import Record
from core.screening.decision import Decision, Verdict
from store.acts.duplicates.groups import Groups
from store.folder.review import Review
from store.work.screening import DiskDecisionStore


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherToolImport:
    """The outcome of importing another program's export.

    Attributes:
        stored: How many decisions were stored.
        unchanged: How many were the same as the stored ones.
        undecided: How many records of the file hold no decision, or none of the person's.
        unknown: The titles of records that this review does not have.
        other_reasons: Reasons that the stage does not have; they are kept as notes.
        conflicting: The titles of records that this review has merged with an earlier record of the file, and that
            have another verdict there; the first decision counts.
    """

    stored: int
    unchanged: int
    undecided: int
    unknown: tuple[str, ...]
    other_reasons: tuple[str, ...]
    conflicting: tuple[str, ...]


_EXPECTED = (
    "Expected a table with the columns verdict and record_id, accession or doi; an export of Rayyan, ASReview or "
    "EPPI-Reviewer with decisions; or any export, with --all-as VERDICT."
)


def import_other_tool(
    review: Review,
    path: Path,
    stage: Stage,
    reviewer: str,
    groups: Groups,
    *,
    person: str = "",
    all_as: Verdict | None = None,
) -> OtherToolImport:
    """Store the decisions of one person in another program's export, as one batch by a reviewer.

    A record is found by all its fields together, its DOI, its PubMed number, or by title, year and first author. A key
    that several publications of the review share finds none.

    Args:
        review: The review.
        path: An export of Rayyan (RIS, CSV or BibTeX), ASReview (CSV or RIS), EPPI-Reviewer (JSON) or Covidence (any,
            with `all_as`).
        stage: The stage that the decisions are about.
        reviewer: The reviewer whose decisions they become.
        groups: The duplicate groups.
        person: Whose decisions in the file; needed where it holds those of several people.
        all_as: The verdict on every record, for a file that holds one category.

    Raises:
        TamisError: There are no decisions in the file, or it holds those of several people and `person` is missing.
    """
    try:
        records = read_file(path).records
    except TamisError as error:
        if "--format" in error.advice:
            raise TamisError(error.what, where=error.where, advice=_EXPECTED) from error
        raise
    found = list(foreign_decisions(records, all_as=all_as))
    people = sorted({each.person for each in found})
    if not found:
        raise TamisError(
            "there are no decisions in this file",
            where=str(path),
            advice=_EXPECTED,
        )
    if person and person not in people:
        raise TamisError(
            f"“{person}” has decided nothing here", where=str(path), advice=f"Those who have: {_list(people)}."
        )
    if not person and len(people) > 1:
        raise TamisError(
            "it holds several people's decisions", where=str(path), advice=f"Say whose: --from {_list(people)}."
        )
    store = DiskDecisionStore(review, reviewer, stage.id, groups)
    finder = _Finder(review, groups)
    decisions: dict[str, Decision] = {}
    unknown: list[str] = []
    others: list[str] = []
    conflicting: list[str] = []
    for each in found:
        if person and each.person != person:
            continue
        record = finder.find(each.record)
        if record is None:
            unknown.append(each.record.title)
            continue
        decision, strange = _decision(each, record, stage)
        if decisions.setdefault(record, decision).verdict is not decision.verdict:
            conflicting.append(each.record.title)
        others += strange
    fresh = [each for each in decisions.values() if _differs(each, store.decisions.get(each.record))]
    if fresh:
        store.save_all(fresh, act="import", note=path.name)
    return OtherToolImport(
        stored=len(fresh),
        unchanged=len(decisions) - len(fresh),
        undecided=len(records) - sum(not person or each.person == person for each in found),
        unknown=tuple(unknown),
        other_reasons=tuple(dict.fromkeys(others)),
        conflicting=tuple(conflicting),
    )


def _list(people: Iterable[str]) -> str:
    return ", ".join(f"“{each}”" for each in people)


def _decision(exported: OtherToolDecision, record: str, stage: Stage) -> tuple[Decision, list[str]]:
    """(the decision as tamis stores it, the reasons that the stage does not have)."""
    by_label = {name.casefold(): each.id for each in stage.reasons for name in (each.id, each.label)}
    known = [by_label[each.casefold()] for each in exported.reasons if each.casefold() in by_label]
    strange = [each for each in exported.reasons if each.casefold() not in by_label]
    notes = [exported.note, *(f"reason: {each}" for each in strange)]
    decision = Decision(
        record=record,
        verdict=exported.verdict,
        reason=known[0] if known else "",
        labels=exported.labels,
        note="; ".join(each for each in notes if each),
        order="imported",
    )
    return decision, strange


def _differs(decision: Decision, standing: Decision | None) -> bool:
    if standing is None:
        return True
    same = (standing.verdict, standing.reason, standing.note, standing.labels)
    return same != (decision.verdict, decision.reason, decision.note, decision.labels)


class _Finder:
    """Finds the record of the review that is the same publication as an exported record."""

    def __init__(self, review: Review, groups: Groups) -> None:
        self._index: dict[tuple[str, ...], set[str]] = {}
        for record, document in review.records.dedup_keys():
            for key in _keys(Keys.from_document(record, document)):
                self._index.setdefault(key, set()).add(groups.of(record))

    def find(self, record: Record) -> str | None:
        """The survivor's id; None when there is none, or when a key names several publications."""
        for key in _keys(keys_of(record)):
            found = self._index.get(key, set())
            if len(found) == 1:
                return next(iter(found))
        return None


def _keys(keys: Keys) -> Iterator[tuple[str, ...]]:
    yield "digest", keys.digest  # the same record, as when the other program's export was imported too
    if keys.doi:
        yield "doi", keys.doi
    if keys.pmid:
        yield "pmid", keys.pmid
    if keys.title:
        first_author = keys.authors.partition(" ")[0]
        yield "title", keys.title, str(keys.year), first_author
