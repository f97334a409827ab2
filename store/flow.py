"""The flow diagram of a review: its boxes, and what each search round and each source brought."""

from __future__ import annotations

from typing import Any

from core.records.origins import Identified, Origin, source_counts
from core.report.flow.boxes import flow_boxes
from core.report.flow.counts import round_counts
from store.imports import sources_by_file
from store.review_state import ReviewState


def identified(seen: ReviewState) -> Identified:
    """Where each imported record came from."""
    sources = sources_by_file(seen.review)
    of = seen.groups.of
    origins = []
    for record, path in seen.review.records.with_files():
        came_with = sources[path]
        source = came_with.source
        origins.append(Origin(record, of(record), source.name, source.route, came_with.round))
    return Identified(origins)


def flow_counts(seen: ReviewState, template: str = "new") -> dict[str, Any]:
    """The boxes of the diagram, with `by_round` and `by_source`, as `tamis flow --json` prints them.

    Raises:
        TamisError: The template needs a second search round, and there is none.
    """
    found = identified(seen)
    return {
        **flow_boxes(seen.funnel, found, template),
        "by_round": round_counts(seen.funnel, found),
        "by_source": source_counts(found, seen.funnel.included),
    }
