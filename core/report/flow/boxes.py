"""The flow diagram of PRISMA 2020: the number in each of its boxes.

The keys of the boxes are those of the PRISMA2020 package's template (Haddaway et al. 2022, doi 10.1002/cl2.1230). The
steps of the protocol are sub-counts of "Records excluded", or of "marked as ineligible by automation tools" where the
protocol says so of a stage. What the template has no box for has a key of ours: `other_duplicates`, `experts_results`,
`steps`, and the records that wait.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from core.errors import TamisError
from core.protocol.values import NOT_RETRIEVED
from core.records.origins import DATABASE_ROUTES, Identified
from core.screening.funnel import Funnel, StageState

TEMPLATES = ("new", "updated")
"""The diagram of a new review, in which all search rounds count as one search, or that of an updated review, in which
the first search round is the previous version."""
ROUTE_KEYS = {
    "databases": "database_results",
    "registers": "register_results",
    "websites": "website_results",
    "organisations": "organisation_results",
    "citation-searching": "citations_results",
    "experts": "experts_results",
}
COLUMNS = ("dbr", "other")
"""Databases and registers; other methods."""


def flow_boxes(funnel: Funnel, identified: Identified, template: str = "new") -> dict[str, Any]:
    """The number in each box by its key, and the steps.

    Records found by other methods alone go through the same stages, and are counted in the column of the other methods.

    Args:
        funnel: The whole review.
        identified: All that the search found.
        template: One of `TEMPLATES`.

    Raises:
        TamisError: There is only one search round, so that there is nothing to update.
    """
    if template == "new":
        return {"template": template, **_boxes(funnel, identified)}
    if len(identified.rounds) < 2:
        raise TamisError(
            "the diagram of an updated review needs a second search round",
            advice="Import the later search with --round new, or take the template “new”.",
        )
    first, *later = identified.rounds
    round_of = identified.round_of
    before = [each for each in funnel.included if round_of[each] == first]
    since = funnel.within([each for each in funnel.unique if round_of[each] != first])
    boxes = _boxes(since, identified.within(later))
    studies, reports = len(funnel.studies.among(before)), len(before)
    boxes |= {
        "previous_studies": studies,
        "previous_reports": reports,
        # A new report of a study that was included before is no new study.
        "new_studies": len(funnel.included_studies) - studies,
        "total_studies": len(funnel.included_studies),
        "total_reports": len(funnel.included),
    }
    return {"template": template, **boxes}


def _boxes(funnel: Funnel, identified: Identified) -> dict[str, Any]:
    other = identified.other_only
    by_route = identified.by_route
    reading, full_text = _halves(funnel)
    automatic = [state for state in reading if state.stage.prisma == "automation"]
    screening = [state for state in reading if state.stage.prisma != "automation"]
    database_unique = _of(funnel.unique, other, False)
    in_databases = sum(by_route.get(each, 0) for each in DATABASE_ROUTES)
    removed = sum(len(_of(state.excluded, other, False)) for state in automatic)
    boxes: dict[str, Any] = {key: by_route.get(route, 0) for route, key in ROUTE_KEYS.items()}
    boxes |= {
        "database_specific_results": identified.by_source("databases"),
        "register_specific_results": identified.by_source("registers"),
        "other_specific_results": identified.by_source(*(each for each in ROUTE_KEYS if each not in DATABASE_ROUTES)),
        "duplicates": in_databases - len(database_unique),
        "excluded_automatic": removed,
        "excluded_other": 0,
        "records_screened": len(database_unique) - removed,
        "records_excluded": sum(len(_of(state.excluded, other, False)) for state in screening),
        "other_duplicates": sum(by_route.values()) - in_databases - len(_of(funnel.unique, other, True)),
        "other_screened_out": sum(len(_of(state.excluded, other, True)) for state in reading),
    }
    for column in COLUMNS:
        wanted = column == "other"
        sought = _of(full_text[0].entered, other, wanted) if full_text else []
        boxes[f"{column}_sought_reports"] = len(sought)
        lost = sum(len(_of(state.reasons.get(NOT_RETRIEVED, ()), other, wanted)) for state in full_text)
        boxes[f"{column}_notretrieved_reports"] = lost
        boxes[f"{column}_assessed"] = len(sought) - lost
        boxes[f"{column}_excluded"] = _reasons(full_text, other, wanted)
        boxes[f"{column}_screening_waiting"] = sum(len(_of(state.waiting, other, wanted)) for state in reading)
        boxes[f"{column}_assessed_waiting"] = sum(len(_of(state.waiting, other, wanted)) for state in full_text)
        boxes[f"{column}_included"] = len(_of(funnel.included, other, wanted))
    boxes["new_studies"] = len(funnel.included_studies)
    boxes["new_reports"] = len(funnel.included)
    boxes["waiting"] = sum(len(state.waiting) for state in (*reading, *full_text))
    boxes["full_text"] = bool(full_text)
    boxes["steps"] = [_step(state, other) for state in reading]
    return boxes


def _halves(funnel: Funnel) -> tuple[list[StageState], list[StageState]]:
    """The stages that read records, and those from the first full-text stage on, that read reports."""
    states = [state for state in funnel.states if state.stage.kind != "chart"]
    first = next((n for n, state in enumerate(states) if state.stage.kind == "fulltext"), len(states))
    return states[:first], states[first:]


def _of(records: Sequence[str], other: Collection[str], wanted: bool) -> list[str]:
    """The records of one column: those that only other methods found, or the rest."""
    return [each for each in records if (each in other) == wanted]


def _reasons(states: Sequence[StageState], other: Collection[str], wanted: bool) -> dict[str, int]:
    """How many reports were read and excluded for each reason, by its label."""
    counts: dict[str, int] = {}
    for state in states:
        for reason, records in state.reasons.items():
            if reason != NOT_RETRIEVED and (found := _of(records, other, wanted)):
                label = state.stage.reason(reason)
                name = label.label if label else reason or "No reason given"
                counts[name] = counts.get(name, 0) + len(found)
    return counts


def _step(state: StageState, other: Collection[str]) -> dict[str, Any]:
    return {
        "stage": state.stage.id,
        "title": state.stage.title,
        "entered": len(state.entered),
        "excluded": len(state.excluded),
        "dbr_excluded": len(_of(state.excluded, other, False)),
        "other_excluded": len(_of(state.excluded, other, True)),
        "waiting": len(state.waiting),
        "reasons": {reason: len(records) for reason, records in state.reasons.items() if records},
        "automation": state.stage.prisma == "automation",
    }
