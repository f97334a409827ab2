"""Gathers what was charted at a stage, as far as an audience may know it."""

from __future__ import annotations

from core.charting.charted import Charted, ChartedStudy
from core.charting.consensus import compare
from core.protocol.appraisal import APPRAISAL
from core.protocol.coding import CODING
from core.protocol.values import Stage
from core.records.record import Record
from store.acts.categories import form_at
from store.acts.duplicates.groups import shown_record
from store.state.chart_answers import charted_by, consensus, filled_in, finished_values, reports_at
from store.state.review_state import ReviewState


def all_charted(state: ReviewState) -> list[Charted]:
    """What was charted at each stage that charts, as `charted`; what several need is gathered once."""
    stages = [each for each in state.review.protocol.stages if each.kind == "chart"]
    coding = next((charted(state, each) for each in stages if each.id == CODING), None)
    return [coding if coding is not None and each.id == CODING else charted(state, each, coding) for each in stages]


def charted(state: ReviewState, stage: Stage, coded: Charted | None = None) -> Charted:
    """What was charted at a stage; of studies that are still blind, only what the audience itself filled in.

    Args:
        state: The state.
        stage: The stage.
        coded: What was charted at coding, where it is known already.

    Raises:
        TamisError: The stage has no form.
    """
    form = form_at(state.review, stage)
    waiting = frozenset(state.funnel.state(stage.id).waiting)
    sealed = frozenset(state.sealed(stage))
    begun = filled_in(state, stage)
    finished = finished_values(state, stage, begun)
    settled = consensus(state, stage)
    found = []
    for study, reports in reports_at(state, stage).items():
        hidden = not sealed.isdisjoint(reports)
        who = charted_by(study, finished) or [each for each, studies in begun.items() if study in studies]
        record = shown_record(state.review, state.groups, reports[0])
        sides = {each: begun[each].get(study, {}) for each in who}
        found.append(
            ChartedStudy(
                study=study,
                report=reports[0],
                name=study_name(record),
                title=record.title,
                items=tuple(compare(form, sides, {} if hidden else settled.get(study))),
                complete=not hidden and waiting.isdisjoint(reports),
                hidden=hidden,
            )
        )
    coding = next((each for each in state.review.protocol.stages if each.id == CODING), None)
    texts = state.review.protocol.coding_items if stage.id not in (CODING, APPRAISAL) else ()
    return Charted(form, found, coded or charted(state, coding) if coding is not None and texts else None)


def study_name(record: Record) -> str:
    """The name of a study in a table, such as "Nilsen 2019"."""
    year = "n.d." if record.year is None else str(record.year)
    return f"{record.first_author or record.title[:20] or record.id} {year}"
