"""The words of the flow diagram: what stands in each box, whether it is drawn or printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.report.document.plain import one_line
from core.report.flow.counts import flow_leaks

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
    """

    databases: BoxColumn
    other: BoxColumn | None
    previous: list[BoxLine]
    included: list[BoxLine]
    total: list[BoxLine]
    notes: list[str]


def flow_words(boxes: Mapping[str, Any]) -> Words:
    """The words, from the numbers of `flow_boxes`."""
    template = boxes["template"]
    of = "new studies" if template == "updated" else "studies"
    studies, reports = INCLUDED[template]
    previous = total = []
    if template == "updated":
        previous = [
            _line(boxes, "previous_studies", "Studies included in previous version of review"),
            _line(boxes, "previous_reports", "Reports of studies included in previous version of review"),
        ]
        total = [
            _line(boxes, "total_studies", "Total studies included in review"),
            _line(boxes, "total_reports", "Reports of total included studies"),
        ]
    found_otherwise = any(boxes[key] for key in OTHER_ROUTES)
    return Words(
        databases=_databases(boxes, f"Identification of {of} via databases and registers"),
        other=_other(boxes, f"Identification of {of} via other methods") if found_otherwise else None,
        previous=previous,
        included=[_line(boxes, "new_studies", studies), _line(boxes, "new_reports", reports)],
        total=total,
        notes=_notes(boxes),
    )


def _notes(boxes: Mapping[str, Any]) -> list[str]:
    count = boxes["waiting"]
    notes = [f"Interim: {count:,} record{' waits' if count == 1 else 's wait'} for a decision."] if count else []
    leaks = flow_leaks(boxes)
    return [*notes, f"The numbers do not add up: {'; '.join(leaks)}."] if leaks else notes


def _databases(boxes: Mapping[str, Any], title: str) -> BoxColumn:
    steps = [step for step in boxes["steps"] if not step["automation"]]
    automatic = [step for step in boxes["steps"] if step["automation"]]
    return BoxColumn(
        title=title,
        identified=[
            BoxLine("Records identified from:"),
            _line(boxes, "database_results", "Databases"),
            *_parts(boxes, "database_specific_results"),
            _line(boxes, "register_results", "Registers"),
            *_parts(boxes, "register_specific_results"),
        ],
        removed=[
            BoxLine("Records removed before screening:"),
            _line(boxes, "duplicates", "Duplicate records"),
            _line(boxes, "excluded_automatic", "Records marked as ineligible by automation tools"),
            *_steps(automatic, "excluded_automatic", "dbr_excluded", at_least=1),
            _line(boxes, "excluded_other", "Records removed for other reasons"),
        ],
        screened=[
            _line(boxes, "records_screened", "Records screened"),
            *_waiting(boxes, "dbr_screening_waiting"),
        ],
        excluded=[
            _line(boxes, "records_excluded", "Records excluded"),
            *_steps(steps, "records_excluded", "dbr_excluded", at_least=2),
        ],
        **_reports(boxes, "dbr"),
    )


def _other(boxes: Mapping[str, Any], title: str) -> BoxColumn:
    """The column of the other methods, of which PRISMA takes none of the records for duplicates, and all for relevant.

    Where some are not, it has the same boxes as the first column.
    """
    duplicates, out = boxes["other_duplicates"], boxes["other_screened_out"]
    identified = [BoxLine("Records identified from:")]
    identified += [_line(boxes, key, name) for key, name in OTHER_ROUTES.items() if boxes[key]]
    screened = sum(boxes[key] for key in OTHER_ROUTES) - duplicates
    drawn = bool(out or boxes["other_screening_waiting"]) or not boxes["full_text"]
    return BoxColumn(
        title=title,
        identified=identified,
        removed=[
            BoxLine("Records removed before screening:"),
            _line(boxes, "other_duplicates", "Duplicate records"),
        ]
        if duplicates
        else [],
        screened=[
            BoxLine("Records screened", screened, "other_screened"),
            *_waiting(boxes, "other_screening_waiting"),
        ]
        if drawn
        else [],
        excluded=[
            _line(boxes, "other_screened_out", "Records excluded"),
            *_steps(boxes["steps"], "other_screened_out", "other_excluded", at_least=2),
        ]
        if drawn
        else [],
        **_reports(boxes, "other"),
    )


def _reports(boxes: Mapping[str, Any], column: str) -> dict[str, list[BoxLine]]:
    if not boxes["full_text"]:
        return {"sought": [], "not_retrieved": [], "assessed": [], "reports_excluded": []}
    reasons: Mapping[str, int] = boxes[f"{column}_excluded"]
    key = f"{column}_excluded"
    return {
        "sought": [_line(boxes, f"{column}_sought_reports", "Reports sought for retrieval")],
        "not_retrieved": [_line(boxes, f"{column}_notretrieved_reports", "Reports not retrieved")],
        "assessed": [
            _line(boxes, f"{column}_assessed", "Reports assessed for eligibility"),
            *_waiting(boxes, f"{column}_assessed_waiting"),
        ],
        "reports_excluded": [
            BoxLine("Reports excluded", sum(reasons.values()), key),
            *(BoxLine(name, count, f"{key}:{name}", 1) for name, count in _largest_first(reasons)),
        ],
    }


def _largest_first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda each: -each[1])


def _line(boxes: Mapping[str, Any], key: str, text: str) -> BoxLine:
    return BoxLine(text, boxes[key], key)


def _parts(boxes: Mapping[str, Any], key: str) -> list[BoxLine]:
    return [BoxLine(name, count, f"{key}:{name}", 1) for name, count in boxes[key].items()]


def _steps(steps: list[dict[str, Any]], key: str, of_column: str, *, at_least: int) -> list[BoxLine]:
    """The steps as parts of a number; one step alone would only say the number again."""
    if len(steps) < at_least:
        return []
    return [BoxLine(step["title"], step[of_column], f"{key}:{step['stage']}", 1) for step in steps]


def _waiting(boxes: Mapping[str, Any], key: str) -> list[BoxLine]:
    return [BoxLine("of these, waiting for a decision", boxes[key], key, 1)] if boxes[key] else []
