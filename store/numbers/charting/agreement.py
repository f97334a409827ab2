"""The agreement of the reviewers of a charting stage, on what each had filled in when the stage was opened."""

from __future__ import annotations

from itertools import combinations

from core.charting.agreement import ChartAgreement, chart_agreement
from core.charting.form import form_of
from core.charting.values import Values
from core.protocol.coding import CODING
from core.protocol.values import Stage
from core.sampling.sample import PILOT
from store.acts.categories import form_at
from store.numbers.agreement import regrouped
from store.state.chart_answers import filled_in_at_opening
from store.state.review_state import ReviewState


def chart_agreements(state: ReviewState, stage: Stage) -> list[ChartAgreement]:
    """The agreement of each pair of reviewers of a stage, without the search rounds in which it is still blind.

    Raises:
        TamisError: The stage has no form.
    """
    form_of(state.review.protocol, stage)
    blind = set(state.blind_batches(stage))
    opened = [each for each in state.batches(stage) if (stage.id, each) in state.openings and each not in blind]
    early = any(state.openings[stage.id, each].early for each in opened)
    complete = bool(opened) and not early and not state.unfinished_rounds(stage)
    # Categories that were merged or renamed after the opening are told apart as they were then.
    clock = max((state.openings[stage.id, each].said[1] for each in opened), default=None)
    form, coding = form_at(state.review, stage, clock), stage.id == CODING
    readers = [reader.reviewer for reader in stage.readers]
    pairs = []
    for a, b in combinations(readers, 2):
        of_batch = {each: _both(state, stage, each, a, b) for each in opened}
        charted = {study: said for batch, its in of_batch.items() if batch != PILOT for study, said in its.items()}
        pilot = (
            chart_agreement(form, [*of_batch[PILOT].values()], empty_counts=not coding) if PILOT in of_batch else None
        )
        items = chart_agreement(form, [*charted.values()], empty_counts=not coding)
        pairs.append(ChartAgreement(stage.id, (a, b), items, pilot, complete, regrouped(state, stage, charted)))
    return pairs


def _both(state: ReviewState, stage: Stage, batch: int, a: str, b: str) -> dict[str, tuple[Values, Values]]:
    """Study of a batch that both reviewers had finished when it was opened → the values of both."""
    then = state.as_opened(stage, batch)
    one, other = _finished(then, stage, batch, a), _finished(then, stage, batch, b)
    return {study: (one[study], other[study]) for study in one if study in other}


def _finished(state: ReviewState, stage: Stage, batch: int, reviewer: str) -> dict[str, Values]:
    values = filled_in_at_opening(state, reviewer, stage, batch)
    said = state.decisions_at_opening(reviewer, stage, batch)
    done = (record for record, each in said.items() if each.verdict is not None)
    return {study: values.get(study, {}) for study in state.studies.among(done)}
