"""The part of the report with the flow diagram, and the records behind each of its numbers."""

from __future__ import annotations

from core.report.document.parts import Figure, ListedRecords, Section
from core.report.flow.boxes import Flow
from core.report.flow.svg import TITLE, flow_svg
from core.report.flow.text import flow_text
from core.words import plural

NAMES = {
    "database_results": "Records from databases",
    "register_results": "Records from registers",
    "database_specific_results": "Records identified",
    "register_specific_results": "Records identified",
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


def flow_part(flow: Flow, title: str) -> Section:
    """The diagram of the review of that title; each of its numbers leads to its records."""
    figure = Figure(
        draw=lambda links: flow_svg(flow, title, links=links),
        caption=TITLE,
        text=flow_text(flow),
        lists=_lists(flow),
    )
    return Section("flow", "Flow diagram", [figure])


def _lists(flow: Flow) -> dict[str, ListedRecords]:
    """The records behind the numbers of the diagram, by the key of their line; numbers of 0 have none."""
    titles = {key: title for key in flow.boxes if (title := _title(key))}
    places = {key: place for place, key in enumerate(sorted(titles), 1)}
    return {
        key: ListedRecords(key=f"flow-{places[key]}", title=title, ids=flow[key], unit=_unit(title))
        for key, title in titles.items()
        if flow[key]
    }


def _unit(title: str) -> str:
    """What is counted under a title."""
    return next((each for each in ("report", "study") if title.lower().startswith(plural(0, each))), "record")


def _title(key: str) -> str:
    """What the records of a box are; "" of a box that is not drawn."""
    box, _, part = key.partition(":")
    name = NAMES.get(box) or NAMES.get(box.partition("_")[2])
    if name is None:
        return ""
    place = " (other methods)" if box.startswith("other_") else ""
    return f"{name}{place}: {part}" if part else f"{name}{place}"
