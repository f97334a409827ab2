"""Finds contradictory decisions on records that are about to be merged, as far as the acting reviewer may know."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from core.screening.merged_words import Contradiction, Said, Voice, contradictions
from store.acts.groups import duplicate_groups
from store.folder.review import Review
from store.journal.journal import Change
from store.state.review_state import ReviewState, review_state


def contradictions_after(review: Review, changes: Iterable[Change]) -> list[Contradiction]:
    """The decisions that would contradict each other if these changes of verdicts on duplicates were made.

    Of sealed decisions, only the acting reviewer's own are looked at.
    """
    state = review_state(review)
    known = _known(state)
    found = []
    for members in duplicate_groups(review, changes).members.values():
        together = sorted(set(map(state.groups.of, members)))
        if len(together) > 1:
            found += contradictions(known, together)
    return found


def said_of_each(review: Review) -> Callable[[str], Said]:
    """A function that gives what was said of a record; it is the same for all members of its duplicate group."""
    state = review_state(review)
    known = _known(state)
    return lambda record: known.get(state.groups.of(record), {})


def _known(state: ReviewState) -> dict[str, dict[Voice, str]]:
    """Survivor → the readers' words that the acting reviewer may know, and how disagreements ended."""
    found: dict[str, dict[Voice, str]] = {}
    for stage in state.review.protocol.stages:
        for reviewer, said in state.words(stage).items():
            for record, word in said.items():
                if word.verdict or word.torn:
                    found.setdefault(record, {})[reviewer, stage.id] = word.verdict or ""
        sealed = state.sealed(stage)
        for record, ended in state.resolutions(stage.id).items():
            if ended.verdict and record not in sealed:
                found.setdefault(record, {})["", stage.id] = ended.verdict
    return found
