"""The words of the flow diagram: what stands in each box, whether it is drawn or printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.protocol.values import Stage
from core.report.document.plain import one_line
from core.report.flow.boxes import Flow
from core.words import count, number, plural

SOURCE = "Page MJ, et al. BMJ 2021;372:n71. doi 10.1136/bmj.n71. This work is licensed under CC BY 4.0."
OTHER_ROUTES = {
    "website_results": "Websites",
    "organisation_results": "Organisations",
    "citations_results": "Citation searching",
    "experts_results": "Experts",
}
INCLUDED = {
    "new": ("Studies included in review", "Reports of included studies"),
    "updated": ("New studies included in review", "Reports of new included studies"),
}


@dataclass(frozen=True, slots=True)
class BoxLine:
    """One line of a box.

    Attributes:
        text: What is counted; it may come from the protocol, and hold anything.
        count: The number; None for a heading.
        key: The key of the number: that of the box, after a colon what part of it.
        depth: 1 for a part of the number above it.
    """

    text: str
    count: int | None = None
    key: str = ""
    depth: int = 0

    @property
    def words(self) -> list[str]:
        """The line as PRISMA writes it, "Records screened (n = 13,178)", in parts between which it may wrap."""
        number = [] if self.count is None else [f"(n\u00a0=\u00a0{self.count:,})"]
        return one_line(self.text).split() + number


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxColumn:
    """The boxes of one column, from the top: what goes on, and beside it what leaves. An empty box is not shown."""

    title: str
    identified: list[BoxLine]
    removed: list[BoxLine]
    screened: list[BoxLine]
    excluded: list[BoxLine]
    sought: list[BoxLine]
    not_retrieved: list[BoxLine]
    assessed: list[BoxLine]
    reports_excluded: list[BoxLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The whole diagram.

    Attributes:
        other: Only where other methods found something.
        previous: The previous version of an updated review, else empty; so with `total`.
        notes: What has to be said with the diagram: that records wait, or that the numbers do not add up.
        footnotes: What it was made from, what was added to that, and what its stars mean.
    """

    databases: BoxColumn
    other: BoxColumn | None
    previous: list[BoxLine]
    included: list[BoxLine]
    total: list[BoxLine]
    notes: list[str]
    footnotes: list[str]


def flow_words(flow: Flow) -> Words:
    """The words of a diagram, and its numbers."""
    of = "new studies" if flow.template == "updated" else "studies"
    studies, reports = INCLUDED[flow.template]
    previous = total = []
    if flow.template == "updated":
        previous = [
            _line(flow, "previous_studies", "Studies included in previous version of review"),
            _line(flow, "previous_reports", "Reports of studies included in previous version of review"),
        ]
        total = [
            _line(flow, "total_studies", "Total studies included in review"),
            _line(flow, "total_reports", "Reports of total included studies"),
        ]
    found_otherwise = any(flow[key] for key in OTHER_ROUTES)
    return Words(
        databases=_databases(flow, f"Identification of {of} via databases and registers"),
        other=_other(flow, f"Identification of {of} via other methods") if found_otherwise else None,
        previous=previous,
        included=[_line(flow, "new_studies", studies), _line(flow, "new_reports", reports)],
        total=total,
        notes=_notes(flow),
        footnotes=_footnotes(flow),
    )


def _notes(flow: Flow) -> list[str]:
    reports = len(flow["dbr_assessed_waiting"]) + len(flow["other_assessed_waiting"])
    waiting = len(flow["waiting"])
    of = count(waiting, "report" if waiting == reports else "record")
    some = f", {number(reports)} of them in full text" if 0 < reports < waiting else ""
    notes = [f"Interim: {of} {plural(waiting, 'waits')} for a decision{some}."] if waiting else []
    leaks = flow.leaks()
    return [*notes, f"The numbers do not add up: {'; '.join(leaks)}."] if leaks else notes


def _footnotes(flow: Flow) -> list[str]:
    """Where the diagram differs from that of PRISMA 2020, and its two footnotes, filled in."""
    added = {
        "the steps and stages within “Records excluded”": len(flow.funnel.reading_records) > 1,
        "experts as a source of their own": flow["experts_results"],
        "duplicates and screening of what other methods found": flow["other_duplicates"] or flow["other_screened_out"],
        "what waits for a decision": flow["waiting"],
    }
    named = "; ".join(name for name, there in added.items() if there)
    notes = [f"Adapted from PRISMA 2020.{f' Added: {named}.' if named else ''} Source: {SOURCE}"]
    notes.append("* As each source gave them, before duplicates were removed.")
    if rule := len(flow["dbr_by_rule"]):
        excluded = len(flow["records_excluded"])
        notes.append(
            f"** Of these, {number(excluded - rule)} {plural(excluded - rule, 'was')} excluded by a person one by one, "
            f"and {number(rule)} as a rule suggested, which a person confirmed in bulk."
        )
    return notes


