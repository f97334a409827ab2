"""Step stages: what is suggested for the records that wait there, and the bulk acts on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.protocol.values import Stage
from core.screening.step_session import passed_decision, suggested_decision
from core.screening.suggestions import Suggestion, suggest
from store.duplicates import shown_record
from store.imports import source_names
from store.review_state import ReviewState
from store.screening import DiskDecisionStore


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSuggestions:
    """What a step suggests at the moment.

    Attributes:
        waiting: The records that the reviewer has not decided.
        suggestions: For some of them, what the stage's rule would exclude.
        sources: For the suggested records, the name of their source.
    """

    stage: Stage
    waiting: tuple[str, ...]
    suggestions: tuple[Suggestion, ...]
    sources: dict[str, str]

    @property
    def applicable(self) -> tuple[Suggestion, ...]:
        """Those that a field of the database backs; hints from the text are for a person to look at."""
        return tuple(each for each in self.suggestions if each.strength == "field")

    @property
    def unsuggested(self) -> tuple[str, ...]:
        """The waiting records that the rule says nothing of."""
        suggested = {each.record_id for each in self.suggestions}
        return tuple(each for each in self.waiting if each not in suggested)


def step_suggestions(seen: ReviewState, stage: Stage, reviewer: str) -> StepSuggestions:
    """Apply the stage's rule to the records that the reviewer has not decided there."""
    waiting = tuple(seen.funnel.state(stage.id).left[reviewer])
    found = tuple(_suggestions(seen, stage, waiting))
    names = source_names(seen.review)
    sources = {each.record_id: names([each.record_id])[0] for each in found}
    return StepSuggestions(stage=stage, waiting=waiting, suggestions=found, sources=sources)


def exclude_suggested(desk: DiskDecisionStore, suggestions: Iterable[Suggestion]) -> int:
    """Exclude records as suggested, in one batch; how many."""
    decisions = [suggested_decision(each, desk.decisions.get(each.record_id)) for each in suggestions]
    return len(desk.save_all(decisions, act="apply")) if decisions else 0


def pass_on(desk: DiskDecisionStore, records: Iterable[str]) -> int:
    """Include records that nothing was suggested for, in one batch; how many."""
    decisions = [passed_decision(each, desk.decisions.get(each)) for each in records]
    return len(desk.save_all(decisions, act="pass")) if decisions else 0


def _suggestions(seen: ReviewState, stage: Stage, records: Iterable[str]) -> Iterator[Suggestion]:
    for record in records:
        suggestion = suggest(stage, shown_record(seen.review, seen.groups, record))
        if suggestion is not None:
            yield suggestion
