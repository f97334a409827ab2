"""The flow diagram as counts of a column and of a search round, and the identities that they obey."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.records.origins import DATABASE_ROUTES, Identified
from core.report.flow.boxes import COLUMNS, ROUTE_KEYS, flow_boxes
from core.screening.funnel import Funnel

_NAMES = {"dbr": "databases and registers", "other": "other methods"}
_ROUTES = {
    "dbr": tuple(ROUTE_KEYS[each] for each in DATABASE_ROUTES),
    "other": tuple(key for route, key in ROUTE_KEYS.items() if route not in DATABASE_ROUTES),
}


def column_counts(boxes: Mapping[str, Any], column: str) -> dict[str, int]:
    """The numbers of one column, from the top.

    What automation removed of other methods' records is among their `excluded`: that column has no box for it.

    Args:
        boxes: From `flow_boxes`.
        column: One of `core.report.flow.boxes.COLUMNS`.
    """
    identified = sum(boxes[key] for key in _ROUTES[column])
    if column == "dbr":
        duplicates, automatic, other = boxes["duplicates"], boxes["excluded_automatic"], boxes["excluded_other"]
        screened, excluded = boxes["records_screened"], boxes["records_excluded"]
    else:
        duplicates, automatic, other = boxes["other_duplicates"], 0, 0
        screened, excluded = identified - duplicates, boxes["other_screened_out"]
    return {
        "identified": identified,
        "duplicates": duplicates,
        "excluded_automatic": automatic,
        "excluded_other": other,
        "screened": screened,
        "excluded": excluded,
        "screening_waiting": boxes[f"{column}_screening_waiting"],
        "sought": boxes[f"{column}_sought_reports"],
        "not_retrieved": boxes[f"{column}_notretrieved_reports"],
        "assessed": boxes[f"{column}_assessed"],
        "reports_excluded": sum(boxes[f"{column}_excluded"].values()),
        "assessed_waiting": boxes[f"{column}_assessed_waiting"],
        "included": boxes[f"{column}_included"],
    }


def flow_leaks(boxes: Mapping[str, Any]) -> list[str]:
    """The identities between boxes that fail, in words; [] when the diagram adds up.

    For each column: identified, less what was removed, is screened; screened, less what was excluded or waits, is
    sought; sought, less what was not retrieved, is assessed; assessed, less what was excluded or waits, is included.
    """
    wrong = []
    for column in COLUMNS:
        n = column_counts(boxes, column)
        removed = n["duplicates"] + n["excluded_automatic"] + n["excluded_other"]
        passed = n["screened"] - n["excluded"] - n["screening_waiting"]
        steps = [("identified less removed", n["identified"] - removed, "screened", n["screened"])]
        if boxes["full_text"]:
            steps += [
                ("screened less excluded", passed, "sought", n["sought"]),
                ("sought less not retrieved", n["sought"] - n["not_retrieved"], "assessed", n["assessed"]),
            ]
            passed = n["assessed"] - n["reports_excluded"] - n["assessed_waiting"]
        steps.append(("what came through", passed, "included", n["included"]))
        wrong += [f"{_NAMES[column]}: {one} {a:,}, {two} {b:,}" for one, a, two, b in steps if a != b]
    return wrong


def round_counts(funnel: Funnel, identified: Identified) -> list[dict[str, Any]]:
    """For each search round the numbers of what it found first, whole and by column; all rounds add up to the diagram.

    What a later round found again counts among that round's duplicates. `sources` has the imported records of each.
    """
    round_of = identified.round_of
    rounds = []
    for search_round in identified.rounds:
        found = identified.within([search_round])
        part = funnel.within([each for each in funnel.unique if round_of[each] == search_round])
        boxes = flow_boxes(part, found)
        columns = {column: column_counts(boxes, column) for column in COLUMNS}
        whole = {key: sum(each[key] for each in columns.values()) for key in columns[COLUMNS[0]]}
        rounds.append({"round": search_round, **whole, "sources": found.by_source(*ROUTE_KEYS), **columns})
    return rounds
