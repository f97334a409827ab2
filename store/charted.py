"""What was charted at a stage, as far as the one who looks may know it."""

from __future__ import annotations

from collections.abc import Mapping

from core.charting.charted import Charted, ChartedStudy
from core.charting.consensus import compare
from core.charting.form import form_of
from core.protocol import Stage
from core.record import Record
from store.duplicates import shown_record
from store.filled_in import NO_STUDIES, charters_of, consensus, filled_in, finished_values, readable
from store.overview import Overview


def charted(seen: Overview, stage: Stage, study_of: Mapping[str, str] = NO_STUDIES) -> Charted:
    """What was charted at a stage. While it is blind, only the onlooker's own is in it.

    Args:
        seen: The state of the review.
        stage: A stage of kind `chart`.
        study_of: The record that stands for the study of each report; a record that is not in it is its own study.

    Raises:
        TamisError: The stage has no form.
    """
    form = form_of(seen.review.protocol, stage)
    state = seen.funnel.state(stage.id)
    waiting = {study_of.get(each, each) for each in state.waiting}
    blind = set(seen.blind_rounds(stage))
    begun = {reviewer: filled_in(seen, reviewer, stage, study_of) for reviewer in readable(seen, stage)}
    finished = finished_values(seen, stage, study_of)
    settled = consensus(seen, stage, study_of)
    studies = []
    for study in dict.fromkeys(study_of.get(each, each) for each in state.entered):
        hidden = seen.round_of[study] in blind
        who = charters_of(study, finished) or [each for each, studies_of in begun.items() if study in studies_of]
        if hidden:
            who = [each for each in who if each == seen.review.role]
        record = shown_record(seen.review, seen.groups, study)
        sides = {each: begun[each].get(study, {}) for each in who}
        studies.append(
            ChartedStudy(
                study=study,
                name=study_name(record),
                title=record.title,
                items=tuple(compare(form, sides, {} if hidden else settled.get(study))),
                complete=not hidden and study not in waiting,
                hidden=hidden,
            )
        )
    return Charted(form, studies)


def study_name(record: Record) -> str:
    """How a study is named in a table: "Nilsen 2019"."""
    year = "n.d." if record.year is None else str(record.year)
    return f"{record.first_author or record.title[:20] or record.id} {year}"
