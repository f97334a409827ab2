"""The flow diagram as JSON: how many ids there are in each box."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from core.report.flow.boxes import COLUMNS, ROUTE_KEYS, Flow
from core.report.flow.origins import brought_by_source
from core.screening.funnel import StageState
from core.screening.placed import joined

_BOXES = (
    *ROUTE_KEYS.values(),
    *("database_specific_results", "register_specific_results", "other_specific_results"),
    *("duplicates", "excluded_automatic", "excluded_other", "records_screened", "records_excluded"),
    *("other_duplicates", "other_screened_out"),
    *(
        f"{column}_{box}"
        for column in COLUMNS
        for box in (
            *("sought_reports", "notretrieved_reports", "assessed", "excluded"),
            *("screening_waiting", "assessed_waiting", "included"),
        )
    ),
    *("new_studies", "new_reports", "waiting"),
)
#: The boxes of which each part is counted.
_PARTS = (
    *("database_specific_results", "register_specific_results", "other_specific_results"),
    *("dbr_excluded", "other_excluded"),
)
_OF_AN_UPDATE = ("previous_studies", "previous_reports", "total_studies", "total_reports")


def flow_json(whole: Flow, flow: Flow) -> bytes:
    """The numbers of the diagram, and, whatever its template, what each search round and each source brought."""
    document = {
        "template": flow.template,
        **_lengths({key: flow[key] for key in _BOXES} | {key: flow.parts(key) for key in _PARTS}),
    }
    document["full_text"] = bool(flow.funnel.reading_reports)
    document["steps"] = [_step(flow, state) for state in flow.funnel.reading_records]
    if flow.template == "updated":
        document |= _lengths({key: flow[key] for key in _OF_AN_UPDATE})
    document["by_round"] = [_round(each, whole.in_rounds([each])) for each in whole.identified.rounds]
    document["by_source"] = _lengths(brought_by_source(whole.identified, whole["new_reports"]))
    return (json.dumps(document, indent=1) + "\n").encode()


def _step(flow: Flow, stage_state: StageState) -> dict[str, Any]:
    stage, automatic = stage_state.stage, flow[f"excluded_automatic:{stage_state.stage.id}"]
    ids = {
        "entered": stage_state.entered,
        "excluded": stage_state.excluded,
        "dbr_excluded": [*automatic, *flow[f"records_excluded:{stage.id}"]],
        "other_excluded": flow[f"other_screened_out:{stage.id}"],
        "excluded_automatic": automatic,
        "by_rule": stage_state.by_rule,
        "waiting": stage_state.waiting,
        "reasons": {reason: records for reason, records in stage_state.reasons.items() if records},
    }
    return {"stage": stage.id, "title": stage.title, **_lengths(ids), "automation": stage.prisma == "automation"}


def _round(number: int, flow: Flow) -> dict[str, Any]:
    """What a search round found first: as a whole, by source, and by column."""
    columns = {column: flow.column(column) for column in COLUMNS}
    whole = {name: joined([column[name] for column in columns.values()]) for name in columns["dbr"]}
    return {"round": number, **_lengths({**whole, "sources": flow.identified.by_source, **columns})}


def _lengths(ids: Mapping[str, Any]) -> dict[str, Any]:
    """How many ids there are under each key, and under each key of that."""
    return {key: _lengths(each) if isinstance(each, Mapping) else len(each) for key, each in ids.items()}
