"""What is in each box of the flow diagram."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from operator import attrgetter

from core.report.flow.boxes import COLUMNS, ROUTE_KEYS, Flow
from core.report.flow.origins import Identified
from core.screening.funnel import Funnel
from core.screening.placed import joined, placed, those_in

_SPECIFIC = {"databases": "database_specific_results", "registers": "register_specific_results"}
_Boxes = defaultdict[str, list[Sequence[str]]]
"""The lists in each box, one after the other."""


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
    unique = placed(funnel.unique)
    for column in COLUMNS:
        _fill(boxes, column, funnel.within(those_in(unique, other) if column == "other" else unique.without(other)))
    boxes["new_reports"].append(funnel.included)
    boxes["new_studies"].append(funnel.included_studies)
    boxes["waiting"] += [state.waiting for state in funnel.excluding]
    return Flow(funnel, identified, {key: joined(parts) for key, parts in boxes.items()})


def _fill(boxes: _Boxes, column: str, part: Funnel) -> None:
    """The boxes of a column below the search, of the part of the funnel that goes down it."""
    _screen(boxes, column, part)
    _assess(boxes, column, part)
    boxes[f"{column}_included"].append(part.included)


def _identify(boxes: _Boxes, identified: Identified) -> None:
    """What each route and source brought, and the duplicates.

    No duplicate is the first record of a group in the column and in the search round that the group counts in.
    """
    for route, found in identified.by(attrgetter("route")).items():
        boxes[ROUTE_KEYS[route]].append(found)
    for (route, source), found in identified.by(attrgetter("route", "source")).items():
        boxes[f"{_SPECIFIC.get(route, 'other_specific_results')}:{source}"].append(found)
    for column, again in identified.found_again().items():
        if again:
            boxes["duplicates" if column == "databases" else "other_duplicates"].append(again)


def _screen(boxes: _Boxes, column: str, funnel: Funnel) -> None:
    """The boxes of a column up to the full texts."""
    in_databases = column == "dbr"
    screened = placed(funnel.unique)
    for state in funnel.reading_records:
        box = "records_excluded" if in_databases else "other_screened_out"
        by_rule, excluded = placed(state.by_rule), placed(state.excluded)
        automatic = by_rule if in_databases and state.stage.prisma == "automation" else by_rule.without(by_rule)
        screened = screened.without(automatic)
        for name, part in (("excluded_automatic", automatic), (box, excluded.without(automatic))):
            if part or name == box:
                boxes[name].append(part)
                boxes[f"{name}:{state.stage.id}"].append(part)
        boxes[f"{column}_by_rule"].append(by_rule.without(automatic))
        boxes[f"{column}_screening_waiting"].append(state.waiting)
    boxes["records_screened" if in_databases else "other_screened"].append(screened)


def _assess(boxes: _Boxes, column: str, funnel: Funnel) -> None:
    """The boxes of a column from the first full-text stage on; none without one."""
    states = funnel.reading_reports
    if not states:
        return
    sought = states[0].entered
    lost = joined([state.not_retrieved for state in states])
    boxes[f"{column}_sought_reports"].append(sought)
    boxes[f"{column}_notretrieved_reports"].append(lost)
    boxes[f"{column}_assessed"].append(placed(sought).without(lost))
    for state in states:
        boxes[f"{column}_assessed_waiting"].append(state.waiting)
        for reason, records in state.read_reasons.items():
            label = state.stage.reason_label(reason) if reason else "No reason given"
            boxes[f"{column}_excluded"].append(records)
            boxes[f"{column}_excluded:{label}"].append(records)
