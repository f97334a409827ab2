"""Reads what reviewers filled in at a charting stage from their journals, as far as an audience may know it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from core.charting.values import Value, Values, by_study, values_as_one
from core.coding.codebook import named_now
from core.protocol.coding import CODING
from core.protocol.values import Stage
from store.acts.categories import categories
from store.acts.resolutions import consensus_table, ends
from store.decisions.access import decisions_of
from store.decisions.decision_journal import VALUES
from store.journal.line import Document
from store.journal.snapshot import passing, passing_items
from store.state.review_state import ReviewState

FilledIn = Mapping[str, Mapping[str, Values]]
"""What was filled in, by reviewer and study."""


def standing_for(state: ReviewState) -> dict[str, str]:
    """The study of each record that is a merged duplicate or a further report of another record's study."""
    merged = {record: state.studies.of(survivor) for record, survivor in state.groups.survivor.items()}
    return merged | dict(state.studies.study_of)


def reports_at(state: ReviewState, stage: Stage) -> dict[str, list[str]]:
    """The studies that entered a stage, each with those of its reports that did, in the order of import."""
    found: dict[str, list[str]] = {}
    for record in state.funnel.state(stage.id).entered:
        found.setdefault(state.studies.of(record), []).append(record)
    return found


def filled_in(state: ReviewState, stage: Stage) -> dict[str, dict[str, dict[str, Value]]]:
    """Reviewer → study → item → value, as far as the audience may be told."""
    hidden = _hidden(state, stage)
    found = {}
    for reviewer, own, documents in _documents(state, stage):
        values = values_of(state, stage.id, passing(documents))
        found[reviewer] = {study: values[study] for study in values if own or study not in hidden}
    return found


def filled_in_of(state: ReviewState, stage: Stage) -> Callable[[str], dict[str, Values]]:
    """A function that gives what `filled_in` gives of one study, by reviewer, for whoever asks for few of many."""
    hidden = _hidden(state, stage)
    readers = [
        (reviewer, own, documents, _numbers_by_record(documents))
        for reviewer, own, documents in _documents(state, stage)
    ]

    def of(study: str) -> dict[str, Values]:
        members = [each for report in state.studies.around(study) for each in state.groups.around(report)]
        found: dict[str, Values] = {}
        for reviewer, own, documents, numbers in readers:
            if own or study not in hidden:
                those = sorted(place for each in members for place in numbers.get(each, ()))
                values = values_of(state, stage.id, [documents[number] for _, number in those])
                found[reviewer] = values.get(study, {})
        return found

    return of


def _hidden(state: ReviewState, stage: Stage) -> set[str]:
    """The studies of which the audience may not be told what others filled in."""
    sealed = frozenset(state.sealed(stage))
    return {study for study, reports in reports_at(state, stage).items() if not sealed.isdisjoint(reports)}


def _documents(state: ReviewState, stage: Stage) -> Iterator[tuple[str, bool, Mapping[str, Document]]]:
    """Each reader with whether the audience hears all of it, and the documents of the values by number."""
    sealed = len(state.sealed(stage))
    for reader in stage.readers:
        own = state.audience.hears(reader.reviewer)
        # A journal is not opened at all while everything in it is sealed: what is not read cannot leak.
        if own or sealed < len(state.groups.unique):
            journals = decisions_of(state.review, reader.reviewer, stage.id, own=own)
            yield reader.reviewer, own, journals.tables.get(VALUES, {})
        else:
            yield reader.reviewer, own, {}


def _numbers_by_record(documents: Mapping[str, Document]) -> dict[str, list[tuple[int, str]]]:
    """Record → the place and the number of each document on it."""
    found: dict[str, list[tuple[int, str]]] = {}
    for place, (number, document) in enumerate(passing_items(documents)):
        found.setdefault(document["record"], []).append((place, number))
    return found


def values_of(
    state: ReviewState, stage: str, documents: Iterable[Document], clock: int | None = None
) -> dict[str, dict[str, Value]]:
    """Study → item → what counts of one voice's values at a stage, as they are stored.

    At coding, by the names that the categories have now, or had at a clock.
    """
    values: Iterable[Value] = map(Value.from_document, documents)
    if stage == CODING:
        values = map(partial(named_now, categories(state.review, clock)), values)
    words = values_as_one(values, state.groups.survivor)
    return by_study(words, state.studies.study_of, state.joined)


def filled_in_at_opening(state: ReviewState, reviewer: str, stage: Stage, batch: int) -> dict[str, dict[str, Value]]:
    """Study → item → value of a reviewer when a batch of the stage was opened; agreement is computed on it."""
    last = state.openings[stage.id, batch].journals.get(reviewer, 0)
    documents = decisions_of(state.review, reviewer, stage.id).documents_at(str(batch), last, VALUES)
    return values_of(state, stage.id, documents.values(), state.openings[stage.id, batch].said[1])


def finished_values(state: ReviewState, stage: Stage, values: FilledIn | None = None) -> dict[str, dict[str, Values]]:
    """Reviewer → study → values of the studies whose forms are complete, as far as the audience may be told.

    Args:
        state: The state.
        stage: The stage.
        values: What was filled in there, where it is known already.
    """
    values = filled_in(state, stage) if values is None else values
    found: dict[str, dict[str, Values]] = {}
    for reviewer, said in state.bare_decisions(stage).items():
        finished = dict.fromkeys(state.studies.of(each) for each in said if said[each].verdict is not None)
        found[reviewer] = {study: values[reviewer].get(study, {}) for study in finished}
    return found


def charted_by(study: str, finished: FilledIn) -> list[str]:
    """The reviewers who have finished a study, in the order of the protocol."""
    return [reviewer for reviewer, studies in finished.items() if study in studies]


def consensus(state: ReviewState, stage: Stage) -> dict[str, dict[str, Value]]:
    """The consensus at a stage: study → item → value; without what is open again, since merged records had two."""
    agreed = values_of(state, stage.id, ends(state.review, consensus_table(stage.id)))
    return {study: {item: each for item, each in its.items() if not each.differing} for study, its in agreed.items()}
