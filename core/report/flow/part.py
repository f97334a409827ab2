"""The part of the report with the flow diagram, and the records behind each of its numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from core.protocol.values import NOT_RETRIEVED
from core.records.origins import DATABASE_ROUTES, Identified
from core.report.document.parts import Figure, ListedRecords, Section
from core.report.flow.boxes import ROUTE_KEYS, flow_boxes
from core.report.flow.svg import flow_svg
from core.report.flow.text import flow_text
from core.report.values import ReportValues

NAMES = {
    "database_results": "Records from databases",
    "register_results": "Records from registers",
    "specific_results": "Records identified",
    "website_results": "Records from websites",
    "organisation_results": "Records from organisations",
    "citations_results": "Records from citation searching",
    "experts_results": "Records from experts",
    "duplicates": "Duplicate records removed",
    "excluded_automatic": "Records marked as ineligible by automation tools",
    "records_screened": "Records screened",
    "records_excluded": "Records excluded",
    "sought_reports": "Reports sought for retrieval",
    "notretrieved_reports": "Reports not retrieved",
    "assessed": "Reports assessed for eligibility",
    "excluded": "Reports excluded",
    "screened": "Records screened",
    "screened_out": "Records excluded",
    "screening_waiting": "Records waiting to be screened",
    "assessed_waiting": "Reports waiting to be assessed",
    "new_reports": "Reports of included studies",
    "new_studies": "Studies included",
}


def flow_part(report: ReportValues) -> Section:
    """The diagram of a new review, in which all search rounds count as one search."""
    boxes = flow_boxes(report.funnel, report.identified)
    title = f"PRISMA 2020 flow diagram: {report.protocol.title}"
    lists = flow_lists(report)
    figure = Figure(
        draw=lambda links: flow_svg(boxes, title=title, links=links),
        caption="PRISMA 2020 flow diagram",
        text=flow_text(boxes),
        lists=lists,
    )
    return Section("flow", "Flow diagram", [figure])


def flow_lists(report: ReportValues) -> dict[str, ListedRecords]:
    """The records behind the numbers of the diagram, by the key of their line; numbers of 0 have none."""
    found = _identified(report.identified)
    other = report.identified.other_only
    for column in ("dbr", "other"):
        wanted = column == "other"

        def of(records: Iterable[str], wanted: bool = wanted) -> list[str]:
            return [each for each in records if (each in other) == wanted]

        found |= _column(report, column, of(report.funnel.unique), of)
    found["new_reports"] = list(report.funnel.included)
    found["new_studies"] = list(report.funnel.included_studies)
    keys = {key: place for place, key in enumerate(sorted(found))}
    return {
        key: ListedRecords(key=f"flow-{keys[key] + 1}", title=_title(key), ids=ids) for key, ids in found.items() if ids
    }


def _identified(identified: Identified) -> dict[str, list[str]]:
    """What each route and source brought, and the duplicates: every record after the first one of its group."""
    found: dict[str, list[str]] = {}
    kept: set[str] = set()
    for each in identified.origins:
        in_databases = each.route in DATABASE_ROUTES
        found.setdefault(ROUTE_KEYS[each.route], []).append(each.record)
        if in_databases:
            specific = "database_specific_results" if each.route == "databases" else "register_specific_results"
            found.setdefault(f"{specific}:{each.source}", []).append(each.record)
        of_this_column = in_databases != (each.survivor in identified.other_only)
        if of_this_column and each.survivor not in kept:
            kept.add(each.survivor)
        else:
            found.setdefault("duplicates" if in_databases else "other_duplicates", []).append(each.record)
    return found


def _column(
    report: ReportValues, column: str, unique: Sequence[str], of: Callable[[Iterable[str]], list[str]]
) -> dict[str, list[str]]:
    """The boxes of one column from screening on."""
    states = [each.state for each in report.screening]
    first = next((n for n, state in enumerate(states) if state.stage.kind == "fulltext"), len(states))
    reading, full_text = states[:first], states[first:]
    found: dict[str, list[str]] = {}
    automatic: set[str] = set()
    for state in reading:
        gone = of(state.excluded)
        by_tool = state.stage.prisma == "automation" and column == "dbr"
        box = "excluded_automatic" if by_tool else "records_excluded" if column == "dbr" else "other_screened_out"
        found.setdefault(box, []).extend(gone)
        found[f"{box}:{state.stage.id}"] = gone
        automatic.update(gone if by_tool else ())
        found.setdefault(f"{column}_screening_waiting", []).extend(of(state.waiting))
    screened = "records_screened" if column == "dbr" else "other_screened"
    found[screened] = [each for each in unique if each not in automatic]
    if full_text:
        sought = of(full_text[0].entered)
        lost = [each for state in full_text for each in of(state.reasons.get(NOT_RETRIEVED, ()))]
        found[f"{column}_sought_reports"] = sought
        found[f"{column}_notretrieved_reports"] = lost
        missing = frozenset(lost)
        found[f"{column}_assessed"] = [each for each in sought if each not in missing]
    for state in full_text:
        found.setdefault(f"{column}_assessed_waiting", []).extend(of(state.waiting))
        for reason, records in state.reasons.items():
            if reason != NOT_RETRIEVED:
                known = state.stage.reason(reason)
                name = known.label if known else reason or "No reason given"
                found.setdefault(f"{column}_excluded", []).extend(of(records))
                found.setdefault(f"{column}_excluded:{name}", []).extend(of(records))
    return found


def _title(key: str) -> str:
    box, _, part = key.partition(":")
    name = NAMES.get(box) or NAMES[box.partition("_")[2]]
    place = " (other methods)" if box.startswith("other_") else ""
    return f"{name}{place}: {part}" if part else f"{name}{place}"
