"""The flow diagram of PRISMA 2020 (new reviews, databases, registers and other methods): its boxes, and as text.

The keys of the boxes are those of the PRISMA2020 package's template (Haddaway et al. 2022, doi 10.1002/cl2.1230). The
steps of the protocol are sub-counts of "Records excluded", or of "marked as ineligible by automation tools" where the
protocol says so of a stage.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.funnel import Funnel, StageState
from core.protocol import NOT_RETRIEVED

ROUTE_KEYS = {
    "databases": "database_results",
    "registers": "register_results",
    "websites": "website_results",
    "organisations": "organisation_results",
    "citation-searching": "citations_results",
    "experts": "experts_results",
}
DATABASE_ROUTES = ("databases", "registers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """What a flow diagram needs to know of the search.

    Attributes:
        by_route: Imported records by route.
        by_source: Imported records by source, for the databases and registers.
        other_only: The unique records that no database or register has.
        other_duplicates: Imported records of other methods that a database or register, or another of them, has too.
    """

    by_route: Mapping[str, int]
    by_source: Mapping[str, int]
    other_only: Collection[str]
    other_duplicates: int


def flow_boxes(funnel: Funnel, identified: Identified) -> dict[str, Any]:
    """The number in each box by its key, and the steps.

    Records found by other methods alone go through the same stages, and are counted in the column of the other methods.
    """
    other = frozenset(identified.other_only)
    reading = [state for state in funnel.states if state.stage.kind in ("step", "screen")]
    automatic = [state for state in reading if state.stage.prisma == "automation"]
    screening = [state for state in reading if state.stage.prisma != "automation"]
    full_text = [state for state in funnel.states if state.stage.kind == "fulltext"]
    database_unique = [each for each in funnel.unique if each not in other]
    in_databases = sum(identified.by_route.get(each, 0) for each in DATABASE_ROUTES)
    removed = sum(len(_of(state.excluded, other, False)) for state in automatic)
    boxes: dict[str, Any] = {key: identified.by_route.get(route, 0) for route, key in ROUTE_KEYS.items()}
    boxes |= {
        "database_specific_results": dict(identified.by_source),
        "duplicates": in_databases - len(database_unique),
        "excluded_automatic": removed,
        "excluded_other": 0,
        "records_screened": len(database_unique) - removed,
        "records_excluded": sum(len(_of(state.excluded, other, False)) for state in screening),
        "other_duplicates": identified.other_duplicates,
        "other_screened_out": sum(len(_of(state.excluded, other, True)) for state in reading),
    }
    for column, wanted in (("dbr", False), ("other", True)):
        sought = _of(full_text[0].entered, other, wanted) if full_text else []
        boxes[f"{column}_sought_reports"] = len(sought)
        lost = sum(len(_of(state.reasons.get(NOT_RETRIEVED, ()), other, wanted)) for state in full_text)
        boxes[f"{column}_notretrieved_reports"] = lost
        boxes[f"{column}_assessed"] = len(sought) - lost
        boxes[f"{column}_excluded"] = _reasons(full_text, other, wanted)
    boxes["new_studies"] = len(funnel.included_studies)
    boxes["new_reports"] = len(funnel.included)
    boxes["waiting"] = sum(len(state.waiting) for state in funnel.states if state.stage.kind != "chart")
    boxes["steps"] = [_step(state) for state in reading]
    return boxes


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


def _step(state: StageState) -> dict[str, Any]:
    return {
        "stage": state.stage.id,
        "title": state.stage.title,
        "entered": len(state.entered),
        "excluded": len(state.excluded),
        "waiting": len(state.waiting),
        "reasons": {reason: len(records) for reason, records in state.reasons.items()},
        "automation": state.stage.prisma == "automation",
    }


def flow_text(boxes: Mapping[str, Any]) -> str:
    """The diagram for a terminal of 80 columns."""
    lines = ["Identification"]
    routes = (
        ("databases", "database_results"),
        ("registers", "register_results"),
        ("websites", "website_results"),
        ("organisations", "organisation_results"),
        ("citation searching", "citations_results"),
        ("experts", "experts_results"),
    )
    for label, key in routes:
        if boxes[key] or key == "database_results":
            lines.append(_line(f"records identified from {label}", boxes[key]))
    lines += [_line(f"  {name}", count) for name, count in boxes["database_specific_results"].items()]
    lines.append(_line("duplicate records removed", boxes["duplicates"], out=True))
    if boxes["other_duplicates"]:
        lines.append(_line("duplicates among other methods", boxes["other_duplicates"], out=True))
    if boxes["excluded_automatic"]:
        lines.append(_line("marked as ineligible by automation tools", boxes["excluded_automatic"], out=True))
    lines += ["", "Screening", _line("records screened", boxes["records_screened"])]
    lines.append(_line("records excluded", boxes["records_excluded"], out=True))
    lines += [_line(f"  {step['title']}", step["excluded"]) for step in boxes["steps"]]
    if boxes["other_screened_out"]:
        lines.append(_line("  of these found by other methods only", boxes["other_screened_out"]))
    for column, label in (("dbr", ""), ("other", " (other methods)")):
        if column == "other" and not boxes["other_sought_reports"]:
            continue
        lines.append(_line(f"reports sought for retrieval{label}", boxes[f"{column}_sought_reports"]))
        lines.append(_line(f"reports not retrieved{label}", boxes[f"{column}_notretrieved_reports"], out=True))
        lines.append(_line(f"reports assessed for eligibility{label}", boxes[f"{column}_assessed"]))
        excluded = boxes[f"{column}_excluded"]
        lines.append(_line(f"reports excluded{label}", sum(excluded.values()), out=True))
        lines += [_line(f"  {name}", count) for name, count in excluded.items()]
    lines += ["", "Included", _line("studies included in review", boxes["new_studies"])]
    lines.append(_line("reports of included studies", boxes["new_reports"]))
    if boxes["waiting"]:
        lines += ["", _line("still waiting for a decision", boxes["waiting"])]
    return "\n".join(lines)


def _line(text: str, count: int, *, out: bool = False) -> str:
    """A label and its number; what leaves the review stands behind an arrow."""
    label = f"   → {text}" if out else f"   {text}"
    if len(label) > 64:
        label = label[:63] + "…"
    return f"{label:<64}{count:>12,}"
