"""What a reviewer's journal at a stage holds: the decisions that count."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
from dataclasses import replace
from typing import NamedTuple

from core.records.studies import Studies
from core.screening.decision import Decision, ToldInFull
from core.screening.merged_words import decisions_as_one
from store.acts.duplicates.groups import Groups
from store.journal.line import Document
from store.journal.snapshot import passing

TABLE = "decisions"
VALUES = "values"
"""The table of a journal that holds what was filled in."""

SECOND_LOOKS = "second_looks"
"""The table of a reader's journal for what was said at a second look; see `store.work.second_look`."""


class JoinedReports(NamedTuple):
    """Which records report the same study, and since when.

    Attributes:
        studies: The studies of two reports or more.
        joined: Report → when it was last said to be one of its study's, in UTC, ISO 8601.
    """

    studies: Studies
    joined: Mapping[str, str]


def decisions_in(
    documents: Mapping[str, Document], groups: Groups, among: Container[str] | None = None
) -> dict[str, Decision]:
    """Survivor → the decision that counts, from a journal's table; see `core.screening.merged_words`.

    Args:
        documents: The table.
        groups: The duplicate groups.
        among: The records of whole groups that are looked at; by default all.
    """
    every = passing(documents)
    those = every if among is None else (each for each in every if each["record"] in among)
    return decisions_as_one(map(Decision.from_document, those), groups.survivor)


def told_in_full(documents: Mapping[str, Document], groups: Groups) -> dict[str, ToldInFull]:
    """All that is told of what `decisions_in` gives; decisions are made only of what is weighed."""
    merged, weighed, told = frozenset((*groups.survivor, *groups.members)), list[Decision](), dict[str, ToldInFull]()
    for each in passing(documents):
        if "settles" in each or each["record"] in merged:
            weighed.append(Decision.from_document(each))
        else:
            told[each["record"]] = ToldInFull.of_document(each)
    return told | {record: ToldInFull.of(each) for record, each in decisions_as_one(weighed, groups.survivor).items()}


def unfinished_again(
    decisions: Mapping[str, Decision], values: Collection[Document], groups: Groups, reports: JoinedReports
) -> dict[str, Decision]:
    """The decisions on complete forms that count as not complete, since what stands in them differs, as they count.

    Merged records, or reports of one study, may have been charted each for itself, with different answers.

    Args:
        decisions: A reader's, as `decisions_in` gives them.
        values: What the same reader filled in, as it is stored.
        groups: The duplicate groups.
        reports: Which records report the same study.
    """
    studies = reports.studies
    home = {each["record"]: studies.of(groups.of(each["record"])) for each in values}
    several = {home[each["record"]] for each in values if "settles" in each or home[each["record"]] != each["record"]}
    if not several:
        return {}
    from core.charting.values import Value, by_study, values_as_one  # only where something was charted

    those = (Value.from_document(each) for each in values if home[each["record"]] in several)
    found: dict[str, Decision] = {}
    for study, its in by_study(values_as_one(those, groups.survivor), studies.study_of, reports.joined).items():
        if any(each.differing for each in its.values()):
            charted = [each for each in studies.around(study) if each in decisions and decisions[each].verdict]
            for each in charted:
                word = decisions[each]
                merged = word.merged or (word,) if each == charted[0] else ()
                found[each] = replace(word, verdict=None, merged=merged)
    return found
