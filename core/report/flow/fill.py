"""What is in each box of the flow diagram."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from operator import attrgetter

from core.records.origins import DATABASE_ROUTES, Identified
from core.report.flow.boxes import COLUMNS, ROUTE_KEYS, Flow
from core.screening.funnel import Funnel

_SPECIFIC = {"databases": "database_specific_results", "registers": "register_specific_results"}
_Boxes = defaultdict[str, list[str]]


def fill_boxes(funnel: Funnel, identified: Identified) -> Flow:
    """The diagram of a new review, in which all search rounds count as one search.

    Records found by other methods alone go through the same stages, and stand in the column of the other methods.

    Args:
        funnel: The whole review.
        identified: All that the search found.
    """
    boxes: _Boxes = defaultdict(list)
    _identify(boxes, identified)
    other = identified.other_only
    for column in COLUMNS:
        part = funnel.within([each for each in funnel.unique if (each in other) == (column == "other")])
        _screen(boxes, column, part)
        _assess(boxes, column, part)
        boxes[f"{column}_included"] += part.included
    boxes["new_reports"] += funnel.included
    boxes["new_studies"] += funnel.included_studies
    boxes["waiting"] += [each for state in funnel.excluding for each in state.waiting]
    return Flow(funnel, identified, dict(boxes))


def _identify(boxes: _Boxes, identified: Identified) -> None:
    """What each route and source brought, and the duplicates.

    No duplicate is the first record of a group in the column and in the search round that the group counts in.
    """
    kept: set[str] = set()
    first, other = identified.round_of, identified.other_only
    for (route, source), origins in groupby(identified.origins, key=attrgetter("route", "source")):
        found, again, in_databases = list[str](), list[str](), route in DATABASE_ROUTES
        for record, survivor, _, _, found_in in origins:
            found.append(record)
            if survivor not in kept and in_databases != (survivor in other) and found_in == first[survivor]:
                kept.add(survivor)
            else:
                again.append(record)
        boxes[ROUTE_KEYS[route]] += found
        boxes[f"{_SPECIFIC.get(route, 'other_specific_results')}:{source}"] += found
        if again:
            boxes["duplicates" if in_databases else "other_duplicates"] += again


def _screen(boxes: _Boxes, column: str, funnel: Funnel) -> None:
    """The boxes of a column up to the full texts."""
    in_databases = column == "dbr"
    removed: set[str] = set()
    for state in funnel.reading_records:
        box = "records_excluded" if in_databases else "other_screened_out"
        automatic = frozenset(state.by_rule if in_databases and state.stage.prisma == "automation" else ())
        removed |= automatic
        for name, part in (("excluded_automatic", automatic), (box, frozenset(state.excluded) - automatic)):
            if part or name == box:
                ids = [each for each in state.excluded if each in part]
                boxes[name] += ids
                boxes[f"{name}:{state.stage.id}"] += ids
        boxes[f"{column}_by_rule"] += [each for each in state.by_rule if each not in automatic]
        boxes[f"{column}_screening_waiting"] += state.waiting
    screened = "records_screened" if in_databases else "other_screened"
    boxes[screened] += [each for each in funnel.unique if each not in removed]


def _assess(boxes: _Boxes, column: str, funnel: Funnel) -> None:
    """The boxes of a column from the first full-text stage on; none without one."""
    states = funnel.reading_reports
    if not states:
        return
    sought = states[0].entered
    lost = [each for state in states for each in state.not_retrieved]
    boxes[f"{column}_sought_reports"] += sought
    boxes[f"{column}_notretrieved_reports"] += lost
    missing = frozenset(lost)
    boxes[f"{column}_assessed"] += [each for each in sought if each not in missing]
    for state in states:
        boxes[f"{column}_assessed_waiting"] += state.waiting
        for reason, records in state.read_reasons.items():
            label = state.stage.reason_label(reason) if reason else "No reason given"
            boxes[f"{column}_excluded"] += records
            boxes[f"{column}_excluded:{label}"] += records