def _databases(flow: Flow, title: str) -> BoxColumn:
    stages = [state.stage for state in flow.funnel.reading_records]
    automatic = [stage for stage in stages if stage.prisma == "automation"]
    steps = [stage for stage in stages if stage not in automatic or flow[f"records_excluded:{stage.id}"]]
    return BoxColumn(
        title=title,
        identified=[
            BoxLine("Records identified from*:"),
            _line(flow, "database_results", "Databases"),
            *_parts(flow, "database_specific_results"),
            _line(flow, "register_results", "Registers"),
            *_parts(flow, "register_specific_results"),
        ],
        removed=[
            BoxLine("Records removed before screening:"),
            _line(flow, "duplicates", "Duplicate records"),
            _line(flow, "excluded_automatic", "Records marked as ineligible by automation tools"),
            *_steps(flow, automatic, "excluded_automatic", at_least=1),
            _line(flow, "excluded_other", "Records removed for other reasons"),
        ],
        screened=[
            _line(flow, "records_screened", "Records screened"),
            *_waiting(flow, "dbr_screening_waiting"),
        ],
        excluded=[
            _line(flow, "records_excluded", "Records excluded" + ("**" if flow["dbr_by_rule"] else "")),
            *_steps(flow, steps, "records_excluded", at_least=2),
        ],
        **_reports(flow, "dbr"),
    )


def _other(flow: Flow, title: str) -> BoxColumn:
    """The column of the other methods, of which PRISMA takes none of the records for duplicates, and all for relevant.

    Where some are not, it has the same boxes as the first column.
    """
    identified = [BoxLine("Records identified from:")]
    identified += [_line(flow, key, name) for key, name in OTHER_ROUTES.items() if flow[key]]
    stages = [state.stage for state in flow.funnel.reading_records]
    drawn = flow["other_screened_out"] or flow["other_screening_waiting"] or not flow.funnel.reading_reports
    return BoxColumn(
        title=title,
        identified=identified,
        removed=[
            BoxLine("Records removed before screening:"),
            _line(flow, "other_duplicates", "Duplicate records"),
        ]
        if flow["other_duplicates"]
        else [],
        screened=[
            _line(flow, "other_screened", "Records screened"),
            *_waiting(flow, "other_screening_waiting"),
        ]
        if drawn
        else [],
        excluded=[
            _line(flow, "other_screened_out", "Records excluded"),
            *_steps(flow, stages, "other_screened_out", at_least=2),
        ]
        if drawn
        else [],
        **_reports(flow, "other"),
    )


def _reports(flow: Flow, column: str) -> dict[str, list[BoxLine]]:
    if not flow.funnel.reading_reports:
        return {"sought": [], "not_retrieved": [], "assessed": [], "reports_excluded": []}
    key = f"{column}_excluded"
    return {
        "sought": [_line(flow, f"{column}_sought_reports", "Reports sought for retrieval")],
        "not_retrieved": [_line(flow, f"{column}_notretrieved_reports", "Reports not retrieved")],
        "assessed": [
            _line(flow, f"{column}_assessed", "Reports assessed for eligibility"),
            *_waiting(flow, f"{column}_assessed_waiting"),
        ],
        "reports_excluded": [
            _line(flow, key, "Reports excluded"),
            *sorted(_parts(flow, key), key=lambda line: -(line.count or 0)),
        ],
    }


def _line(flow: Flow, key: str, text: str) -> BoxLine:
    return BoxLine(text, len(flow[key]), key)


def _parts(flow: Flow, key: str) -> list[BoxLine]:
    return [BoxLine(name, len(ids), f"{key}:{name}", 1) for name, ids in flow.parts(key).items()]


def _steps(flow: Flow, stages: Sequence[Stage], key: str, *, at_least: int) -> list[BoxLine]:
    """The steps as parts of a number; one step alone would only say the number again."""
    if len(stages) < at_least:
        return []
    return [BoxLine(each.title, len(flow[f"{key}:{each.id}"]), f"{key}:{each.id}", 1) for each in stages]


def _waiting(flow: Flow, key: str) -> list[BoxLine]:
    return [BoxLine("of these, waiting for a decision", len(flow[key]), key, 1)] if flow[key] else []
