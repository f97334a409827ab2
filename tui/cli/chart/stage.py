"""What the chart commands share: which stage is meant, whose forms, and how a value is printed as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from core.errors import TamisError
from tui.cli.call import acting_reviewer

if TYPE_CHECKING:
    from core.charting.session import ChartSession
    from core.charting.values import Value
    from core.protocol.values import Stage
    from store.folder.review import Review
    from store.state.review_state import ReviewState

stage_option = click.option("--stage", metavar="S", help="The stage (default: charting).")


def chart_stage(review: Review, stage: str | None) -> Stage:
    """The stage of that id, by default the first with a form.

    Raises:
        TamisError: There is none, or it has no form.
    """
    from core.charting.form import form_of
    from core.protocol.appraisal import APPRAISAL, why_not_appraised

    if (
        stage == APPRAISAL
        and not review.protocol.appraisal
        and all(each.id != stage for each in review.protocol.stages)
    ):
        raise TamisError(
            why_not_appraised(review.protocol),
            where="protocol.toml, appraisal.enabled",
            advice="To appraise the studies, set it to true.",
        )
    if stage is None:
        charts = [each for each in review.protocol.stages if each.kind == "chart"]
        if not charts:
            raise TamisError("no stage has a form", where="protocol.toml", advice='Add a stage with kind = "chart".')
        return charts[0]
    this = review.stage(stage)
    form_of(review.protocol, this)
    return this


def study_of(state: ReviewState, record: str) -> str:
    """The study that a record reports.

    Raises:
        TamisError: The review does not have the record.
    """
    from store.acts.duplicates.verdicts import known_record

    return state.studies.of(state.groups.of(known_record(state.review, record)))


def own_session(review: Review, stage: str | None) -> tuple[ReviewState, ChartSession]:
    """The state of the review, and the acting reviewer's forms at a stage (default: charting)."""
    from store.work.charting import chart_session
    from store.work.openings import open_finished_batches

    this = chart_stage(review, stage)
    reviewer = acting_reviewer(review, this.id)
    state = open_finished_batches(review)
    return state, chart_session(state, this, reviewer)


def go_to(state: ReviewState, session: ChartSession, record: str) -> str:
    """Go to the form of the study that a record reports; the study's id.

    Raises:
        TamisError: The reviewer does not owe it.
    """
    study = study_of(state, record)
    if not session.go_to(study):
        raise TamisError(
            f"{session.reviewer} does not owe this study",
            where=f"stage {session.stage.id}, record {record}",
            advice="“tamis chart” lists those that you owe.",
        )
    return study


def value_fields(study: str, item: str, value: Value | None) -> dict[str, Any]:
    """A value as JSON prints it."""
    found: dict[str, Any] = {"record_id": study, "item": item, "value": None, "not_reported": False}
    if value is not None:
        found["value"] = value.text if value.answer.parts else None
        found["not_reported"] = value.answer.not_reported
        found |= {"quote": value.quote, "page": value.page, "quotes": [each._asdict() for each in value.quotes]}
        found |= {"by": list(value.by), "at": value.at}
        if value.taken:
            found["taken"] = value.taken
    return found
