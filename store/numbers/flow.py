"""Derives the flow diagram of a review."""

from __future__ import annotations

from core.records.origins import Identified, Origin
from core.report.flow.boxes import Flow
from core.report.flow.fill import fill_boxes
from store.acts.imports import records_with_imports
from store.state.review_state import ReviewState


def flow_diagram(state: ReviewState) -> Flow:
    """The diagram of the whole review, in which all search rounds count as one search."""
    of = state.groups.of
    origins = [
        Origin(record, of(record), came_with.source.name, came_with.source.route, came_with.round)
        for record, came_with in records_with_imports(state.review)
    ]
    return fill_boxes(state.funnel, Identified(origins))
