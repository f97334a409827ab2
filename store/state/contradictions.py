"""Finds contradictory decisions on records that are about to be merged, as far as the acting reviewer may know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from core.charting.values import Values
from core.screening.decision import Decision
from core.screening.merged_words import Contradiction, Said, Voice, contradictions
from store.acts.duplicates.groups import duplicate_groups
from store.acts.retrieval import conflicting_retrievals, retrievals
from store.folder.review import Review
from store.journal.journal import Change
from store.state.chart_answers import filled_in_of
from store.state.review_state import ReviewState, review_state


def contradictions_after(review: Review, changes: Iterable[Change]) -> list[Contradiction]:
    """The decisions that would contradict each other if these changes of verdicts on duplicates were made.

    Of sealed decisions, only the acting reviewer's own are looked at.
    """
    state = review_state(review)
    said_of = _said_of_each(state)
    found = []
    for members in duplicate_groups(review, changes).members.values():
        together = sorted(set(map(state.groups.of, members)))
        if len(together) > 1:
            found += contradictions({each: said_of(each) for each in together}, together)
    return found


def said_of_each(review: Review) -> Callable[[str], Said]:
    """A function that gives what was said of a record; it is the same for all members of its duplicate group."""
    return _said_of_each(review_state(review))


def _said_of_each(state: ReviewState) -> Callable[[str], Said]:
    """A function that gives the readers' words that the acting reviewer may know, and what was said for all to see.

    They are read when the first record is asked for: a search that merges nothing needs none.
    """
    stages = state.review.protocol.stages

    @cache
    def read() -> dict[Voice, Mapping[str, Decision]]:
        return {(who, stage.id): said for stage in stages for who, said in state.bare_decisions(stage).items()}

    @cache
    def charted() -> list[tuple[str, Callable[[str], Mapping[str, Values]]]]:
        return [(stage.id, filled_in_of(state, stage)) for stage in stages if stage.kind == "chart"]

    @cache
    def besides() -> dict[str, dict[Voice, str]]:
        return _besides(state)

    def said_of(record: str) -> Said:
        survivor = state.groups.of(record)
        words = ((voice, said.get(survivor)) for voice, said in read().items())
        given = {voice: word.verdict or "" for voice, word in words if word is not None and (word.verdict or word.torn)}
        answers = {
            (reviewer, f"{stage}, {item}"): value.said
            for stage, filled_in in charted()
            for reviewer, values in filled_in(survivor).items()
            for item, value in values.items()
            if value.said or value.differing
        }
        return {**given, **besides().get(survivor, {}), **answers}

    return said_of


def _besides(state: ReviewState) -> dict[str, dict[Voice, str]]:
    """Survivor → what was said besides verdicts and values."""
    found: dict[str, dict[Voice, str]] = {}
    for stage in state.review.protocol.stages:
        reports = retrievals(state.review, state.groups, stage.id) if stage.kind == "fulltext" else {}
        torn = conflicting_retrievals(state.review, state.groups, stage.id) if reports else {}
        for record, report in reports.items():
            found.setdefault(record, {})["the reports", stage.id] = "" if record in torn else report.said
        sealed = state.sealed(stage)
        for record, ended in state.resolutions(stage.id).items():
            if ended.verdict and record not in sealed:
                found.setdefault(record, {})["", stage.id] = ended.verdict
    return found
