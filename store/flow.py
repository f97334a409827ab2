"""What the flow diagram needs to know of the search, from the imports and the duplicate groups."""

from __future__ import annotations

from core.identified import Identified, Origin
from store.imports import sources_by_file
from store.overview import Overview


def identified(seen: Overview) -> Identified:
    """Where each imported record came from."""
    sources = sources_by_file(seen.review)
    of = seen.groups.of
    origins = []
    for record, path in seen.review.records.with_files():
        came_with = sources[path]
        source = came_with.source
        origins.append(Origin(record, of(record), source.name, source.route, came_with.round))
    return Identified(origins)
