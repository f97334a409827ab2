"""Derives the flow diagram of a review."""

from __future__ import annotations

from core.report.flow.boxes import Flow
from core.report.flow.fill import fill_boxes
from core.report.flow.origins import Identified, Origin
from core.screening.columns import number_column
from store.acts.imports import imports_in_turn
from store.state.review_state import ReviewState


def flow_diagram(state: ReviewState) -> Flow:
    """The diagram of the whole review, in which all search rounds count as one search."""
    numbers, known = list[int](), dict[Origin, int]()
    for came_with, many in imports_in_turn(state.review):
        origin = Origin(came_with.source.name, came_with.source.route, came_with.round)
        number = known.setdefault(origin, len(known))
        numbers += [number] * many
    every = state.review.records.all()
    placed = state.groups.placed
    return fill_boxes(state.funnel, Identified(every, list(known), number_column(every, numbers), placed.homes))
