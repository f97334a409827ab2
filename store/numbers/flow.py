"""Derives the flow diagram of a review."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from core.records.origins import Identified, Origin
from core.report.flow.boxes import Flow
from core.report.flow.fill import fill_boxes
from store.acts.imports import records_with_imports
from store.state.review_state import ReviewState


def flow_diagram(state: ReviewState) -> Flow:
    """The diagram of the whole review, in which all search rounds count as one search."""
    survivor, origins = state.groups.survivor, list[Origin]()
    for came_with, records in groupby(records_with_imports(state.review), key=itemgetter(1)):
        found_in = came_with.source.name, came_with.source.route, came_with.round
        origins += [Origin(record, survivor.get(record, record), *found_in) for record, _ in records]
    return fill_boxes(state.funnel, Identified(origins))
