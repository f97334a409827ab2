"""Gives the records with their outcome at the stages, for export to other programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.protocol.values import NOT_RETRIEVED
from core.records.record import Record
from core.screening.funnel import StageState
from store.acts.duplicates.groups import shown_record
from store.acts.imports import source_names
from store.state.review_state import ReviewState


def exported(state: ReviewState, stage: str | None, outcome: str) -> Iterator[tuple[Record, dict[str, str]]]:
    """Pairs of a record, with the best fields of its duplicates and its own raw pairs, and the columns of its outcome.

    The columns: `outcome` (included, excluded, not-retrieved, waiting), `stage` (the last stage that it entered),
    `reasons`, `labels` (of those whose decisions the audience may be told), `sources`, `duplicates` (the ids of the
    records merged into it).

    Args:
        state: The state of the review.
        stage: Only the records that entered this stage, as they stand there; None for the review as a whole.
        outcome: "included", "excluded", "not-retrieved", "waiting" or "all".
    """
    states = [state.funnel.state(state.review.stage(stage).id)] if stage else state.funnel.excluding
    names = source_names(state.review)
    labels = _labels(state, states)
    for record, (where, said, reason) in _standing(states).items():
        if outcome not in ("all", said):
            continue
        members = state.groups.around(record)
        yield (
            shown_record(state.review, state.groups, record)._replace(raw=state.review.records.raw(record)),
            {
                "outcome": said,
                "stage": where,
                "reasons": reason,
                "labels": "; ".join(labels.get(record, ())),
                "sources": "; ".join(names(members)),
                "duplicates": "; ".join(each for each in members if each != record),
            },
        )


def _standing(states: Sequence[StageState]) -> dict[str, tuple[str, str, str]]:
    """Record → (stage, outcome, reason's label) at the last stage that it entered, in the order of import."""
    last: dict[str, tuple[str, str, str]] = dict.fromkeys(states[0].entered if states else (), ("", "waiting", ""))
    for stage_state in states:
        last.update(dict.fromkeys(stage_state.included, (stage_state.stage.id, "included", "")))
        last.update(dict.fromkeys(stage_state.waiting, (stage_state.stage.id, "waiting", "")))
        for reason, excluded in stage_state.reasons.items():
            named = stage_state.stage.reason(reason)
            last.update(dict.fromkeys(excluded, (stage_state.stage.id, "excluded", named.label if named else reason)))
        last.update(dict.fromkeys(stage_state.not_retrieved, (stage_state.stage.id, NOT_RETRIEVED, "")))
    return last


def _labels(state: ReviewState, states: Sequence[StageState]) -> dict[str, tuple[str, ...]]:
    """The labels that readers have given, each once."""
    found: dict[str, tuple[str, ...]] = {}
    for stage_state in states:
        for reader in stage_state.stage.readers:
            if not state.hears(reader.reviewer, stage_state.stage):
                continue
            for record, decision in state.decisions(reader.reviewer, stage_state.stage.id).items():
                found[record] = tuple(dict.fromkeys((*found.get(record, ()), *decision.labels)))
    return found
