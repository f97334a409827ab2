"""What the flow diagram needs to know of the search, from the imports and the duplicate groups."""

from __future__ import annotations

from core.report.flow import DATABASE_ROUTES, Identified
from store.imports import sources_by_file
from store.overview import Overview


def identified(seen: Overview) -> Identified:
    """Count the imported records by route and source."""
    sources = sources_by_file(seen.review)
    route_of = {path: each.source.route for path, each in sources.items()}
    file_of = seen.review.records.file_of
    by_route: dict[str, int] = {}
    by_source: dict[str, int] = {}
    for _, path in seen.review.records.with_files():
        route = route_of[path]
        by_route[route] = by_route.get(route, 0) + 1
        if route in DATABASE_ROUTES:
            name = sources[path].source.name
            by_source[name] = by_source.get(name, 0) + 1
    other_only = frozenset(
        survivor
        for survivor in seen.groups.unique
        if not any(route_of[file_of(each)] in DATABASE_ROUTES for each in seen.groups.around(survivor))
    )
    others = sum(count for route, count in by_route.items() if route not in DATABASE_ROUTES)
    other_duplicates = others - len(other_only)
    return Identified(by_route=by_route, by_source=by_source, other_only=other_only, other_duplicates=other_duplicates)
